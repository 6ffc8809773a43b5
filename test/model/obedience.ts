import type { ConsentReport } from '../../src/index.js';
import { Allowed, type Keyword, type Need } from './consent.js';
import { type Copy, tagOf } from './provider.js';
import type { Leaving } from './witness.js';
import type { World } from './world.js';

const hour = 3_600_000;
const doubtMs = 60_000;
const tooLateMs = 6 * 24 * hour;
/** The templates of marketing. */
const marketing: ReadonlySet<string> = new Set(['offer', 'offer_again', 'offer_at_last']);

/** What one person has said, and what the program knows of it. */
interface Case {
  readonly world: World;
  readonly person: string;
  readonly report: ConsentReport;
  readonly allowed: Allowed;
}

/** S9: what does not fit with what people allow. */
export async function disobeyed(world: World): Promise<string[]> {
  const found: string[] = [];
  for (const person of world.people) {
    const report = await world.consentOf(person);
    if (!report) continue;
    const known: Case = { world, person, report, allowed: new Allowed(world.consent, report) };
    found.push(...left(known), ...revived(known), ...kept(known), ...answered(known), ...noted(known), ...ended(known));
    found.push(...told(known), ...(await disagreed(known)));
  }
  return found;
}

/** Judges, once everything is over, whether a message may have been dropped, or not sent, for the person's consent. */
export async function mayBeDenied(world: World, tag: string): Promise<boolean> {
  const person = world.said.get(tag)?.person ?? world.notified.get(tag)?.person ?? '';
  const report = await world.consentOf(person);
  const need = needOf(world, tag, person);
  if (!report || !need) return false;
  const from = world.said.get(tag)?.order ?? world.notified.get(tag)?.asked[0]?.order ?? 0;
  const to = world.tick();
  return !new Allowed(world.consent, report).must(need, { from, to, now: world.clock.now() });
}

/** Whether a person may have stopped everything, so that nobody asks them to answer. */
export async function mayBeStopped(world: World, person: string): Promise<boolean> {
  const report = await world.consentOf(person);
  return report?.stopped !== undefined || world.consent.said.some((each) => each.person === person && isEnd(each));
}

function isEnd(each: World['consent']['said'][number]): boolean {
  return each.kind === 'opt-out' || (each.kind === 'keyword' ? each.isStop : each.change.stopped === true);
}

function isSignOff(each: World['consent']['said'][number]): boolean {
  return each.kind === 'change' && Object.values(each.change.topics ?? {}).includes(false);
}

/** What a message needs of a person; `undefined` if it is an answer. */
function needOf({ said, notified }: World, tag: string, person: string): Need | undefined {
  const notification = notified.get(tag);
  if (notification) return ofTopic(notification.topic, notification.notice === 'marketing');
  const message = said.get(tag);
  if (message?.isReply && message.person === person) return undefined;
  return tag.startsWith('!') ? undefined : ofTopic(message?.topic);
}

/** The offers are marketing, whatever they are sent as. */
function ofTopic(topic: Need['topic'], isOffer = false): Need {
  return { topic, isMarketing: isOffer || topic === 'offers' };
}

/** Nothing leaves on our own account that the person did not allow when it was checked. */
function left({ world, person, allowed }: Case): string[] {
  return world.witness.leavings.flatMap(({ message, ...moment }) => {
    if (message.to !== person) return [];
    const tag = tagOf(message);
    const template = message.template?.templateName ?? '';
    const isMarketing = marketing.has(template);
    const name = `${message.clientMessageId} (${tag}${template && `, ${template}`})`;
    if (tag.startsWith('?')) {
      // It asks for an answer, for whatever is held.
      const isFree = [undefined, 'tickets', 'flight:SA204', 'offers'] as const;
      const why = isFree.map((topic) => allowed.mustNot({ topic }, moment));
      return why.every((each) => each !== undefined) ? [`S9: ${name} asks, and ${why[0]}`] : [];
    }
    const need = needOf(world, tag, person);
    const why = need && allowed.mustNot({ ...need, isMarketing: need.isMarketing === true || isMarketing }, moment);
    return why === undefined ? [] : [`S9: ${name} left, and ${why}`];
  });
}

