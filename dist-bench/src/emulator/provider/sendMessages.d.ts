import { type Answer } from '../http.js';
import type { World } from '../world.js';
import { type Integration } from './integrations.js';
/** `POST /v1/message`: 202 if every message is accepted, 400 if the only one is refused, otherwise 207. */
export declare function sendMessages(world: World, integration: Integration, body: Buffer): Promise<Answer>;
