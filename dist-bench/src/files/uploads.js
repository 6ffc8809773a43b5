import { createHash } from 'node:crypto';
import pLimit, {} from 'p-limit';
import { toldRefusal } from '../clickatell/told.js';
import { errors } from '../clickatell/wire.js';
import { ConfigurationError, MediaUnavailableError, UploadFailedError } from '../core/errors.js';
import { Table } from '../store/table.js';
import { isReceived, readReceived } from './received.js';
import { Sources, tooLarge, wrongType } from './source.js';
import { named, typeOf } from './types.js';
/** The provider keeps a file for 30 days, and needs it for some time after a message has named it. */
const reusedMs = 29 * 24 * 60 * 60 * 1000;
const defaultFilesAtOnce = 8;
/**
 * Uploads a bot's files to the provider. Each content is uploaded once and used again for 29 days, whatever address it
 * came from. Its bytes are fetched and compared every time, because the content of an address can change.
 *
 * A file is held in memory and not streamed, because it takes its last byte to know whether it has to be uploaded.
 */
export class Uploads {
    #entries;
    #clock;
    #sources;
    /** Limits the files that are held at once. The others wait, first come, first served. */
    #limited;
    #underWay = new Map();
    /** Business numbers whose provider does not accept uploads for more than one recipient. */
    #oneByOne = new Set();
    constructor({ store, clock, media = {} }) {
        this.#entries = new Table(store, 'uploads', { ttlMs: reusedMs });
        this.#clock = clock;
        this.#sources = new Sources(media);
        const { filesAtOnce = defaultFilesAtOnce } = media;
        if (!(Number.isInteger(filesAtOnce) && filesAtOnce > 0)) {
            throw new ConfigurationError('media.filesAtOnce: must be a whole number, at least 1.');
        }
        this.#limited = pLimit(filesAtOnce);
    }
    /**
     * Makes sure that the provider has the piece's file. Rejects with `MediaUnavailableError` if it cannot be sent for
     * any reason, one of which is a caption on a file that turns out to be audio. Send `piece.text` instead.
     */
    prepare(piece, conversation, client) {
        return this.#limited(async () => {
            const file = await this.#fileOf(piece, client);
            const { contentType } = file.type;
            const caption = piece.caption || undefined;
            if (caption && contentType.startsWith('audio/')) {
                throw new MediaUnavailableError('type', 'it is audio, and has a caption, which audio cannot have.');
            }
            const fileId = await this.#fileId(file, conversation, client);
            return { contentType, fileId, ...(caption && { caption }) };
        });
    }
    /** Call it if the provider says that it does not have the file (error 33): the next `prepare` uploads it again. */
    async forget({ business }, fileId) {
        const idKey = keyOf('id', business, fileId);
        const entry = await this.#entries.read(idKey);
        if (!entry || !('contentKey' in entry))
            return;
        await this.#entries.update(entry.contentKey, (current) => current && 'fileId' in current && current.fileId === fileId ? undefined : current);
        await this.#entries.delete(idKey);
    }
    /** Closes the connections to the hosts of files. */
    close() {
        return this.#sources.close();
    }
    async #fileOf({ source, contentType, fileName }, client) {
        const claim = { contentType, fileName };
        const file = isReceived(source, client) ? readReceived(source, claim, client) : this.#sources.read(source, claim);
        const { bytes, label, fileName: name } = await file;
        const type = typeOf(bytes, label, name);
        if (!type)
            throw wrongType();
        if (bytes.length > type.largestBytes)
            throw tooLarge(type.largestBytes);
        return { bytes, fileName: named(name, type), type };
    }
    async #fileId(file, { business, person }, client) {
        const { bytes, fileName, type } = file;
        const hash = createHash('sha256').update(bytes).digest('hex');
        // The person sees a document's name, so the same bytes under two names are two files.
        const content = [business, hash, type.contentType, type.isDocument ? fileName : type.extension];
        const upload = (key, whom) => this.#once(key, business, async () => {
            return (await client.upload(bytes, { fileName, contentType: type.contentType, ...whom })).fileId;
        });
        try {
            if (!this.#oneByOne.has(business)) {
                try {
                    return await upload(keyOf('content', ...content), { broadcast: true });
                }
                catch (error) {
                    if (!(error instanceof UploadFailedError) || error.code !== errors.parameter.code)
                        throw error;
                }
            }
            const fileId = await upload(keyOf('content', ...content, person), { to: person });
            // Without the `broadcast` parameter it was accepted, so this parameter is what was refused.
            this.#oneByOne.add(business);
            return fileId;
        }
        catch (error) {
            if (error instanceof UploadFailedError)
                throw new MediaUnavailableError('upload', told(error), error);
            throw error;
        }
    }
    /** The id of what was uploaded under this key before or is being uploaded now, or otherwise of a new upload. */
    #once(key, business, upload) {
        const underWay = this.#underWay.get(key);
        if (underWay)
            return underWay;
        const running = this.#stored(key, business, upload).finally(() => this.#underWay.delete(key));
        this.#underWay.set(key, running);
        return running;
    }
    async #stored(key, business, upload) {
        const entry = await this.#entries.read(key);
        const now = this.#clock.now();
        if (entry && 'fileId' in entry && now - entry.uploadedAt < reusedMs)
            return entry.fileId;
        const fileId = await upload();
        await this.#entries.write(keyOf('id', business, fileId), { contentKey: key });
        await this.#entries.write(key, { fileId, uploadedAt: now });
        return fileId;
    }
}
/** Encodes the parts as one key; different parts give different keys. */
function keyOf(...parts) {
    return parts.map(encodeURIComponent).join(':');
}
/** A report repeats it, so it must not have the provider's free words. The log has them: it shows the cause. */
function told({ message, code, description }) {
    return description === undefined
        ? message
        : new UploadFailedError(toldRefusal({ code, description }), { code }).message;
}
