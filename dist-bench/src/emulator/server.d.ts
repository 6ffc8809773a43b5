import { type Server } from 'node:http';
import type { World } from './world.js';
/** The one server of the emulator: the provider's API, the control plane and the page. */
export declare function serve(world: World): Server;
