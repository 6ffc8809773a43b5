import { mkdtempSync, rmSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Subscribers } from '../../src/consent/subscribers.js';
import { ClickatellAdapter, ClickatellClient, openStore, TemplateCatalog, TopicCatalog } from '../../src/index.js';

const business = '27110000001';
const topic = 'flight:SA204';
const count = Number(process.argv[3] ?? 1_000_000);
const folder = mkdtempSync('/tmp/million-');
const url = process.argv[2] === 'redis' ? `redis://127.0.0.1:6379?prefix=million-${process.pid}` : `lmdb:${folder}`;
const store = await openStore(url);
const subscribers = new Subscribers(store);
const rows = new Map<string, string[]>();
const groups = new Map<string, Set<number>>();
for (let person = 27_820_000_000; person < 27_820_000_000 + count; person += 1) {
  const [group, row] = subscribers.writes({ business, person: String(person) }, topic, () => true);
  const list = rows.get(row.key) ?? [];
  list.push(String(person));
  rows.set(row.key, list);
  const set = groups.get(group.key) ?? new Set();
  set.add(Number(row.key.split(':').at(-1)));
  groups.set(group.key, set);
}
const all = [...[...rows].map(([key, value]) => ({ key, value })), ...[...groups].map(([key, set]) => ({ key, value: [...set] }))];
for (let at = 0; at < all.length; at += 100) await store.engine.values.commit(all.slice(at, at + 100));
console.log('rows', rows.size, 'largest', Math.max(...[...rows.values()].map((l) => JSON.stringify(l).length)), 'bytes');
rows.clear();
const adapter = new ClickatellAdapter({
  client: new ClickatellClient({ apiKey: 'k', number: business, baseUrl: 'http://127.0.0.1:9' }),
  store,
  templates: TemplateCatalog.parse({ templates: [] }),
  topics: TopicCatalog.parse({ topics: [{ id: 'flight', category: 'utility', subject: { en: 'n' }, title: { en: '{{subject}}' } }] }),
  webhookSecret: 'none',
});
// Not started: only what publish does is measured.
await new Promise((resolve) => setTimeout(resolve, 500));
const delay = monitorEventLoopDelay({ resolution: 2 });
delay.enable();
let begun = performance.now();
console.log(await adapter.publish({ topic, text: 'x', id: 'a' }), 'publish ms', Math.round(performance.now() - begun), 'longest block', Math.round(delay.max / 1e6));
delay.reset();
begun = performance.now();
const times: number[] = [];
for (let i = 0; i < 500; i += 1) {
  const t = performance.now();
  await adapter.consent.change({ to: String(27_830_000_000 + i), source: 's', topics: { [topic]: true } });
  times.push(performance.now() - t);
}
times.sort((a, b) => a - b);
console.log('sign-up ms, p50', times[250]?.toFixed(2), 'p99', times[495]?.toFixed(2), 'longest block', Math.round(delay.max / 1e6));
begun = performance.now();
await adapter.consent.import(Array.from({ length: 1000 }, (_, i) => ({ to: String(27_840_000_000 + i), source: 's', at: Date.now() - 5, topics: { [topic]: true } })));
console.log('import of 1000, ms', Math.round(performance.now() - begun), 'longest block', Math.round(delay.max / 1e6));
console.log('rss MB', Math.round(process.memoryUsage().rss / 1e6));
await store.clear();
await store.close();
rmSync(folder, { recursive: true });
process.exit();
