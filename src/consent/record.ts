/**
 * What happened to a person's consent. `stopped`: they want no messages on our own account any more; `started`: they take
 * that back. `marketing-stopped`: they have stopped a business's marketing in WhatsApp itself.
 */
export type ConsentChange = 'stopped' | 'started' | 'signed-up' | 'signed-off' | 'marketing-stopped';

/** One entry of the history: when, what, how, and in which words. */
export interface ConsentEvent {
  /** In epoch ms. What a person wrote has the time at which they wrote it. */
  readonly at: number;
  readonly change: ConsentChange;
  /** The subscription, if it is about one, such as `flight:SA204`. */
  readonly topic?: string | undefined;
  /** How we know: `chat`, `provider`, or what the program says, such as "web form". */
  readonly source: string;
  /** The person's own words. */
  readonly words?: string | undefined;
  /** The message in which they said it, by its id, or another id of what changed it: the same counts once. */
  readonly message?: string | undefined;
}

/** A person's sign-up for a subscription, or their sign-off. */
export interface Subscription {
  readonly state: 'signed-up' | 'signed-off';
  readonly at: number;
  readonly source: string;
  readonly words?: string | undefined;
  /** When the sign-up ends by itself, in epoch ms. */
  readonly until?: number | undefined;
  /** It ended with a STOP to an alert, so START takes it up again. */
  readonly byStop?: true | undefined;
  /** A STOP to everything is in force, and came after the sign-up. START takes it up again. */
  readonly isSetAside?: true | undefined;
}

/** When a STOP or START was said, in epoch ms, and how we know. */
export interface Stop {
  readonly at: number;
  readonly source: string;
}

/** What a person has allowed one of our numbers. */
export interface ConsentRecord {
  readonly stopped?: Stop;
  readonly marketingStopped?: Stop;
  /** The last START, even if there was nothing to take back: an older STOP that comes late changes nothing. */
  readonly started?: Stop;
  readonly topics?: Readonly<Record<string, Subscription>>;
  /** The messages of the latest words in chat that changed nothing: their callbacks may come again. */
  readonly withoutEffect?: readonly string[];
  /** Oldest first. */
  readonly history: readonly ConsentEvent[];
}

/** So many entries are kept of a person. What is in force stands in the record itself, however old it is. */
const longestHistory = 200;
/** So many words without effect are remembered. */
const mostWithoutEffect = 20;
/** So many subscriptions that are over are remembered, the latest. */
const mostOver = 50;
/** A person can be signed up for so many subscriptions at once. */
export const mostSubscriptions = 500;

/** What a message on our own account needs the person to have allowed. */
export interface Need {
  readonly topic?: string | undefined;
  readonly isMarketing?: boolean | undefined;
}

/** Why a message may not be sent. */
export type Denial = 'stopped' | 'not-signed-up' | 'marketing-stopped';

/**
 * The rule of consent, for messages on our own account. One on a topic needs a sign-up that is in force and later than
 * the last STOP. One without a topic is about the person's own business, and needs none, but obeys STOP.
 */
export function denialOf(
  record: ConsentRecord | undefined,
  { topic, isMarketing }: Need,
  now: number,
): Denial | undefined {
  const { stopped, marketingStopped, topics = {} } = record ?? {};
  if (topic === undefined) {
    if (stopped) return 'stopped';
  } else {
    const subscription = topics[topic];
    if (!subscription) return 'not-signed-up';
    if (!isInForce(subscription, now)) return subscription.byStop ? 'stopped' : 'not-signed-up';
    if (subscription.isSetAside) return 'stopped';
  }
  return isMarketing && marketingStopped ? 'marketing-stopped' : undefined;
}

export function isInForce(subscription: Subscription, now: number): boolean {
  return subscription.state === 'signed-up' && isAhead(subscription, now);
}

/** What `after` needs to know besides the event. */
export interface Circumstances {
  /** When a sign-up ends by itself, in epoch ms. */
  readonly until?: number | undefined;
  /** Whether a sign-off is a STOP to an alert, so that START takes it back. */
  readonly byStop?: true | undefined;
  readonly now?: number;
}

/**
 * The record after an event. Events may come in any order: what counts is when they happened. The history has only those
 * that changed something. The same record if nothing of it changes.
 */
export function after(
  record: ConsentRecord | undefined,
  event: ConsentEvent,
  { until, byStop, now = event.at }: Circumstances = {},
): ConsentRecord {
  const before = record ?? { history: [] };
  if (isKnown(before, event)) return before;
  switch (event.change) {
    case 'stopped':
      return afterStop(before, event);
    case 'started':
      return afterStart(before, event, now);
    case 'marketing-stopped': {
      const { at, source } = event;
      const { marketingStopped, started } = before;
      if (isOlderThanStart(event, started) || (marketingStopped && at <= marketingStopped.at)) return before;
      if (marketingStopped) return { ...before, marketingStopped: { ...marketingStopped, at } };
      return { ...noted(before, event), marketingStopped: { at, source } };
    }
    case 'signed-up':
    case 'signed-off':
      return afterSignUp(before, event, { until, byStop, now });
  }
}

