import { customerServiceWindowMs } from '../../src/index.js';
import { disobeyed, isOfConsent, mayBeDenied, mayBeStopped, unanswered } from './obedience.js';
import { closingMinutes } from './process.js';
import { askTag, type Copy, tagOf } from './provider.js';
import { messageOfPart } from './shelf.js';
import { isHeldBack } from './steps.js';
import { marginMs } from './witness.js';
import type { SaidMessage, World } from './world.js';

const [hour, day] = [3_600_000, 24 * 3_600_000];
const keptMs = 7 * day;
/** How many templates may stand for a message. */
const chainLength = 3;
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
    if (!isAccepted || isToCome(world, id)) continue;
    if (!report) found.push(`S3: ${id} was accepted, and is not known`);
    else if (report.state === 'held') {
      if (!report.held) found.push(`S7: ${id} is held, and nothing is`);
      else if (report.held.until <= world.clock.now()) found.push(`S7: ${id} is held for too long`);
    } else if (!final.has(report.state)) found.push(`S7: ${id} is ${report.state} for ever: ${report.reason}`);
  }
  for (const message of world.said.values()) {
    if (isLost(message, world, letters) && !(await isDropped(message, world)))
      found.push(`S7: ${message.tags[0]} is lost`);
  }
  for (const person of world.people) {
    const [held] = world.shelf.now(person);
    if (held && (await world.isOpen(person))) found.push(`S7: ${held.id} is held, and the window is open`);
  }
  found.push(...(await unanswered(world)));
  for (const { adapter } of world.alive) if (adapter.depth > 0) found.push(`a lane is stuck: depth ${adapter.depth}`);
  return found;
}

