import type { Activity } from '../core/activity.js';

/** How one of our messages stands. `waiting`: the provider could not take it yet. `held`: until the person writes. */
export type TranscriptState = 'sent' | 'waiting' | 'held' | 'refused' | 'failed';

/** How a message of ours went out, or why it did not. */
export interface Outcome {
  readonly state: TranscriptState;
  /** The id under which it was tried last. */
  readonly message: string;
  /** Absent as long as it has not left. */
  readonly sentAs?: 'text' | 'template';
  readonly template?: { readonly name: string; readonly language: string };
  /** Why it has not left, or was sent as a template. */
  readonly reason?: string;
  /** The bot's own words, if a template was sent in their place. */
  readonly said?: string;
  /** What the phone shows, a text for each bubble, if that is not just the text. */
  readonly shown?: readonly string[];
  /** The notification that it belongs to, by its id. */
  readonly notification?: string;
}

/** One message of a transcript. */
export interface Entry {
  /** The activity's id. */
  readonly id: string;
  /** When it was said, in epoch ms. For a message that left later, when it left. */
  readonly at: number;
  /** Who says it: a human from the desk is an `agent`. Absent for what a program has logged itself. */
  readonly from?: 'person' | 'bot' | 'agent';
  readonly activity: Activity;
  /** Absent for what a person says. */
  readonly outcome?: Outcome;
  /** Which time that it left, so that its place differs from one that it had in the same millisecond. Absent if it has not. */
  readonly departure?: string;
  /** When it was said first, if it left later, in epoch ms, and the `departure` of its place then. */
  readonly saidAt?: number;
  readonly saidDeparture?: string;
}

/** That a part failed after the provider had taken it. */
export interface FailedPart {
  readonly part: string;
  readonly message: string;
  readonly sentAs: 'text' | 'template';
  readonly template?: string | undefined;
  readonly language?: string | undefined;
  readonly reason: string;
}

/**
 * What is kept of a message. What a status tells is kept beside the entry, because it may come before the entry is
 * complete.
 */
export interface Row {
  readonly entry?: Entry;
  readonly failed?: FailedPart;
  /** The id of a message that has arrived, although its outcome was not known when it was sent. */
  readonly arrived?: string;
}

/** The row after an entry was recorded: the same message twice is one entry, and it stands where it left. */
export function recorded(row: Row = {}, next: Entry): Row {
  const { entry: before } = row;
  if (!before) return { ...row, entry: next };
  if (!next.outcome) return row;
  if (next.outcome.state === 'sent') {
    if (isSameWay(standing(row)?.outcome, next.outcome)) return row;
    // What failed was an earlier try.
    const { failed: _, ...rest } = row;
    return { ...rest, entry: { ...next, ...firstPlace(before) } };
  }
  return { ...row, entry: { ...next, ...placeBefore(before) } };
}

/** One bubble of a message that was shown in another way, by its position from 0. */
export interface Bubble {
  readonly position: number;
  readonly text: string;
}

/** The row after a part of its message left once more, as a text: it stands there, and that the part had failed is over. */
export function shownAgain(
  row: Row | undefined,
  { at, departure }: Pick<Entry, 'at' | 'departure'>,
  { position, text }: Bubble,
): Row | undefined {
  if (!row?.entry?.outcome) return row;
  const { failed: _, entry, ...rest } = row;
  const { activity, outcome } = row.entry;
  const shown = (outcome.shown ?? [activity.text ?? '']).map((each, index) => (index === position ? text : each));
  const moved = { ...row.entry, at, ...(departure !== undefined && { departure }), ...firstPlace(row.entry) };
  const { message, notification } = outcome;
  const sent = { state: 'sent', sentAs: 'text', message, ...(notification !== undefined && { notification }) } as const;
  return { ...rest, entry: { ...moved, outcome: { ...sent, shown } } };
}

/** The row after it became known how its message stands, if there is one. */
export function marked(
  row: Row | undefined,
  { state, reason }: { readonly state: TranscriptState; readonly reason: string },
): Row | undefined {
  if (!row?.entry?.outcome) return row;
  const { id, from, activity } = row.entry;
  const { message, notification } = row.entry.outcome;
  const outcome = { state, message, reason, ...(notification !== undefined && { notification }) };
  return { ...row, entry: { id, ...(from && { from }), activity, outcome, ...placeBefore(row.entry) } };
}

/** Where a message stood first, for one that moves. */
function firstPlace({
  at,
  departure,
  saidAt = at,
  saidDeparture = departure,
}: Entry): Pick<Entry, 'saidAt' | 'saidDeparture'> {
  return { saidAt, ...(saidDeparture !== undefined && { saidDeparture }) };
}

/** The place of a message that has not left after all: the first that it had. */
function placeBefore(entry: Entry): Pick<Entry, 'at' | 'departure'> {
  const { saidAt, saidDeparture } = firstPlace(entry);
  return { at: saidAt ?? entry.at, ...(saidDeparture !== undefined && { departure: saidDeparture }) };
}

/** The entry as it stands, with what statuses have told. */
export function standing({ entry, failed, arrived }: Row): Entry | undefined {
  if (!entry?.outcome) return entry;
  const { outcome } = entry;
  if (outcome.state === 'sent' && failed && isOf(failed, outcome)) {
    return { ...entry, outcome: { ...outcome, state: 'failed', reason: failed.reason } };
  }
  if (outcome.state === 'failed' && arrived === outcome.message) {
    const { reason: _, ...rest } = outcome;
    return { ...entry, outcome: { ...rest, state: 'sent' } };
  }
  return entry;
}

function isOf({ message, sentAs, template, language }: FailedPart, outcome: Outcome): boolean {
  if (message !== outcome.message || sentAs !== outcome.sentAs) return false;
  return sentAs === 'text' || (template === outcome.template?.name && language === outcome.template?.language);
}

function isSameWay(one: Outcome | undefined, other: Outcome): boolean {
  if (one?.state !== 'sent' || one.message !== other.message || one.sentAs !== other.sentAs) return false;
  return one.template?.name === other.template?.name && one.template?.language === other.template?.language;
}