/** One that is in force already moves to the later time, because a START that came in between does not undo it. */
function afterStop(before: ConsentRecord, event: ConsentEvent): ConsentRecord {
  const { at, source } = event;
  const { stopped, started, topics } = before;
  if (isOlderThanStart(event, started) || (stopped && at < stopped.at)) return before;
  const ended = topics && setAside(topics, at);
  const isChanged = topics !== undefined && Object.keys(topics).some((name) => topics[name] !== ended?.[name]);
  // The first STOP after an alert has ended that, and says that another one ends everything.
  const isFurther = Object.values(topics ?? {}).some((each) => stopped && each.at > stopped.at && each.at <= at);
  const isNews = !stopped || isChanged || isFurther;
  if (!isNews && at === stopped.at) return before;
  const next = isNews ? noted(before, event) : before;
  const stop = isNews ? { at, source } : { ...stopped, at };
  return { ...next, stopped: stop, ...(ended && { topics: ended }) };
}

/** Takes back what was stopped before it. Its time is kept in any case: an older STOP may come later. */
function afterStart(before: ConsentRecord, event: ConsentEvent, now: number): ConsentRecord {
  const { at, source } = event;
  const { stopped, marketingStopped, started, topics = {}, ...rest } = before;
  const isStopped = stopped !== undefined && at < stopped.at;
  const isWithoutMarketing = marketingStopped !== undefined && at < marketingStopped.at;
  const again = Object.entries(topics).filter(
    ([, each]) => isAhead(each, now) && (each.isSetAside ? !isStopped : each.byStop && each.at <= at),
  );
  const isNews = (stopped && !isStopped) || (marketingStopped && !isWithoutMarketing) || again.length > 0;
  const isLatest = !started || at > started.at;
  if (!isNews && !isLatest) return before;
  const taken = again.map(([name]): ConsentEvent => ({ ...event, change: 'signed-up', topic: name }));
  const signUps = again.map(([name, each]): [string, Subscription] => {
    const { isSetAside, byStop: _, words: __, ...signUp } = each;
    // What was set aside is as old as it was: what was said in between still counts.
    return [name, isSetAside ? { ...each, isSetAside: undefined } : { ...signUp, state: 'signed-up', at, source }];
  });
  return {
    ...(isNews ? noted(rest, event, ...taken) : rest),
    ...(isStopped && { stopped }),
    ...(isWithoutMarketing && { marketingStopped }),
    started: isLatest ? { at, source } : started,
    ...(before.topics && { topics: { ...topics, ...Object.fromEntries(signUps) } }),
  };
}

function afterSignUp(before: ConsentRecord, event: ConsentEvent, { until, byStop, now = event.at }: Circumstances) {
  const { change, at, source, words, topic } = event;
  if (topic === undefined || (change !== 'signed-up' && change !== 'signed-off')) return before;
  const known = before.topics?.[topic];
  if (known && known.at > at) return before;
  const isSame = change === 'signed-up' ? known?.until === until && !known?.isSetAside : !known?.byStop;
  if (known?.state === change && isSame) {
    return known.at === at ? before : { ...before, topics: { ...before.topics, [topic]: { ...known, at } } };
  }
  const subscription: Subscription = {
    state: change,
    ...{ at, source },
    ...(words !== undefined && { words }),
    ...(change === 'signed-up' && until !== undefined && { until }),
    ...(change === 'signed-up' && isBefore(event, before.stopped) && { isSetAside: true }),
    ...(change === 'signed-off' && byStop && { byStop, until: known?.until }),
  };
  return { ...noted(before, event), topics: kept({ ...before.topics, [topic]: subscription }, now) };
}

function noted(record: ConsentRecord, ...events: readonly ConsentEvent[]): ConsentRecord {
  return { ...record, history: [...record.history, ...events].slice(-longestHistory) };
}

function isAhead({ until = Number.POSITIVE_INFINITY }: Subscription, now: number): boolean {
  return until > now;
}

/** Whether a word in chat has been taken in. */
export function wasSaid({ history, withoutEffect = [] }: ConsentRecord, message: string): boolean {
  return withoutEffect.includes(message) || history.some((each) => each.message === message);
}

/** The record after a word in chat, which is known from then on, whether it has changed anything or not. */
export function afterSaid(record: ConsentRecord, message: string): ConsentRecord {
  if (wasSaid(record, message)) return record;
  return { ...record, withoutEffect: [...(record.withoutEffect ?? []), message].slice(-mostWithoutEffect) };
}

