import { type Store } from '../../src/index.js';
/**
 * Opens a store by a URL that only the benchmarks know: `keyv+postgres:<namespace>` or `keyv+sqlite:<file>`, a Keyv as
 * a user would make it.
 */
export declare function openKeyvUrl(storeUrl: string): Promise<Store>;
/** Whether PostgreSQL answers at POSTGRES_URL. */
export declare function findPostgres(): Promise<boolean>;
/** Deletes every row of a namespace. */
export declare function forgetInPostgres(namespace: string): Promise<void>;
