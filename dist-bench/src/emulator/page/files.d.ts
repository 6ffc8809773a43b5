import type { Answer } from '../http.js';
/** The page at `/`, and its files under `/page/`; `undefined` for every other path. */
export declare function page(path: string): Promise<Answer | undefined>;
export declare function isPage(path: string): boolean;
