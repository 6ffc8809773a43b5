import { InvalidInputError } from '../core/errors.js';
import { checkNotification, type Notification, parseNotification } from './notification.js';
import type { NotificationReport } from './report.js';

/** A message for everybody who has signed up for a topic. It has a `text`, a `template` or both, as a notification has. */
export interface Publication extends Omit<Notification, 'to' | 'topic'> {
  /** What people have signed up for, such as `flight:SA204`. */
  readonly topic: string;
  /** The caller's idempotency key: the same id is the same publication. Default: a random id. */
  readonly id?: string;
}

/** How far a publication has come. */
export interface PublicationReport {
  readonly id: string;
  readonly topic: string;
  /** Our number that sends it. */
  readonly from: string;
  /** When it was asked for, in epoch ms. */
  readonly at: number;
  /** How many people had signed up then. */
  readonly subscribers: number;
  /** To how many of them a notification has been made so far. */
  readonly done: number;
  /** When the last of them was made, in epoch ms. */
  readonly doneAt?: number;
}

/** What became of a publication for one person. */
export interface PublicationNotification extends NotificationReport {
  /** The person. */
  readonly to: string;
}

/** Stands in for the people, where what they get is checked. */
export const anybody = 'ZZ.anybody';
/** The ids of its notifications are longer, and theirs are limited to 128. */
const longestId = 100;

/**
 * Checks a publication. Plain JavaScript can pass anything.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export function checkPublication(publication: Publication): Publication {
  return whole(checkNotification({ ...withoutPerson(publication), to: anybody }));
}

/**
 * Parses the JSON form of a publication: `{topic, from?, text?, template?: {name, parameters, language?}, whenClosed?, id?}`.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export function parsePublication(json: unknown): Publication {
  return whole(parseNotification({ ...withoutPerson(json), to: anybody }));
}

function withoutPerson<T>(given: T): T & object {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new InvalidInputError('publication', 'must be an object');
  }
  if ('to' in given) throw new InvalidInputError('to', 'there is no such field: it goes to all who have signed up');
  return given;
}

function whole({ to: _, topic, ...rest }: Notification): Publication {
  if (topic === undefined) throw new InvalidInputError('topic', 'must name what people have signed up for');
  if (rest.id !== undefined && rest.id.length > longestId) {
    throw new InvalidInputError('id', `must be at most ${longestId} characters long`);
  }
  return { ...rest, topic };
}
