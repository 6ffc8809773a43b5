import { buffer } from 'node:stream/consumers';
import { largestUploadBytes } from '../clickatell/media.js';
import { paths } from '../clickatell/wire.js';
import { MediaTooLargeError, MediaUnavailableError } from '../core/errors.js';
import { tooLarge } from './source.js';
import { labelOf } from './types.js';
/**
 * Whether an address belongs to a file that a person sent and that the provider keeps, as the bot got it in an
 * attachment. Such a file is read with the client's key, so that a bot can forward what it was sent. No other path of
 * the provider is read with the key, because a bot may send any address that somebody gave it.
 */
export function isReceived(address, { baseUrl }) {
    if (!URL.canParse(address))
        return false;
    const { origin, pathname, searchParams } = new URL(address);
    return origin === new URL(baseUrl).origin && pathname === paths.media && searchParams.has('fileId');
}
/** Reads a file that a person sent. Rejects with `MediaUnavailableError`. */
export async function readReceived(address, claim, client) {
    const sha256 = new URL(address).searchParams.get('sha256Hash') ?? undefined;
    try {
        const file = await client.download(address, { maxBytes: largestUploadBytes, sha256 });
        const bytes = await buffer(file.stream);
        return { bytes, label: labelOf(claim.contentType, file.contentType), fileName: claim.fileName ?? '' };
    }
    catch (error) {
        if (error instanceof MediaTooLargeError)
            throw tooLarge(largestUploadBytes);
        throw new MediaUnavailableError('source', 'it could not be fetched from the provider.', error);
    }
}
