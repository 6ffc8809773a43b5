import { type ChildProcess, execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { openRedis } from '../../src/store/redis/open.js';
import { until } from '../support/channel.js';
import { removeFolders } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';
import { textCallback } from './callback.js';
import { go } from './contract.js';
import type { Bot } from './fleet.js';
import { World } from './world.js';

/** A restart or a take-over is quicker than this. */
const unknownWaitMs = 500;

/** Asked very often, and `ps` is a process of its own: the kernel's file is read where there is one. */
async function isStopped({ pid }: ChildProcess): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (status !== undefined) return /\) T /.test(status);
  const { stdout } = await promisify(execFile)('ps', ['-o', 'state=', '-p', String(pid)]);
  return stdout.startsWith('T');
}

/** Two processes over one Redis: one is stopped for longer than a take-over takes, and then goes on. */
describeWithRedis('A process that was stopped while another took its lanes over', (freshUrl) => {
  let world: World;
  let storeUrl: string;
  let person: string;
  let next = 27_860_000_000;
  const heard = () => world.heard(person);
  const [stalling, other] = [() => botAt(0), () => botAt(1)];

  function botAt(index: number): Bot {
    return world.fleet.bots[index] ?? expect.fail('There are not so many.');
  }

  before(async function () {
    this.timeout(60_000);
    storeUrl = freshUrl();
    world = await World.open({ storeUrl, bots: 2, unknownWaitMs });
  });
  after(async () => {
    await world?.close();
    await removeFolders();
  });
  beforeEach(async () => {
    [person = ''] = await world.people(next++, 1);
  });

  it('posts nothing that it had written down right before it was stopped', async function () {
    this.timeout(60_000);
    const store = await openRedis(storeUrl);
    const { process } = stalling();
    /** Whether a message of the person's is written down as under way. */
    const isLeaving = async () => {
      const keys = await store.client.keys(`${store.values.prefix}parts:*`);
      const parts = keys.length > 0 ? await store.client.mGet(keys) : [];
      return parts.some((part) => part?.includes(person) && part.includes('"state":"sending"'));
    };
    other().process.send(go);
    await world.postTo(0, textCallback(person, 'stall'));
    // The process stops whenever it asks for the time. It goes on, until it has written the message down.
    await until(async () => {
      if (!(await isStopped(process))) return false;
      if (await isLeaving()) return true;
      process.kill('SIGCONT');
      return false;
    });
    expect(heard()).to.deep.equal([]);

    await until(() => heard().length > 0);
    process.kill('SIGCONT');
    await world.quiet();
    await world.callBack(textCallback(person, 'last'));
    await world.quiet();
    expect(heard()).to.deep.equal(['1/1: stall', '2/2: last']);
    await store.close();
  });

  it('says and writes nothing more of its turn', async function () {
    this.timeout(60_000);
    const before = (await world.report()).errors.length;
    await world.postTo(0, textCallback(person, 'hold on'));
    await until(async () => (await world.report()).turns.includes('hold on'));
    stalling().process.kill('SIGSTOP');
    other().process.send(go);
    await until(() => heard().length === 1);
    await world.postTo(1, textCallback(person, 'next'));
    await until(() => heard().length === 2);

    stalling().process.kill('SIGCONT');
    stalling().process.send(go);
    await until(async () => (await world.report()).errors.length > before);
    await world.callBack(textCallback(person, 'last'));
    await world.quiet();
    expect(heard()).to.deep.equal(['1/1: hold on', '2/2: next', '3/3: last']);
    expect((await world.report()).errors.slice(before)).to.deep.equal(['LaneLostError']);
  });

  it('sees a circle of turns that spans it and another one, and tells one of them', async function () {
    this.timeout(60_000);
    const [friend = ''] = await world.people(next++, 1);
    await world.postTo(0, textCallback(person, `pass it to ${friend}`));
    await world.postTo(1, textCallback(friend, `pass this to ${person}`));
    await until(async () => {
      const { turns } = await world.report();
      return [friend, person].every((to) => turns.some((text) => text.endsWith(`to ${to}`)));
    });
    for (const { process } of world.fleet.bots) process.send(go);
    await until(async () => (await world.report()).errors.includes('CircularWaitError'));
    await world.quiet();
    const { errors } = await world.report();
    expect(errors.filter((name) => name === 'CircularWaitError')).to.have.length(1);
    expect([...heard(), ...world.heard(friend)].filter((text) => text.startsWith('passed'))).to.have.length(1);
    // Both lanes go on.
    for (const from of [person, friend]) await world.callBack(textCallback(from, 'last'));
    await world.quiet();
    for (const from of [person, friend]) expect(world.heard(from).at(-1)).to.match(/: last$/);
  });
});
