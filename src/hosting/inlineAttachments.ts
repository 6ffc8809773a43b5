import { buffer } from 'node:stream/consumers';
import type { Attachment } from '../core/activity.js';
import type { AttachmentDownloadOptions, DownloadedAttachment } from '../files/download.js';
import { activityIn, type HostContext } from './context.js';

/** The source of the files: the adapter. */
export interface AttachmentSource {
  /** As `ChannelApi.download`. */
  download(
    attachment: Attachment,
    options: AttachmentDownloadOptions & { from?: string },
  ): Promise<DownloadedAttachment>;
}

const defaultMaxBytes = 5 * 1024 * 1024;

/**
 * Middleware for bots that fetch an attachment's `contentUrl` themselves, as on other channels.
 * Clickatell's addresses need the integration's key, so this replaces the `contentUrl` of received files with `data:`
 * addresses. Do not use it if the bot keeps whole activities in its state. `maxBytes` is the limit for one file;
 * default 5 MB.
 *
 *     adapter.use(new InlineAttachments(adapter));
 */
export class InlineAttachments {
  readonly #source: AttachmentSource;
  readonly #maxBytes: number;

  constructor(source: AttachmentSource, { maxBytes = defaultMaxBytes }: AttachmentDownloadOptions = {}) {
    this.#source = source;
    this.#maxBytes = maxBytes;
  }

  /** Puts the files of the turn’s activity into their `contentUrl`. */
  async onTurn(context: HostContext, next: () => Promise<void>): Promise<void> {
    const activity = activityIn(context.activity);
    const from = activity.recipient?.id;
    const options = { maxBytes: this.#maxBytes, ...(from !== undefined && { from }) };
    await Promise.all((activity.attachments ?? []).map((attachment) => this.#inline(attachment, options)));
    return next();
  }

  async #inline(attachment: Attachment, options: AttachmentDownloadOptions & { from?: string }): Promise<void> {
    if (!/^https?:/i.test(attachment.contentUrl ?? '')) return;
    try {
      const { stream, contentType } = await this.#source.download(attachment, options);
      const base64 = (await buffer(stream)).toString('base64');
      attachment.contentUrl = `data:${contentType.replaceAll(' ', '')};base64,${base64}`;
    } catch {
      // The file is too large or gone: the bot gets the original address, as without this middleware.
    }
  }
}
