import { parseArgs } from 'node:util';
import { acknowledge } from './acknowledge.js';
import { decision } from './decision.js';
import { fanOut } from './fanOut.js';
import { reply } from './reply.js';
import { describeMachine, type Result, type Scale, tableOf, writeJson } from './report.js';
import { start } from './start.js';
import { findRedis } from './stores.js';

const benchmarks = { reply, acknowledge, 'fan-out': fanOut, decision, start };

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(benchmarks);
const unknown = names.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0)
  throw new Error(`No such benchmark: ${unknown}. There are ${Object.keys(benchmarks).join(', ')}.`);

const scale: Scale = { quick: values.quick, redisUrl: await findRedis() };
const say = (text: string) => process.stdout.write(`${text}\n`);
say(`${describeMachine()}. The library as it is built in dist/.`);
say('Callers and the provider run in processes of their own, on the same processors as what is measured.');
if (scale.redisUrl === undefined) say('*** No Redis answers: ITS ROWS ARE LEFT OUT. Set REDIS_URL to have them. ***');

const results: Result[] = [];
for (const [name, benchmark] of Object.entries(benchmarks)) {
  if (!names.includes(name)) continue;
  const result = await benchmark(scale);
  say(tableOf(result));
  results.push(result);
}
if (values.json !== undefined) await writeJson(values.json, scale.quick, results);
