import type { Copy } from './provider.js';
import type { SaidMessage, World } from './world.js';

const final: ReadonlySet<string> = new Set(['sent', 'delivered', 'read', 'refused', 'failed']);
/** A message that comes so late is taken for one whose id is forgotten (`WindowTracker.wasTakenLongAgo`). */
const tooLateMs = 6 * 24 * 60 * 60 * 1000;

/** What is still on its way: nothing, some minutes after everything is well again. */
export async function restless(world: World): Promise<string[]> {
  const found: string[] = [];
  if (world.hasLateCallbacks) found.push('S3: a callback is not acknowledged');
  if (world.provider.hasMoreToTell) found.push('S3: a status is not acknowledged');
  const letters = JSON.stringify(await world.deadLetters());
  for (const [id, { isAccepted }] of world.notified) {
    const report = isAccepted ? await world.report(id) : undefined;
    if (!isAccepted) continue;
    if (!report) found.push(`S3: ${id} was accepted, and is not known`);
    else if (!final.has(report.state)) found.push(`S7: ${id} is ${report.state} for ever: ${report.reason}`);
  }
  for (const message of world.said.values()) {
    if (isLost(message, world, letters)) found.push(`S7: ${message.tags[0]} is lost`);
  }
  for (const { adapter } of world.alive) if (adapter.depth > 0) found.push(`a lane is stuck: depth ${adapter.depth}`);
  return found;
}

/** What does not hold, once everything has come to rest. */
export async function broken(world: World): Promise<string[]> {
  const found = [...world.witness.violations, ...twice(world), ...faults(world)];
  for (const person of world.people) found.push(...(await turns(world, person)), ...order(world, person));
  found.push(...(await reports(world)));
  return found;
}

/** Lanes that do not come to their end. */
export async function stuck({ alive }: World): Promise<string[]> {
  const depths = await Promise.all(
    alive.map(async ({ adapter }) => ({ running: adapter.depth, ...(await adapter.backlog()) })),
  );
  return depths.flatMap(({ running, depth }) =>
    running + depth > 0 ? [`a lane is stuck: ${running} run here, ${depth} wait`] : [],
  );
}

/** S3, S4, S5: each message that was acknowledged is one turn, and the turns follow the order of acceptance. */
async function turns(world: World, person: string): Promise<string[]> {
  const found: string[] = [];
  const diary = await world.diary(person);
  const written = world.written.filter((each) => each.person === person && each.behaviour !== 'fails');
  for (const { id, takenAt, at, takenWhen = at } of written) {
    const count = diary.filter((each) => each === id).length;
    const isLate = takenWhen - at > tooLateMs;
    if (count > 1 || (takenAt !== undefined && count === 0 && !isLate)) {
      found.push(`S5: ${id} was ${count} turns`);
    }
  }
  const places = diary.map((id) => world.written.find((each) => each.id === id));
  for (const [at, later] of places.entries()) {
    const earlier = places.slice(0, at).find((each) => (each?.handedAt ?? 0) > (later?.takenAt ?? Infinity));
    if (earlier && later) found.push(`S4: ${later.id} was accepted before ${earlier.id}, and ran after it`);
  }
  return found;
}

/** S2: what a person got twice, although the program could know better. */
function twice({ provider, said }: World): string[] {
  const live = provider.copies.filter(({ fate }) => fate === undefined);
  return live.flatMap((copy, at) => {
    const known = live.slice(0, at).filter((each) => isKnown(each, copy));
    const tags = said.get(copy.tag)?.tags ?? [copy.tag];
    const isAgain = known.some(({ tag, form }) => tag === copy.tag && form === copy.form);
    if (isAgain) return [`S2: ${copy.tag} came twice as ${copy.form}`];
    const others = known.filter(({ tag, form }) => tags.includes(tag) && form !== copy.form);
    // Of a long message, a part may have arrived before the window closed: the template stands for the rest of it.
    const isWhole =
      others.some(({ form }) => form === 'template') || tags.every((tag) => others.some((each) => each.tag === tag));
    return others.length > 0 && isWhole ? [`S2: ${copy.tag} came as ${copy.form}, too`] : [];
  });
}

