import { parseArgs } from 'node:util';
import { acknowledge } from './acknowledge.js';
import { decision } from './decision.js';
import { fanOut } from './fanOut.js';
import { growth } from './growth.js';
import { hour } from './hour.js';
import { findPostgres } from './keyvs.js';
import { loop } from './loop.js';
import { publish } from './publish.js';
import { recovery } from './recovery.js';
import { findRedis } from './redis.js';
import { reply } from './reply.js';
import { type Benchmark, describeMachine, type Result, type Scale, tableOf, writeJson } from './report.js';
import { start } from './start.js';

const benchmarks: Record<string, Benchmark> = {
  ...{ reply, acknowledge, 'fan-out': fanOut, publish, recovery, growth, loop, memory: hour, decision, start },
};

const { values, positionals } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'string' },
  },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(benchmarks);
const unknown = names.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0)
  throw new Error(`No such benchmark: ${unknown.join(', ')}. There are ${Object.keys(benchmarks).join(', ')}.`);
const rounds = Number(values.rounds ?? (values.quick ? 1 : 5));
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number, at least 1.');

const only = values.only?.split(',');
const scale: Scale = {
  quick: values.quick,
  rounds,
  only,
  redisUrl: await findRedis(),
  hasPostgres: await findPostgres(),
};
const say = (text: string) => process.stdout.write(`${text}\n`);
say(`${describeMachine()}. The library as it is built in dist/.`);
say('Callers and the provider run in processes of their own, on the same processors as what is measured.');
if (scale.redisUrl === undefined) say('*** No Redis answers: ITS ROWS ARE LEFT OUT. Set REDIS_URL to have them. ***');
if (!scale.hasPostgres) say('*** No PostgreSQL answers: ITS ROW IS LEFT OUT. Set POSTGRES_URL to have it. ***');

const results: Result[] = [];
for (const [name, benchmark] of Object.entries(benchmarks)) {
  if (!names.includes(name)) continue;
  for await (const result of benchmark(scale)) {
    say(tableOf(result));
    results.push(result);
    // After each table: a long run that is ended early leaves what it has.
    if (values.json !== undefined) await writeJson(values.json, scale, results);
  }
}
