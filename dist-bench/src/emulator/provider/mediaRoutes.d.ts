import { type Answer } from '../http.js';
import type { World } from '../world.js';
import type { Integration } from './integrations.js';
/**
 * `POST /v1/media?fileName=…[&to=…][&broadcastAllowed=true]`: the raw bytes, with their content type. With `to` and
 * without `broadcastAllowed=true`, the file may be sent to that person only.
 */
export declare function uploadMedia(world: World, { number }: Integration, query: URLSearchParams, contentType: string, bytes: Buffer): Answer;
/** `GET /v1/media?fileId=…&sha256Hash=…`: the bytes, for anybody who knows both. */
export declare function downloadMedia(world: World, query: URLSearchParams): Answer;
/** `GET /v1/media/{fileId}`: facts about a file. */
export declare function mediaMetadata(world: World, fileId: string): Answer;
/** `GET /_emulator/media/{fileId}`: a file for the page. Nothing in it may run there, whoever made it. */
export declare function shownFile(world: World, fileId: string): Answer;
