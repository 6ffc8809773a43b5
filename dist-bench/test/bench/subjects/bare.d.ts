import type { Verbs } from '../processes.js';
export declare function startBare(provider: string): Promise<Verbs>;
