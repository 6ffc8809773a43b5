import type { Logger } from 'pino';
import { type Emulator } from '../src/index.js';
import type { Config } from './config.js';
export interface Running {
    /** Where the bots listen. */
    readonly url: string;
    readonly apiToken: string | undefined;
    readonly emulator: Emulator | undefined;
    /** Accepts nothing more, lets the turns end, then closes the store. */
    stop(): Promise<void>;
}
/** The bots' numbers on the emulator. The first is the default. */
export declare const emulatorNumbers: {
    readonly support: '27110000001';
    readonly banking: '27110000002';
};
/**
 * Starts everything that the settings ask for. Resolves once the bots answer.
 *
 * @throws ConfigurationError, StoreError: a sentence that names the setting. Nothing is left running then.
 */
export declare function run(config: Config, log: Logger): Promise<Running>;
