import { until } from '../support/channel.js';
import { broken, restless, stuck } from './invariants.js';
import type { Step } from './steps.js';
import type { World } from './world.js';

const [minute, day] = [60_000, 24 * 60 * 60 * 1000];
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
  world.epoch += 1;
  world.provider.mend();
  world.setLine(false);
  let found: string[] = [];
  for (let minutes = 0; minutes < minutesToRecover; minutes += 1) {
    await world.lateCallbacks();
    await world.provider.tellAtLast(false);
    await world.settled();
    // A late message may have told the bot to stall.
    world.goOn();
    await world.settled();
    found = await restless(world);
    if (found.length === 0) break;
    world.clock.advance(minute);
    await world.settled();
  }
  if (found.length > 0) return found;
  world.clock.advance(2 * day);
  await world.settled();
  // What was due may be on its way into its lane.
  await until(async () => {
    found = await stuck(world);
    return found.length === 0;
  }, 5000).catch(() => {});
  return [...found, ...(await broken(world))];
}

async function happen(world: World, step: Step): Promise<void> {
  const { provider } = world;
  const personOf = (index: number) => world.people[index] ?? '';
  switch (step.kind) {
    case 'write':
      return world.write(personOf(step.person), step.behaviour, step);
    case 'notify':
      return world.notify(personOf(step.person), step.notice);
    case 'notify again':
      return world.notifyAgain(step.index);
    case 'talk':
      return world.talk(personOf(step.person), step.hasTemplate);
    case 'line':
      return world.setLine(step.isDown);
    case 'fault':
      return provider.fault(step.fault, step.times);
    case 'refuse':
      return provider.refuse(step.refusal, step.times);
    case 'fate':
      return provider.fate(step.fate, step.times);
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