/** What was dropped for a STOP does not come after a START. */
function revived(known: Case): string[] {
  const { world, person, allowed } = known;
  const { leavings } = world.witness;
  const found: string[] = [];
  for (const [at, { message, left, process }] of leavings.entries()) {
    const tag = tagOf(message);
    const need = message.to === person ? needOf(world, tag, person) : undefined;
    if (!need || tag.startsWith('?') || process.brokenIn.size > 0 || world.isGivenUp(tag)) continue;
    // What has left before may leave again when it is told that it did not come.
    if (leavings.slice(0, at).some((each) => tagOf(each.message) === tag)) continue;
    const asked = world.notified.get(tag)?.asked.filter(({ order }) => order < left) ?? [];
    const since = asked.at(-1)?.order ?? world.said.get(tag)?.order ?? left;
    const dueAt = world.notified.get(tag)?.later?.dueAt;
    // What is sent later may be made before the person has signed up.
    const end = world.consent.said.find(
      (each) => each.person === person && each.began > since && (isEnd(each) || isSignOff(each)),
    );
    const rest = world.consent.rests.find(
      ({ order, now }) =>
        order > (end?.ended ?? left) &&
        order < left &&
        (dueAt === undefined || now < dueAt) &&
        allowed.mustNot(need, { checked: order, left: order, now }) !== undefined,
    );
    if (rest) found.push(`S9: ${message.clientMessageId} (${tag}) left, and had been dropped`);
  }
  return found;
}

/** What the person allows is not kept back, and each answer is given. */
function kept({ world, person, allowed }: Case): string[] {
  const found: string[] = [];
  for (const message of new Set(world.said.values())) {
    const { error, tags, isReply, order, endedAt } = message;
    if (message.person !== person || !error || !['OptedOutError', 'NotSignedUpError'].includes(error.name)) continue;
    const [tag = ''] = tags;
    const need = needOf(world, tag, person);
    if (!need) found.push(`S9: ${tag} is an answer, and was kept back: ${error.message}`);
    else if (allowed.must(need, { from: order, to: endedAt ?? world.tick(), now: message.at })) {
      found.push(`S9: ${tag} was kept back, and was allowed (a reply: ${isReply}): ${error.message}`);
    }
  }
  return found;
}

/** The words that have changed something, and whose answer is still to come. */
export async function unanswered(world: World): Promise<string[]> {
  const found: string[] = [];
  for (const person of world.people) {
    const report = await world.consentOf(person);
    if (report) found.push(...answered({ world, person, report, allowed: new Allowed(world.consent, report) }));
  }
  return found;
}

/** Each word that changes something is answered once and free-form, and nothing else is. */
function answered({ world, person, allowed }: Case): string[] {
  const { provider, written, consent } = world;
  return written.flatMap(({ id, keyword, takenAt, takenWhen = 0, at, person: other }) => {
    if (!keyword || other !== person) return [];
    const tag = `!${id}`;
    const copies = provider.copies.filter((each) => each.tag === tag);
    const changes = allowed.outcome(keyword);
    if (changes.length === 0) return copies.length > 0 ? [`S9: ${id} is confirmed, and has changed nothing`] : [];
    const strange = copies.filter(({ form }) => form !== 'text').map(() => `S9: ${id} is confirmed by a template`);
    if (copies.length > 0 || takenAt === undefined) return strange;
    const rest = consent.restAfter(takenAt);
    const isLate = takenWhen - at > 23 * hour || (rest?.now ?? Number.POSITIVE_INFINITY) - at > 23 * hour;
    const isRefused = provider.refused.has(tag) || provider.unanswered.has(tag) || world.isGivenUp(`${id}-1`);
    const wasClosed = provider.refusedForWindow.has(person);
    return isLate || isRefused || wasClosed ? [] : [`S9: ${id} (${keyword.words}) is not confirmed`];
  });
}

/** The record has each change once, and what it says has happened. */
function noted({ world, report, person, allowed }: Case): string[] {
  const found: string[] = [];
  const { history } = report;
  const keys = history
    .filter(({ source }) => source !== 'provider')
    .map(({ source, words, change, topic }) => JSON.stringify([source, words, change, topic]));
  for (const key of keys.filter((each, at) => keys.indexOf(each) < at)) found.push(`S9: ${key} is noted twice`);
  const optOuts = world.consent.said.filter((each) => each.kind === 'opt-out' && each.person === person);
  for (const change of ['stopped', 'marketing-stopped'] as const) {
    const count = history.filter((each) => each.source === 'provider' && each.change === change).length;
    const most = optOuts.filter((each) => each.kind === 'opt-out' && each.change === change).length;
    if (count > most) found.push(`S9: ${change} is noted ${count} times, and was told ${most} times`);
  }
  for (const each of world.consent.said) {
    if (each.kind !== 'keyword' || each.person !== person) continue;
    for (const { change, topic } of allowed.outcome(each)) {
      if (each.isStop !== (change === 'stopped' || change === 'signed-off'))
        found.push(`S9: ${each.words} was ${change}`);
      if (change === 'signed-off' && !mayAnswer(world, each, topic)) {
        found.push(`S9: ${each.id} (${each.words}) has ended ${topic} alone, and that was not the last message`);
      }
    }
  }
  return found;
}