/** What does not hold, once everything has come to rest. */
export async function broken(world: World): Promise<string[]> {
  const found = [...world.witness.violations, ...world.shelf.violations, ...twice(world), ...faults(world)];
  for (const person of world.people) {
    found.push(...(await turns(world, person)), ...order(world, person));
    found.push(...asked(world, person), ...heldOnes(world, person), ...(await closings(world, person)));
  }
  found.push(...(await reports(world)), ...(await disobeyed(world)));
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
  const { turns: diary } = await world.diary(person);
  const written = world.written.filter((each) => each.person === person && each.behaviour !== 'fails');
  for (const { id, takenAt, at, keyword, takenWhen = at } of written) {
    const count = diary.filter((each) => each === id).length;
    if (keyword) {
      // The bot hears of a START only if that takes nothing back.
      if (count > (keyword.isStop ? 0 : 1)) found.push(`S9: ${id} (${keyword.words}) was ${count} turns of the bot`);
      continue;
    }
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
  const live = provider.copies.filter(({ fate, form }) => fate === undefined && form !== 'asking');
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
  for (const [id, { isAccepted, notice, at }] of world.notified) {
    const report = isAccepted ? await world.report(id) : undefined;
    if (!report) continue;
    const { state, reason } = report;
    const ofConsent = isOfConsent(reason);
    const isUncertain =
      /may have left before/.test(reason) && world.witness.leavings.some(({ message }) => tagOf(message) === id);
    if (ofConsent && state !== 'refused' && !isUncertain) found.push(`S9: ${id} is ${state}: ${reason}`);
    if (ofConsent && !(await mayBeDenied(world, id))) found.push(`S9: ${id} is refused, and was allowed: ${reason}`);
    const has = liveCopies(world, [id]).length > 0;
    if (state === 'refused' && has) found.push(`S3: ${id} is refused, and came: ${reason}`);
    if ((state === 'delivered' || state === 'read') && !has) found.push(`S3: ${id} is ${state}, and did not come`);
    if (state === 'sent' && !has) found.push(`S3: ${id} is sent, and did not come`);
    if (state === 'failed' && has && !isUncertain && !isDoubtful(world, id))
      found.push(`S3: ${id} failed, and came: ${reason}`);
    const isHeld = isHeldBack(notice);
    const isReplaced = notice === 'held under a key' && /same key/.test(reason) && isNewsOld(world, id);
    const isTakenOut = isReplaced || (isHeld && /cancelled/.test(reason));
    if (state === 'refused' && !ofConsent && notice !== 'text' && notice !== 'text or nothing' && !isTakenOut) {
      found.push(`S7: ${id} is refused, and has a template: ${reason}`);
    }
    const isExpired = isHeld && /expired/.test(reason) && world.clock.now() >= at + keptMs;
    const hasTemplate = isHeld || notice === 'both' || notice === 'template' || notice === 'marketing';
    if (state === 'failed' && !has && !isUncertain && !isExpired && !hasReason(world, id, hasTemplate)) {
      found.push(`S7: ${id} failed for nothing of its own: ${reason}`);
    }
  }
  return found;
}

/**
 * S4: what the bot said arrives in the order in which it was said, if nothing had to be sent again. So does what it said
 * under a key, however long that was held.
 */
function order(world: World, person: string): string[] {
  const { copies } = world.provider;
  if (world.hasCrashed || copies.some(({ fate, isAnswered }) => fate || !isAnswered)) return [];
  // What is held comes when the person writes.
  const isAtOnce = ({ isReply, face }: SaidMessage) => isReply && !isHeldBack(face);
  const isUnderKey = ({ face }: SaidMessage) => face === 'hold under a key';
  return [isAtOnce, isUnderKey].flatMap((isMeant) => orderOf(world, person, isMeant));
}

function orderOf(world: World, person: string, isMeant: (said: SaidMessage) => boolean): string[] {
  const orders = world.provider.copies.flatMap((copy) => {
    const said = copy.person === person ? world.said.get(copy.tag) : undefined;
    // What an operator repeats comes when it is repeated.
    return said && isMeant(said) && !world.isGivenUp(copy.tag) ? [{ tag: copy.tag, order: said.order }] : [];
  });
  return orders.flatMap(({ tag, order }, at) => {
    const before = orders[at - 1];
    return before && before.order > order ? [`S4: ${tag} came after ${before.tag}, and was said before it`] : [];
  });
}

/** Nothing fails that nobody waits for, except what was given up, and turns of a process that lost them. */
function faults({ alive, hasCrashed, isShared }: World): string[] {
  return alive.flatMap(({ events }) =>
    events.flatMap((event) => {
      if (event.kind !== 'fault' || event.error.name === 'GivenUpError') return [];
      const isExpected = hasCrashed && ['StoreError', 'LaneLostError'].includes(event.error.name);
      // A process that a busy machine keeps from renewing its lease loses its lane like one that was stalled.
      const isLate = isShared && /has lost its lane/.test(event.error.message);
      // Nobody waits for what is held, so that its failure is told.
      const told = ['SendRefusedError', 'TemplatesRefusedError', 'SendOutcomeUnknownError'];
      const isTold = event.where === 'hold' && told.includes(event.error.name);
      return isTold || isExpected || isLate ? [] : [`a fault in ${event.where}: ${event.error.stack}`];
    }),
  );
}

/** Whether a notification that is sent later is not due, or another one has taken its place. */
function isToCome(world: World, id: string): boolean {
  const { later, asked: [first] = [] } = world.notified.get(id) ?? {};
  if (!later || !first) return false;
  const hasNewer = [...world.notified].some(
    ([other, each]) =>
      other !== id && each.later?.key === later.key && each.asked.some(({ order }) => order > first.order),
  );
  return hasNewer || later.dueAt >= world.clock.now();
}

/** S9: whether it was dropped, or may have been, because the person does not allow it any more. */
async function isDropped({ tags: [tag = ''] }: SaidMessage, world: World): Promise<boolean> {
  return mayBeDenied(world, tag);
}

/** S7: whether the bot could believe that something was sent, and it neither came nor has a reason. */
function isLost(message: SaidMessage, world: World, letters: string): boolean {
  const { tags, outcome, face, isReply, process } = message;
  const hasTemplate = face === 'template' || face === 'long' || isHeldBack(face);
  // A proactive turn ends with its process, and its caller is told.
  if (outcome !== 'sent' || (!isReply && process.brokenIn.size > 0)) return false;
  if (liveCopies(world, tags).length > 0) return false;
  if (tags.some((tag) => letters.includes(`${tag} `) || letters.includes(`"${tag}"`))) return false;
  if (isHeldBack(face) && isHeldOrOver(message, world)) return false;
  return !tags.some((tag) => hasReason(world, tag, hasTemplate));
}

/** Whether it is held, or was and is not any more: cancelled, expired, or replaced by another one with its key. */
function isHeldOrOver({ ids = [], person, face, order, epoch, at }: SaidMessage, world: World): boolean {
  const { shelf, clock } = world;
  if (clock.now() >= at + keptMs) return true;
  if (shelf.now(person).some(({ id }) => ids.includes(id))) return true;
  if (ids.some((id) => shelf.takenOutAt(messageOfPart(id)) !== undefined)) return true;
  if (face !== 'hold under a key') return false;
  const { said, asked } = underKey(world, person);
  // Of what happens in one step, a notification may be sent before or after.
  return said.some((each) => each.order > order) || asked.some((each) => each.epoch >= epoch);
}

/** Whether something newer was said under the key of a notification. */
function isNewsOld(world: World, id: string): boolean {
  const { person = '', asked: [first] = [] } = world.notified.get(id) ?? {};
  if (!first) return false;
  const { said, asked } = underKey(world, person);
  return (
    said.some(({ epoch }) => epoch >= first.epoch) || asked.some((each) => each.id !== id && each.order > first.order)
  );
}

/** What a person was to get under the key: what the bot said, and the notifications, each time they were asked for. */
function underKey({ said, notified }: World, person: string) {
  const notices = [...notified].filter(([, each]) => each.person === person && each.notice === 'held under a key');
  return {
    said: [...said.values()].filter((each) => each.person === person && each.face === 'hold under a key'),
    // What is sent later may be the newest of all.
    asked: notices.flatMap(([id, { asked, later }]) =>
      asked.map((each) =>
        later ? { id, epoch: Number.POSITIVE_INFINITY, order: Number.POSITIVE_INFINITY } : { id, ...each },
      ),
    ),
  };
}

function liveCopies(world: World, tags: readonly string[]): Copy[] {
  return world.provider.copies.filter(
    ({ tag, fate, form }) => fate === undefined && form !== 'asking' && tags.includes(tag),
  );
}

/** Whether the provider has refused the message for good, in its last form, or it was given up after its time. */
function hasReason(world: World, tag: string, hasTemplate: boolean): boolean {
  const about = world.provider.refused.get(tag);
  // One that is paused is passed over for everybody, so a chain may be over without a try.
  const refusals = world.provider.copies.filter(({ fate }) => fate?.about === 'template');
  if (hasTemplate && refusals.length >= chainLength) return true;
  return (
    about?.has('message') || (about?.has('window') && !hasTemplate) || isDoubtful(world, tag) || world.isGivenUp(tag)
  );
}

/** Whether an answer about the message was lost: a template is then not repeated, and nobody knows whether it came. */
function isDoubtful({ provider }: World, tag: string): boolean {
  return provider.unanswered.has(tag);
}

/** S2: a person is asked to answer once until they do, not again before the cool-down is over, and only if that helps. */
function asked({ provider, written }: World, person: string): string[] {
  const copies = provider.copies.filter((copy) => copy.person === person);
  const asks = copies.filter(({ form, fate }) => form === 'asking' && fate === undefined);
  const mine = written.filter((each) => each.person === person);
  const wasRefused = [...provider.refused.values()].some((about) => about.has('window'));
  return asks.flatMap((ask, at) => {
    const before = asks.slice(0, at).filter((each) => isKnown(each, ask));
    const soon = before.find((each) => ask.at - each.at < 24 * hour);
    if (soon) return [`S2: ${ask.clientMessageId} asks ${(ask.at - soon.at) / hour} h after ${soon.clientMessageId}`];
    const last = before.at(-1);
    // Also a message counts that was written before, and of which the program got to know after.
    const isAnswered = mine.some(
      ({ order, handedLast = 0 }) =>
        last && ((order > last.order && order < ask.order) || (handedLast > last.order && handedLast < ask.order)),
    );
    if (last && !isAnswered) return [`S2: ${ask.clientMessageId} asks, and ${last.clientMessageId} is not answered`];
    if (ask.departure.isOpen && !wasRefused) return [`S2: ${ask.clientMessageId} asks, and the window is open`];
    return [];
  });
}

/** What is held arrives in order, and what is held or was taken out does not arrive. */
function heldOnes(world: World, person: string): string[] {
  const { shelf, provider, said } = world;
  const found: string[] = [];
  const copies = provider.copies.filter((copy) => copy.person === person && copy.form === 'text');
  const of = (message: string) => copies.filter(({ clientMessageId }) => messageOfPart(clientMessageId) === message);
  for (const copy of copies) {
    const at = shelf.takenOutAt(messageOfPart(copy.clientMessageId));
    if (at !== undefined && copy.order > at) found.push(`${copy.clientMessageId} came, and had been taken out`);
  }
  for (const { earlier, later, seenAt } of shelf.pairs(person)) {
    const [one, other] = [of(earlier), of(later)];
    // What fails leaves once more, and later.
    if ([...one, ...other].some(({ fate, isAnswered }) => fate || !isAnswered)) continue;
    if (one.some(({ tag }) => world.isGivenUp(tag)) || other.some(({ tag }) => world.isGivenUp(tag))) continue;
    const [last, first] = [firstOfEach(one, seenAt).at(-1), firstOfEach(other, seenAt)[0]];
    if (last && first && last.order > first.order) found.push(`${later} came before ${earlier}, and was held after it`);
  }
  for (const { id } of shelf.now(person)) {
    const known = of(messageOfPart(id)).filter(
      (copy) =>
        copy.fate === undefined &&
        ((copy.isAnswered && !copy.departure.process.brokenIn.has(copy.epoch)) ||
          (copy.toldOrder ?? Number.POSITIVE_INFINITY) < shelf.notYetHeldAt(person, id)),
    );
    const tags = new Set(known.map(({ tag }) => tag));
    const [first] = known;
    const whole = said.get(first?.tag ?? '')?.tags ?? (first ? [first.tag] : []);
    if (first && whole.every((tag) => tags.has(tag))) found.push(`${id} is held, and came`);
  }
  return found;
}

/**
 * The parts that left after the message was held, each as it left first: what a process had sent before it ended leaves
 * once more if nobody has told of it, and that says nothing of the order.
 */
function firstOfEach(copies: readonly Copy[], heldAt: number): Copy[] {
  const after = copies.filter(({ order }) => order > heldAt);
  return after.filter(
    ({ clientMessageId }, at) => after.findIndex((each) => each.clientMessageId === clientMessageId) === at,
  );
}

/** What the bot does before a window closes, it does once. */
async function closings(world: World, person: string): Promise<string[]> {
  const { closings: all = [] } = await world.diary(person);
  return all.filter((each, at) => all.indexOf(each) < at).map((each) => `the closing ${each} has run twice`);
}

/** The windows that are about to close, and of which the bot has taken no notice. */
export async function notLookedAt(world: World, person: string): Promise<string[]> {
  const { closings: all = [] } = await world.diary(person);
  const last = Math.max(...world.written.filter((each) => each.person === person).map(({ at }) => at));
  const closesAt = last + customerServiceWindowMs - marginMs;
  return all.includes(`${closingMinutes[0]}@${closesAt}`) ? [] : [`the bot took no notice of the end of ${closesAt}`];
}

/** What is held, and should have expired. */
export function stillHeld({ people, shelf }: World): string[] {
  return people.flatMap((person) => shelf.now(person).map(({ id }) => `S7: ${id} is held for ever`));
}

/** The people for whom something is held, and whom nobody has asked to answer since they wrote. */
export async function notAsked(world: World): Promise<string[]> {
  const stopped = await Promise.all(world.people.map((person) => mayBeStopped(world, person)));
  const { people, shelf, provider, written } = world;
  return people.flatMap((person, place) => {
    // To ask for an answer is on our own account.
    if (stopped[place]) return [];
    const [held] = shelf.now(person);
    const mine = written.filter((each) => each.person === person);
    const asks = provider.copies.filter(({ form, fate }) => form === 'asking' && fate === undefined);
    // In the same millisecond, nobody can tell which was first.
    const isAsked = asks.some((ask) => ask.person === person && mine.every(({ at }) => at <= ask.at));
    // If the answer was lost, they may have got it.
    const mayBe = provider.unanswered.has(askTag(person));
    return held && !isAsked && !mayBe ? [`S7: ${held.id} is held, and the person is not asked to answer`] : [];
  });
}
