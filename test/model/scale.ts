/** How many histories run: with MODEL_SCALE=deep 100,000, else 2,000, for every day. `MODEL_SEED` repeats a run. */
const isDeep = process.env.MODEL_SCALE === 'deep';

export const histories = isDeep
  ? { memory: 85_000, lmdb: 12_000, redis: 3000 }
  : { memory: 1700, lmdb: 252, redis: 48 };

export const seed = Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31));