/** Whether a STOP may be an answer to an alert: it is the last message on our own account, as far as is certain. */
function mayAnswer(
  world: World,
  { person, began, ended = Number.POSITIVE_INFINITY }: Keyword,
  topic?: string,
): boolean {
  const isBetween = (from: number, to: number) => world.consent.rests.some(({ order }) => order > from && order < to);
  const own = (leaving: Leaving) => {
    const tag = tagOf(leaving.message);
    if (leaving.message.to !== person) return undefined;
    // What asks for an answer may do so for any alert that is held.
    return tag.startsWith('?') ? { topic } : needOf(world, tag, person);
  };
  const before = world.witness.leavings.filter((each) => each.left < ended && own(each));
  return before.some((alert, at) => {
    const need = own(alert);
    if (!need || need.topic !== topic) return false;
    const hasNewer = before.slice(at + 1).some((each) => {
      const other = own(each);
      const isAccepted = world.provider.copies.some(
        ({ clientMessageId, isAnswered }) => isAnswered && clientMessageId === each.message.clientMessageId,
      );
      return other && other.topic !== topic && isAccepted && each.left > alert.left && isBetween(each.left, began);
    });
    const hasWritten = world.written.some(
      (each) =>
        each.person === person &&
        each.at > alert.now &&
        (each.takenAt ?? Number.POSITIVE_INFINITY) < began &&
        isBetween(alert.left, each.order) &&
        each.keyword?.began !== began,
    );
    return !hasNewer && !hasWritten;
  });
}

/** What the bot was told of is what the record says, each once. */
function told({ world, person, report }: Case): string[] {
  const all = world.consent.notices.filter((each) => each.person === person).flatMap(({ changes }) => changes);
  const keyOf = ({ at, change, topic, source }: (typeof all)[number]) => JSON.stringify([at, change, topic, source]);
  const [known, noted] = [all.map(keyOf), report.history.map(keyOf)];
  const found: string[] = [];
  // A word that comes after so long that nobody knows whether it came before counts, and nothing follows from it.
  const tooLate = world.written.filter(({ at, takenWhen = at, keyword }) => keyword && takenWhen - at > tooLateMs);
  for (const key of new Set([...known, ...noted])) {
    if (tooLate.some(({ at }) => key.startsWith(`[${at},`))) continue;
    const [count, most] = [known, noted].map((each) => each.filter((other) => other === key).length);
    if (count === most || (world.hasCrashed && (count ?? 0) > (most ?? 0) && most)) continue;
    found.push(`S9: the bot was told ${count} times of ${key}, which is noted ${most} times`);
  }
  return found;
}

/** The state of the record follows from its history, in the order of what was said or of how it came. */
function ended({ report, person }: Case): string[] {
  const { history, stopped, marketingStopped, topics } = report;
  const byTime = (times: (each: (typeof history)[number]) => number) =>
    history.toSorted((one, other) => times(one) - times(other));
  const isSaid = ({ source }: (typeof history)[number]) => source === 'chat' || source === 'provider';
  // The clock of a program is not the provider's: of what is about as old, in doubt the STOP counts.
  const orders = [history, byTime(({ at }) => at), byTime((each) => (isSaid(each) ? each.at : each.at - doubtMs))];
  const isLast = (change: string, fits: (each: (typeof history)[number]) => boolean) =>
    orders.map((order) => order.findLast(fits)?.change === change);
  const found: string[] = [];
  const stops = isLast('stopped', ({ change }) => change === 'stopped' || change === 'started');
  if (!stops.includes(stopped !== undefined)) found.push(`S9: ${person} is ${stopped ? '' : 'not '}stopped`);
  const ofMarketing = isLast(
    'marketing-stopped',
    ({ change }) => change === 'marketing-stopped' || change === 'started',
  );
  if (!ofMarketing.includes(marketingStopped !== undefined)) {
    found.push(`S9: ${person} is ${marketingStopped ? '' : 'not '}stopped for marketing`);
  }
  for (const { topic, state } of topics) {
    if (!isLast(state, (each) => each.topic === topic).includes(true))
      found.push(`S9: ${person} is ${state} for ${topic}`);
  }
  return found;
}

/** Every process says the same. */
async function disagreed({ world, person, report }: Case): Promise<string[]> {
  const others = await Promise.all(
    world.alive.filter(({ isStalled }) => !isStalled).map(({ adapter }) => adapter.consent.of({ to: person })),
  );
  const known = JSON.stringify(report);
  return others.some((each) => JSON.stringify(each) !== known) ? [`S9: two processes disagree about ${person}`] : [];
}

export function isOfConsent(reason: string): boolean {
  return /^The person has (not signed up for|written STOP|opted out|answered STOP|stopped marketing)/.test(reason);
}

export function isConfirmation({ tag }: Copy): boolean {
  return tag.startsWith('!');
}
