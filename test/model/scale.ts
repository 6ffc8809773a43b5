/**
 * How many histories run: with MODEL_SCALE=deep 100,000, else 91 of one seed, for every day. `MODEL_SEED` repeats a run,
 * or chooses another.
 */
const isDeep = process.env.MODEL_SCALE === 'deep';

export const histories = isDeep ? { memory: 85_000, lmdb: 12_000, redis: 3000 } : { memory: 75, lmdb: 8, redis: 8 };

export const seed = Number(process.env.MODEL_SEED ?? (isDeep ? Math.floor(Math.random() * 2 ** 31) : 424242));
