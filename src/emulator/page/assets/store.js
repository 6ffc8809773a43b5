// @ts-check
/** @import { Business, Chat, Logged, PageState, Phone, Thread } from './types.js' */

/** The page's state. Only `live.js` writes the emulator's part of it. */
export const store = {
  connected: false,
  /** The emulator's clock is this far ahead of the browser's, in ms. */
  aheadMs: 0,
  /** And this far ahead of the clock of the emulator's machine. */
  offsetMs: 0,
  url: location.origin,
  lastEventId: 0,
  /** @type {Business[]} */
  numbers: [],
  /** @type {Map<string, Phone>} */
  phones: new Map(),
  /** @type {Map<string, Chat>} */
  chats: new Map(),
  /** Those that were opened. @type {Map<string, Thread>} */
  threads: new Map(),
  /** @type {PageState['faults']} */
  faults: { left: {}, kinds: {} },
  /** What the provider can keep from a person, in words. @type {Readonly<Record<string, string>>} */
  optOuts: {},
  /** @type {PageState['program']} */
  program: null,
  /** Oldest first. @type {Logged[]} */
  log: [],
};

/** The emulator's time, epoch ms. */
export const now = () => Date.now() + store.aheadMs;

/** @param {string} person @param {string} business */
export const keyOf = (person, business) => `${person}/${business}`;

/** @param {string} key */
export function pairOf(key) {
  const [person = '', business = ''] = key.split('/');
  return { person, business };
}

/** A person's phone; a new one if it is unknown. @param {string} person @returns {Phone} */
export function phoneOf(person) {
  const known = store.phones.get(person) ?? newPhone(person);
  // Whoever writes by curl for the first person gives no name, and is the same person all the same.
  return person === firstPerson.id ? { ...known, name: known.name ?? firstPerson.name } : known;
}

/** A phone as the emulator makes one. @param {string} person @returns {Phone} */
export const newPhone = (person) => ({ from: person, name: null, on: true, reads: true, onWhatsApp: true });

/** @param {string} person */
export const nameOf = (person) => phoneOf(person).name ?? `+${person}`;

/** @param {string} business */
export function businessName(business) {
  const name = store.numbers.find(({ number }) => number === business)?.name;
  return name === undefined || name === business ? `+${business}` : name[0]?.toUpperCase() + name.slice(1);
}

/** @param {string} key @returns {Chat} */
export function chatOf(key) {
  return store.chats.get(key) ?? { ...pairOf(key), unread: 0 };
}

/** The person of the first chat, while there is no phone yet. */
export const firstPerson = { id: '27820000001', name: 'Thandi' };

/**
 * What can change, and what its listeners get.
 *
 * @typedef {{
 *   all: undefined,
 *   thread: string,
 *   message: { key: string, id: string, isNew: boolean },
 *   unsent: { key: string },
 *   chat: string,
 *   phone: string,
 *   clock: undefined,
 *   faults: undefined,
 *   connection: undefined,
 *   log: Logged,
 *   wire: { person?: string, business?: string, persons?: string[] },
 *   view: undefined,
 * }} Topics
 */

/** @type {Map<string, Set<(about: any) => void>>} */
const listeners = new Map();

/**
 * @template {keyof Topics} T
 * @param {T} topic
 * @param {(about: Topics[T]) => void} listener
 */
export function on(topic, listener) {
  const known = listeners.get(topic) ?? new Set();
  listeners.set(topic, known.add(listener));
  return () => known.delete(listener);
}

/**
 * @template {keyof Topics} T
 * @param {T} topic
 * @param {Topics[T]} about
 */
export function tell(topic, about) {
  for (const listener of [...(listeners.get(topic) ?? [])]) listener(about);
}
