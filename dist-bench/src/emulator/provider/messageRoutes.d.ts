import { type Answer } from '../http.js';
import type { World } from '../world.js';
import type { Integration } from './integrations.js';
/** `GET /v1/message/{id}`: the last status of a message. */
export declare function messageStatus(world: World, { number }: Integration, messageId: string): Answer;
/** `POST /v1/notification`: the business has read these messages. */
export declare function notify(world: World, { number }: Integration, body: Buffer): Answer;
/** `GET /v1/balance`. */
export declare function balance(): Answer;
