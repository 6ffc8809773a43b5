/** The URL of a new, empty LMDB store, for as long as `use` takes. */
export declare function withLmdb<T>(use: (storeUrl: string) => Promise<T>): Promise<T>;
/** The URL of a store that ends with its process. */
export declare function withMemory<T>(use: (storeUrl: string) => Promise<T>): Promise<T>;
/** A new, empty SQLite file, which a Keyv keeps the store in, for as long as `use` takes. */
export declare function withSqlite<T>(use: (storeUrl: string) => Promise<T>): Promise<T>;
/** A new, empty namespace of a Keyv over PostgreSQL, for as long as `use` takes. */
export declare function withPostgres<T>(use: (storeUrl: string) => Promise<T>): Promise<T>;
/** The URL of a new, empty store in Redis, for as long as `use` takes. */
export declare function withRedis<T>(redisUrl: string, use: (storeUrl: string) => Promise<T>): Promise<T>;
