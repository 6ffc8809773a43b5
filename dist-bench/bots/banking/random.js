import { createHash } from 'node:crypto';
/** Takes its numbers from a chain of hashes: first of the seed, then of each block before. */
export function seeded(seed) {
    let block = createHash('sha256').update(seed).digest();
    let at = 0;
    const next = () => {
        if (at + 4 > block.length) {
            block = createHash('sha256').update(block).digest();
            at = 0;
        }
        at += 4;
        return block.readUInt32BE(at - 4);
    };
    const between = (low, high) => low + (next() % (high - low + 1));
    return { between, pick: (items) => items[between(0, items.length - 1)] ?? items[0] };
}
