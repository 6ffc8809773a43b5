import { until } from '../support/channel.js';
import { broken, notAsked, notLookedAt, restless, stillHeld, stuck } from './invariants.js';
import type { Step } from './steps.js';
import type { World } from './world.js';

const [minute, hour, day] = [60_000, 3_600_000, 24 * 3_600_000];
/** The longest pause, and the longest delay of an outbox, is a minute. */
const minutesToRecover = 15;

/** Lets a history happen, mends the provider, and resolves with what does not hold. */
export async function live(world: World, steps: readonly Step[]): Promise<string[]> {
  await world.begin();
  try {
    for (const step of steps) {
      await happen(world, step);
      if ('hasty' in step && step.hasty) continue;
      await world.settled();
      await world.lookAtHeld();
      world.epoch += 1;
    }
    await world.settled();
    return await recovers(world);
  } finally {
    await world.end();
  }
}

/** Everything is well again: within minutes, nothing waits any more. */
async function recovers(world: World): Promise<string[]> {
  world.provider.mend();
  world.setLine(false);
  // What is to be sent later is sent, or held.
  const dueAt = Math.max(0, ...[...world.notified.values()].map(({ later }) => later?.dueAt ?? 0));
  world.clock.advance(Math.max(0, dueAt + 1 - world.clock.now()));
  const found = await rests(world);
  return found.length > 0 ? found : passes(world);
}

/** Resolves with what does not come to rest. */
async function rests(world: World): Promise<string[]> {
  world.epoch += 1;
  let found: string[] = [];
  for (let minutes = 0; minutes < minutesToRecover; minutes += 1) {
    await world.lateCallbacks();
    await world.provider.tellAtLast(false);
    await world.settled();
    // A late message may have told the bot to stall.
    world.goOn();
    await world.settled();
    await world.lookAtHeld();
    found = await restless(world);
    if (found.length === 0) break;
    world.clock.advance(minute);
    await world.settled();
  }
  return found;
}

/** One of the people writes again, if that changes anything, and time passes until nothing can be held any more. */
async function passes(world: World): Promise<string[]> {
  // What was told at last of an old message may have brought it into the outbox, where it is held when it is tried.
  world.clock.advance(2 * minute);
  await world.settled();
  await world.lookAtHeld();
  const isHeld = world.people.some((each) => world.shelf.now(each).length > 0);
  const found = isHeld ? [...(await asks(world)), ...(await answers(world))] : [];
  if (found.length > 0) return found;
  world.clock.advance((isHeld ? 9 : 2) * day);
  await world.settled();
  const nothingHeld = async () => {
    await world.lookAtHeld();
    return [...(await stuck(world)), ...stillHeld(world)];
  };
  found.push(...(await atLast(nothingHeld)));
  if (isHeld) found.push(...(await atLast(() => restless(world))));
  return [...found, ...(await broken(world))];
}

/** The cool-down is over, and so is any delay after it: everybody has been asked for whom something is held. */
async function asks(world: World): Promise<string[]> {
  world.clock.advance(25 * hour);
  await world.settled();
  return atLast(async () => {
    await world.lookAtHeld();
    const unasked = await notAsked(world);
    // One that was not taken is tried again in a while.
    if (unasked.length > 0) world.clock.advance(minute);
    await world.settled();
    return unasked;
  });
}

/** One of the people answers, and their window is about to close. */
async function answers(world: World): Promise<string[]> {
  const [person = ''] = world.people;
  await world.write(person, 'echo');
  const found = await rests(world);
  if (found.length > 0) return found;
  world.clock.advance(23 * hour);
  await world.settled();
  return atLast(() => notLookedAt(world, person));
}

/** What is due may be on its way into its lane: resolves with what is still wrong after some time. */
async function atLast(wrong: () => Promise<string[]>): Promise<string[]> {
  let found: string[] = [];
  await until(async () => {
    found = await wrong();
    return found.length === 0;
  }, 5000).catch(() => {});
  return found;
}

async function happen(world: World, step: Step): Promise<void> {
  const { provider } = world;
  const personOf = (index: number) => world.people[index] ?? '';
  switch (step.kind) {
    case 'write':
      return world.write(personOf(step.person), step.behaviour, step);
    case 'notify':
      return world.notify(personOf(step.person), step.notice, step.topic);
    case 'follow up':
      return world.followUp(personOf(step.person), step.notice, step.topic, step);
    case 'keyword':
      return world.keyword(personOf(step.person), step.words, step.isStop, step);
    case 'keyword again':
      return world.keywordAgain(step.index);
    case 'consent':
      return world.changeConsent(personOf(step.person), step.change);
    case 'notify again':
      return world.notifyAgain(step.index);
    case 'talk':
      return world.talk(personOf(step.person), step.face, step);
    case 'cancel':
      return world.cancelHeld(personOf(step.person), step.index);
    case 'line':
      return world.setLine(step.isDown);
    case 'fault':
      return provider.fault(step.fault, step.times);
    case 'refuse':
      return provider.refuse(step.refusal, step.times, step.after);
    case 'fate':
      return provider.fate(step.fate, step.times, step.after);
    case 'tell':
      return provider.tell(step.way);
    case 'told at last':
      return provider.tellAtLast(step.isBackwards);
    case 'late callbacks':
      return world.lateCallbacks();
    case 'wait':
      world.clock.advance(step.ms);
      return;
    case 'crash':
      if (step.when === 'now') await world.crash();
      else world.crashAtRequest(step.when);
      return;
    case 'stall':
      return world.stall();
    case 'go on':
      return world.goOn();
    case 'repeat dead letters':
      return world.repeatDeadLetters();
    default:
      return step satisfies never;
  }
}
