import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { textCallback } from './callback.js';
import type { Bot } from './fleet.js';
import type { World } from './world.js';

/** Something that is sent to the bots, and what the person shall hear of it. */
interface Step {
  readonly send: () => Promise<unknown>;
  readonly hears: readonly string[];
}

interface Conversation {
  readonly person: string;
  readonly steps: readonly Step[];
  next: number;
}

export interface StormOptions {
  readonly conversations: number;
  /** Messages in each; the answer is one message, or three where `inThree`. */
  readonly messages: number;
  readonly inThree?: boolean;
  /** Whether a notification follows each message. */
  readonly notified?: boolean;
  readonly kills?: number;
  /** The next bot to be killed. */
  readonly victim?: () => Bot | undefined;
  /** How often a bot, any of them, is stopped for a while, for so many ms. */
  readonly stalls?: number;
  readonly stallMs?: readonly [least: number, most: number];
  /** Something else that goes wrong, once, when a third of all has been sent. */
  readonly outage?: () => Promise<void>;
  readonly firstPerson: number;
}

/** What came of a storm, as the provider saw it. */
export interface Outcome {
  readonly sent: number;
  /** How often something had to be sent again because the bot that had it died, or none was there. */
  readonly repeats: number;
  readonly kills: number;
  readonly stalls: number;
  readonly expected: number;
  readonly heard: number;
  readonly missing: number;
  readonly doubled: number;
  /** Conversations in which anything is different from what it has to be. */
  readonly wrong: readonly { person: string; expected: readonly string[]; heard: readonly string[] }[];
  readonly aside: number;
  readonly seconds: number;
}

const senders = 32;
/** Far longer than a restart, a lane's take-over and a message of unknown fate take together. */
const stuckMs = 45_000;

/** Many people write at once while bots are killed and stopped at random moments; resolves when everything has been answered, or nothing moves. */
export async function storm(world: World, options: StormOptions): Promise<Outcome> {
  const { kills = 0, victim, stalls = 0, stallMs = [0, 1], outage } = options;
  const began = performance.now();
  const before = {
    kills: world.fleet.kills,
    stalls: world.fleet.stalls,
    repeats: world.repeats,
    messages: world.emulator.requests.messages,
  };
  // Long enough for some kills to fall between a request and its answer.
  world.emulator.latency = 5;
  const people = await world.people(options.firstPerson, options.conversations);
  const all = people.map((person): Conversation => ({ person, steps: stepsOf(world, person, options), next: 0 }));
  const expected = all.reduce((sum, { steps }) => sum + hearsOf(steps).length, 0);
  const left = () => world.emulator.requests.messages - before.messages;

  const steps = all.reduce((sum, one) => sum + one.steps.length, 0);
  // The bots shall always have something to do, and never so much that nothing new comes in until they are killed.
  const mostUnderWay = kills > 0 ? Math.min(200, expected / (5 * kills)) : Number.POSITIVE_INFINITY;
  const isStuck = stuckWhen(left);
  const ready = [...all];
  let due = 0;
  let sent = 0;
  let quota = kills > 0 ? 0 : steps;
  const sender = async () => {
    for (let one = ready.shift(); one; one = ready.shift()) {
      const step = one.steps[one.next++];
      if (!step) continue;
      while ((sent >= quota || due - left() > mostUnderWay) && !isStuck()) await wait(2);
      sent += 1;
      await step.send();
      due += step.hears.length;
      ready.splice(randomInt(ready.length + 1), 0, one);
    }
  };
  const killer = async () => {
    for (let kill = 1; kill <= kills; kill += 1) {
      // Nothing is sent without a process that stands by: the kill would else find bots with nothing to do.
      await world.fleet.ready();
      const moment = left() + randomInt(Math.floor(expected / kills));
      quota = Math.ceil((steps * kill) / kills);
      while (left() < moment && !(sent >= quota && left() >= due) && !isStuck()) await wait(1);
      const bot = victim?.();
      if (bot) await world.replace(bot);
    }
  };
  const staller = async () => {
    for (let stall = 0; stall < stalls; stall += 1) {
      const moment = Math.floor((expected * stall) / stalls) + randomInt(Math.ceil(expected / stalls));
      const { bots } = world.fleet;
      // The only one may just have been killed.
      while ((left() < moment || bots.length === 0) && !isStuck()) await wait(1);
      const bot = bots[randomInt(Math.max(bots.length, 1))];
      if (bot) await world.fleet.stall(bot, randomInt(...stallMs));
    }
  };
  const disturber = async () => {
    while (outage && sent < steps / 3 && !isStuck()) await wait(1);
    await outage?.();
  };
  await Promise.all([killer(), staller(), disturber(), ...Array.from({ length: senders }, sender)]);
  await world.quiet(isStuck);
  world.emulator.latency = 0;

  const wrong = all
    .map(({ person, steps }) => ({ person, expected: hearsOf(steps), heard: world.heard(person) }))
    .filter(({ expected, heard }) => expected.join('\n') !== heard.join('\n'));
  const heard = all.flatMap(({ person }) => world.heard(person));
  return {
    sent,
    repeats: world.repeats - before.repeats,
    kills: world.fleet.kills - before.kills,
    stalls: world.fleet.stalls - before.stalls,
    expected,
    heard: heard.length,
    missing: wrong.reduce((sum, one) => sum + one.expected.filter((text) => !one.heard.includes(text)).length, 0),
    doubled: wrong.reduce((sum, one) => sum + one.heard.length - new Set(one.heard).size, 0),
    wrong,
    aside: (await world.report()).aside,
    seconds: (performance.now() - began) / 1000,
  };
}

/** Says whether a count has ever stood still for too long. */
function stuckWhen(count: () => number): () => boolean {
  let last = count();
  let changedAt = performance.now();
  let isStuck = false;
  return () => {
    if (count() !== last) changedAt = performance.now();
    last = count();
    isStuck ||= performance.now() - changedAt > stuckMs;
    return isStuck;
  };
}

function stepsOf(world: World, person: string, { messages, inThree, notified }: StormOptions): Step[] {
  const parts = inThree ? ['a', 'b', 'c'] : [''];
  const texts = Array.from({ length: messages }, (_, index) => `${inThree ? 'three' : 'one'} ${person} ${index + 1}`);
  const callbacks = texts.map((text) => textCallback(person, text));
  return texts.flatMap((text, index) => {
    const said = parts.map((part, place) => `${index + 1}/${index * parts.length + place + 1}: ${text}${part}`);
    // Clickatell repeats itself: now and then one comes twice at once, and another one late once more.
    const repeated = index % 5 === 4 ? callbacks.slice(index - 1, index + 1) : [];
    const copies = [...callbacks.slice(index, index + 1), ...repeated];
    const message: Step = { send: () => Promise.all(copies.map((copy) => world.callBack(copy))), hears: said };
    const id = randomUUID();
    const news = `News ${index + 1} for ${person}`;
    const notification: Step = { send: () => world.notify(id, person, news), hears: [news] };
    return notified ? [message, notification] : [message];
  });
}

function hearsOf(steps: readonly Step[]): string[] {
  return steps.flatMap(({ hears }) => hears);
}