/** Whether the program knew of the earlier copy when the later one left. */
function isKnown(earlier: Copy, later: Copy): boolean {
  const isTold = earlier.toldAt !== undefined && earlier.toldAt <= later.departure.statusesKnown;
  const isForgotten = earlier.departure.process.brokenIn.has(earlier.epoch);
  return isTold || (earlier.isAnswered && !isForgotten);
}

/** S3, S7: what does not fit in the reports. */
async function reports(world: World): Promise<string[]> {
  const found: string[] = [];
  for (const [id, { isAccepted, notice }] of world.notified) {
    const report = isAccepted ? await world.report(id) : undefined;
    if (!report) continue;
    const { state, reason } = report;
    const has = liveCopies(world, [id]).length > 0;
    if (state === 'refused' && has) found.push(`S3: ${id} is refused, and came: ${reason}`);
    if ((state === 'delivered' || state === 'read') && !has) found.push(`S3: ${id} is ${state}, and did not come`);
    if (state === 'sent' && !has) found.push(`S3: ${id} is sent, and did not come`);
    if (state === 'failed' && has && !isDoubtful(world, id)) found.push(`S3: ${id} failed, and came: ${reason}`);
    if (state === 'refused' && notice !== 'text' && notice !== 'text or nothing') {
      found.push(`S7: ${id} is refused, and has a template: ${reason}`);
    }
    if (state === 'failed' && !has && !hasReason(world, id, notice === 'both' || notice === 'template')) {
      found.push(`S7: ${id} failed for nothing of its own: ${reason}`);
    }
  }
  return found;
}

/** S4: what the bot said arrives in the order in which it was said, if nothing had to be sent again. */
function order(world: World, person: string): string[] {
  const { copies } = world.provider;
  if (world.hasCrashed || copies.some(({ fate, isAnswered }) => fate || !isAnswered)) return [];
  const orders = copies.flatMap((copy) => {
    const said = copy.person === person ? world.said.get(copy.tag) : undefined;
    // What an operator repeats comes when it is repeated.
    return said?.isReply && !world.isGivenUp(copy.tag) ? [{ tag: copy.tag, order: said.order }] : [];
  });
  return orders.flatMap(({ tag, order }, at) => {
    const before = orders[at - 1];
    return before && before.order > order ? [`S4: ${tag} came after ${before.tag}, and was said before it`] : [];
  });
}

/** Nothing fails that nobody waits for, except what was given up, and turns of a process that lost them. */
function faults({ alive, hasCrashed }: World): string[] {
  return alive.flatMap(({ events }) =>
    events.flatMap((event) => {
      if (event.kind !== 'fault' || event.error.name === 'GivenUpError') return [];
      const isExpected = hasCrashed && ['StoreError', 'LaneLostError'].includes(event.error.name);
      return isExpected ? [] : [`a fault in ${event.where}: ${event.error.stack}`];
    }),
  );
}

/** S7: whether the bot could believe that something was sent, and it neither came nor has a reason. */
function isLost(message: SaidMessage, world: World, letters: string): boolean {
  const { tags, outcome, hasTemplate, isReply, process } = message;
  // A proactive turn ends with its process, and its caller is told.
  if (outcome !== 'sent' || (!isReply && process.brokenIn.size > 0)) return false;
  if (liveCopies(world, tags).length > 0) return false;
  if (tags.some((tag) => letters.includes(`${tag} `) || letters.includes(`"${tag}"`))) return false;
  return !tags.some((tag) => hasReason(world, tag, hasTemplate));
}

function liveCopies(world: World, tags: readonly string[]): Copy[] {
  return world.provider.copies.filter(({ tag, fate }) => fate === undefined && tags.includes(tag));
}

/** Whether the provider has refused the message for good, in its last form, or it was given up after its time. */
function hasReason(world: World, tag: string, hasTemplate: boolean): boolean {
  const about = world.provider.refused.get(tag);
  return (
    about?.has('message') || (about?.has('window') && !hasTemplate) || isDoubtful(world, tag) || world.isGivenUp(tag)
  );
}

/** Whether an answer about the message was lost: a template is then not repeated, and nobody knows whether it came. */
function isDoubtful({ provider }: World, tag: string): boolean {
  return provider.unanswered.has(tag);
}
