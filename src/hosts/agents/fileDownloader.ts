import { buffer } from 'node:stream/consumers';
import type { Attachment } from '@microsoft/agents-activity';
import type { InputFile, InputFileDownloader, TurnContext, TurnState } from '@microsoft/agents-hosting';
import type { AttachmentSource } from '../../hosting/inlineAttachments.js';

const defaultMaxBytes = 5 * 1024 * 1024;

/** Options of a `ClickatellFileDownloader`. */
export interface FileDownloaderOptions {
  /** The limit for one file, in bytes. Default 5 MB. */
  readonly maxBytes?: number | undefined;
  /** The value of the turn state that the files are put into. Default `inputFiles`, as with the SDK's downloaders. */
  readonly stateKey?: string | undefined;
}

/**
 * For an AgentApplication's `fileDownloaders`: the files that people send are in the turn state when the handler runs. The
 * SDK's own AttachmentDownloader asks Microsoft for a token, and Clickatell's files need the integration's key. A file that
 * is too large or gone is left out.
 *
 *     const fileDownloaders = [new ClickatellFileDownloader(adapter)];
 *     const app = new AgentApplication<TurnState>({ adapter, storage, fileDownloaders });
 *     app.onActivity('message', async (context, state) => {
 *       const files = state.getValue<InputFile[]>('inputFiles');
 *     });
 */
export class ClickatellFileDownloader<State extends TurnState = TurnState> implements InputFileDownloader<State> {
  readonly #source: AttachmentSource;
  readonly #maxBytes: number;
  readonly #stateKey: string;

  constructor(
    source: AttachmentSource,
    { maxBytes = defaultMaxBytes, stateKey = 'inputFiles' }: FileDownloaderOptions = {},
  ) {
    this.#source = source;
    this.#maxBytes = maxBytes;
    this.#stateKey = stateKey;
  }

  async downloadFiles({ activity }: TurnContext): Promise<InputFile[]> {
    const from = activity.recipient?.id;
    const options = { maxBytes: this.#maxBytes, ...(from !== undefined && { from }) };
    const files = await Promise.all((activity.attachments ?? []).map((each) => this.#file(each, options)));
    return files.filter((file) => file !== undefined);
  }

  async downloadAndStoreFiles(context: TurnContext, state: State): Promise<void> {
    state.setValue(this.#stateKey, await this.downloadFiles(context));
  }

  async #file(attachment: Attachment, options: { maxBytes: number; from?: string }): Promise<InputFile | undefined> {
    const { contentUrl } = attachment;
    // A place or a contact is an attachment, too, and not a file.
    if (contentUrl === undefined) return undefined;
    try {
      const { stream, contentType } = await this.#source.download(attachment, options);
      return { content: await buffer(stream), contentType, contentUrl };
    } catch {
      return undefined;
    }
  }
}
