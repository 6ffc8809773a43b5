import { setImmediate as nextLoop } from 'node:timers/promises';
import type { Clock } from '../core/clock.js';
import { ConfigurationError } from '../core/errors.js';
import type { Write } from '../core/write.js';
import type { DueItem } from './lanes.js';
import type { Mailbox } from './mailbox.js';
import type { Store } from './store.js';
import type { Row } from './values.js';

export interface Copied {
  readonly values: number;
  /** Follow-ups and whatever else is due later. */
  readonly scheduled: number;
}

/** A shared store asks for it, and here no lane is taken. */
const takeOverMs = 10_000;

/**
 * Copies all that a store keeps to an empty one, with how long it is kept yet: values, and what is scheduled. No program
 * may run on either. The ids of callbacks are not copied, so one that was answered before and comes again is a new one.
 *
 * @throws ConfigurationError if turns wait or dead letters are there, because they would be lost, if nothing is there, or
 *   if the other store is not empty; StoreError
 */
export async function copyStore(from: Store, to: Store, clock: Clock): Promise<Copied> {
  const [source, target] = [mailboxOf(from, clock), mailboxOf(to, clock)];
  await refuseUnlessQuiet(source);
  await refuseUnlessEmpty(to, target);
  let values = 0;
  for await (const rows of from.engine.values.scan()) {
    const writes = await Promise.all(rows.filter(isKept).map((row) => writeOf(row, from)));
    if (writes.length > 0) await to.engine.values.commit(writes);
    values += writes.length;
    await nextLoop();
  }
  const scheduled = await scheduledIn(source);
  if (values + scheduled.length === 0) {
    throw new ConfigurationError('The store to copy from: nothing is in it. Is its address right?');
  }
  for (const item of scheduled) await target.schedule(item);
  return { values, scheduled: scheduled.length };
}

async function refuseUnlessQuiet(source: AnyMailbox): Promise<void> {
  const { depth, aside } = await source.measure();
  const faults = [
    ...(depth > 0 ? [`${depth} turns wait there: start the program once more, and stop it when none waits.`] : []),
    ...(aside > 0 ? [`${aside} dead letters are there: repeat or delete them first.`] : []),
  ];
  if (faults.length > 0) throw new ConfigurationError(faults.map((fault) => `The store to copy from: ${fault}`));
}

async function refuseUnlessEmpty({ engine }: Store, target: AnyMailbox): Promise<void> {
  const { depth, aside } = await target.measure();
  let isEmpty = depth === 0 && aside === 0 && (await scheduledIn(target)).length === 0;
  for await (const rows of engine.values.scan()) if (rows.some(isKept)) isEmpty = false;
  if (isEmpty) return;
  throw new ConfigurationError(
    'The store to copy to: it is not empty. Name a new folder, or another database or prefix.',
  );
}

/** All but what has expired, and what `ping` leaves. */
function isKept({ key, isOver }: Row): boolean {
  return !isOver && !key.startsWith(':');
}

async function writeOf({ key, json }: Row, { engine }: Store): Promise<Write> {
  const value: unknown = JSON.parse(json);
  return { key, value, ttlMs: await engine.values.leftMs(key) };
}

async function scheduledIn(mailbox: AnyMailbox): Promise<DueItem[]> {
  const found: DueItem[] = [];
  for await (const items of mailbox.kept()) {
    for (const { item } of items) if ('dueAt' in item) found.push(item);
  }
  return found;
}

/** What both kinds of mailboxes have in common. */
type AnyMailbox = Pick<Mailbox, 'measure' | 'kept' | 'schedule'>;

function mailboxOf({ engine }: Store, clock: Clock): AnyMailbox {
  return engine.shared ? engine.mailbox(clock, takeOverMs) : engine.mailbox(clock);
}
