import { MemoryStorage, type Storage, type StoreItem } from '@microsoft/agents-hosting';
import { expect } from 'chai';
import fc from 'fast-check';
import { KeyvStorage, openStore } from '../../../src/agents.js';

const keys = ['a', 'constructor', 'whatsapp/27110000001/users/27820000001'];

const operation = fc.record({
  key: fc.constantFrom(...keys),
  kind: fc.constantFrom(
    'write' as const,
    'overwrite' as const,
    'writeBack' as const,
    'writeStale' as const,
    'delete' as const,
  ),
  value: fc.jsonValue({ maxDepth: 1 }),
});

type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

/** Does what a bot may do to one item. Resolves with what is stored afterwards, without eTags, or with "conflict". */
async function perform(
  storage: Storage,
  { key, kind, value }: Operation,
  stale: Map<string, string>,
): Promise<unknown> {
  const found = await storage.read([key]);
  const before: StoreItem | undefined = Object.hasOwn(found, key) ? found[key] : undefined;
  const item = { value };
  const eTag = before?.eTag;
  try {
    if (kind === 'delete') await storage.delete([key]);
    else if (kind === 'write') await storage.write({ [key]: item });
    else if (kind === 'overwrite') await storage.write({ [key]: { ...item, eTag: '*' } });
    else if (kind === 'writeBack' && before) await storage.write({ [key]: { ...before, ...item } });
    // Only of an item that is there: the SDK writes one that was deleted, and ours says that it was.
    else if (before) await storage.write({ [key]: { ...item, eTag: stale.get(key) ?? eTag } });
  } catch {
    return 'conflict';
  }
  if (eTag !== undefined) stale.set(key, eTag);
  const after = await storage.read(keys);
  return keys.map((each) => {
    const { eTag: _, ...stored } = after[each] ?? {};
    return stored;
  });
}

// The SDK's MemoryStorage fails for a key such as "constructor", unless its memory has no prototype.
describe('KeyvStorage for the Agents SDK', () => {
  it('does what the SDK’s MemoryStorage does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 12 }), async (operations) => {
        const store = await openStore('memory:');
        const [theirs, ours] = [new MemoryStorage(Object.create(null)), new KeyvStorage(store.keyv('state'))];
        const [staleTheirs, staleOurs] = [new Map<string, string>(), new Map<string, string>()];
        for (const each of operations) {
          expect(await perform(ours, each, staleOurs)).to.deep.equal(await perform(theirs, each, staleTheirs));
        }
        await store.close();
      }),
      { numRuns: 40 },
    );
  });
});
