import type { Figures } from './report.js';
/** The bots as they are built. */
export declare function launch(storeUrl: string, restMs: number): Promise<Figures>;
/** As somebody does who tries the bots. */
export declare function launchNpmStart(storeUrl: string): Promise<Figures>;
/** A script that prints where it listens as the bots do. */
export declare function launchScript(script: string): Promise<Figures>;