/**
 * What a person has allowed under two ids that turned out to be theirs. What came later counts. A STOP of the one id is in
 * force unless a START of the other came after it; of several, the last counts. At the same moment, they have not allowed
 * it.
 */
export function together(own: ConsentRecord | undefined, other: ConsentRecord, now: number): ConsentRecord {
  if (!own) return other;
  const started = latest(own.started, other.started);
  const last = latest(own.stopped, other.stopped);
  const stopped = inForceAfter(started, last);
  const marketingStopped = inForceAfter(started, latest(own.marketingStopped, other.marketingStopped));
  const withoutEffect = [...(own.withoutEffect ?? []), ...(other.withoutEffect ?? [])].slice(-mostWithoutEffect);
  const topics = { ...own.topics };
  for (const [name, theirs] of Object.entries(other.topics ?? {})) {
    const ours = topics[name];
    topics[name] = ours && !isLater(theirs, ours) ? ours : theirs;
  }
  const history = [...own.history, ...other.history].sort((one, next) => one.at - next.at);
  return {
    ...(stopped && { stopped }),
    ...(marketingStopped && { marketingStopped }),
    ...(started && { started }),
    ...(Object.keys(topics).length > 0 && {
      topics: kept(stopped ? setAside(topics, stopped.at) : takenUp(topics), now),
    }),
    ...(withoutEffect.length > 0 && { withoutEffect }),
    history: history.slice(-longestHistory),
  };
}

function isLater(one: Subscription, other: Subscription): boolean {
  return one.at > other.at || (one.at === other.at && one.state === 'signed-off');
}

function latest(one: Stop | undefined, other: Stop | undefined): Stop | undefined {
  if (!one || !other) return one ?? other;
  return other.at > one.at ? other : one;
}

/** A STOP, unless a START has taken it back that came certainly later. */
function inForceAfter(started: Stop | undefined, stopped: Stop | undefined): Stop | undefined {
  return stopped && isOlderThanStart(stopped, started) ? undefined : stopped;
}

/** The subscriptions after the STOP that has set some of them aside is over. */
function takenUp(topics: NonNullable<ConsentRecord['topics']>): NonNullable<ConsentRecord['topics']> {
  const all = Object.entries(topics).map(([name, { isSetAside: _, ...each }]): [string, Subscription] => [name, each]);
  return Object.fromEntries(all);
}

/** The subscriptions that are in force, by name. */
export function inForce(record: ConsentRecord | undefined, now: number): string[] {
  return Object.entries(record?.topics ?? {})
    .filter(([, each]) => isInForce(each, now))
    .map(([name]) => name);
}

function isKnown({ history }: ConsentRecord, { message, topic, change }: ConsentEvent): boolean {
  if (message === undefined) return false;
  return history.some((each) => each.message === message && each.topic === topic && each.change === change);
}

/**
 * The clocks of the provider, of this machine and of a program that imports are not the same. What is so much newer than
 * a STOP that comes after it was certainly said later. In doubt, the STOP counts.
 */
const doubtMs = 60_000;

/** A program can stop a person and sign them up in one call; in chat, the times may be no finer than a second. */
function isBefore({ at, source }: ConsentEvent, stopped: Stop | undefined): boolean {
  return stopped !== undefined && (source === 'chat' ? at <= stopped.at : at < stopped.at);
}

/** What people say in chat and what the provider tells of them has the provider's time. */
function isOlderThanStart({ at, source }: Stop, started: Stop | undefined): boolean {
  if (!started) return false;
  const isSameClock = [source, started.source].every((each) => each === 'chat' || each === 'provider');
  return at < started.at - (isSameClock ? 0 : doubtMs);
}

/** The subscriptions after a STOP to everything. */
function setAside(
  topics: NonNullable<ConsentRecord['topics']>,
  stoppedAt: number,
): NonNullable<ConsentRecord['topics']> {
  const all = Object.entries(topics).map(([name, each]): [string, Subscription] => {
    const isEnded = each.state === 'signed-up' && !each.isSetAside && each.at <= stoppedAt + doubtMs;
    return [name, isEnded ? { ...each, isSetAside: true } : each];
  });
  return Object.fromEntries(all);
}

/** Without the oldest of those that are over, if there are many. */
function kept(topics: Readonly<Record<string, Subscription>>, now: number): Readonly<Record<string, Subscription>> {
  if (Object.keys(topics).length <= mostOver) return topics;
  const over = Object.entries(topics).filter(([, each]) => !isInForce(each, now));
  if (over.length <= mostOver) return topics;
  const latest = over.sort(([, one], [, other]) => other.at - one.at).slice(0, mostOver);
  const names = new Set(latest.map(([name]) => name));
  return Object.fromEntries(Object.entries(topics).filter(([name, each]) => isInForce(each, now) || names.has(name)));
}
