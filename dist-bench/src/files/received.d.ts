import type { ClickatellClient } from '../clickatell/client.js';
import { type Claim, type SourceFile } from './source.js';
/**
 * Whether an address belongs to a file that a person sent and that the provider keeps, as the bot got it in an
 * attachment. Such a file is read with the client's key, so that a bot can forward what it was sent. No other path of
 * the provider is read with the key, because a bot may send any address that somebody gave it.
 */
export declare function isReceived(address: string, { baseUrl }: ClickatellClient): boolean;
/** Reads a file that a person sent. Rejects with `MediaUnavailableError`. */
export declare function readReceived(address: string, claim: Claim, client: ClickatellClient): Promise<SourceFile>;
