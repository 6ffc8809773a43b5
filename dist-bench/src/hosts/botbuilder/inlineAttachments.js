import { buffer } from 'node:stream/consumers';
const defaultMaxBytes = 5 * 1024 * 1024;
/**
 * Bot Framework middleware for bots that fetch an attachment's `contentUrl` themselves, as on other channels.
 * Clickatell's addresses need the integration's key, so this replaces the `contentUrl` of received files with `data:`
 * addresses. Do not use it if the bot keeps whole activities in its state. `maxBytes` is the limit for one file;
 * default 5 MB.
 *
 *     adapter.use(new InlineAttachments(adapter));
 */
export class InlineAttachments {
    #source;
    #maxBytes;
    constructor(source, { maxBytes = defaultMaxBytes } = {}) {
        this.#source = source;
        this.#maxBytes = maxBytes;
    }
    async onTurn({ activity }, next) {
        const from = activity.recipient?.id;
        const options = { maxBytes: this.#maxBytes, ...(from !== undefined && { from }) };
        await Promise.all((activity.attachments ?? []).map((attachment) => this.#inline(attachment, options)));
        return next();
    }
    async #inline(attachment, options) {
        if (!/^https?:/i.test(attachment.contentUrl ?? ''))
            return;
        try {
            const { stream, contentType } = await this.#source.download(attachment, options);
            const base64 = (await buffer(stream)).toString('base64');
            attachment.contentUrl = `data:${contentType.replaceAll(' ', '')};base64,${base64}`;
        }
        catch {
            // The file is too large or gone: the bot gets the original address, as without this middleware.
        }
    }
}
