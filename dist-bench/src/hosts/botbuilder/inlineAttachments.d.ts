import type { Attachment, Middleware, TurnContext } from 'botbuilder';
import type { AttachmentDownloadOptions, DownloadedAttachment } from '../../files/download.js';
/** The source of the files: the adapter. */
export interface AttachmentSource {
    download(attachment: Attachment, options: AttachmentDownloadOptions & {
        from?: string;
    }): Promise<DownloadedAttachment>;
}
/**
 * Bot Framework middleware for bots that fetch an attachment's `contentUrl` themselves, as on other channels.
 * Clickatell's addresses need the integration's key, so this replaces the `contentUrl` of received files with `data:`
 * addresses. Do not use it if the bot keeps whole activities in its state. `maxBytes` is the limit for one file;
 * default 5 MB.
 *
 *     adapter.use(new InlineAttachments(adapter));
 */
export declare class InlineAttachments implements Middleware {
    #private;
    constructor(source: AttachmentSource, { maxBytes }?: AttachmentDownloadOptions);
    onTurn({ activity }: TurnContext, next: () => Promise<void>): Promise<void>;
}
