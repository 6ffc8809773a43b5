import { conversationOf } from '../core/conversation.js';
import { isNumber, personIdOf, spellingsOf } from '../core/person.js';

/** What is written in the place of a number. */
export const struckOut = '(erased)';

/** People write a number in groups. */
const between = '[\\s\\p{Pd}().]*';

/**
 * Finds the ids of one person: in the keys of a store, in values, and in what people write. An id counts only as a whole:
 * 27820000001 is no part of 278200000012.
 */
export class Mentions {
  readonly #ids: ReadonlySet<string>;
  readonly #inText: RegExp;
  readonly #inKey: RegExp;

  /** All ids of the person, as conversations write them. */
  constructor(ids: Iterable<string>) {
    this.#ids = new Set(ids);
    const written = [...this.#ids].flatMap(spellingsOf);
    const [numbers, others] = [written.filter(isNumber), written.filter((id) => !isNumber(id)).map(escaped)];
    const opaque = others.length > 0 ? [`(?<!\\w|\\w\\.)(?:${others.join('|')})(?!\\w|\\.\\w)`] : [];
    const grouped = numbers.map((number) => [...number].join(between));
    const inText = grouped.length > 0 ? [`(?<!\\d)(?:${grouped.join('|')})(?!\\d)`] : [];
    // A key's parts are encoded, as in %3A27820000001.
    const inKey = numbers.length > 0 ? [`(?:(?<!\\d)|(?<=%[\\dA-F]{2}))(?:${numbers.join('|')})(?!\\d)`] : [];
    const encoded =
      others.length > 0 ? [`(?:(?<!\\w|\\w\\.)|(?<=%[\\dA-F]{2}))(?:${others.join('|')})(?!\\w|\\.\\w)`] : [];
    this.#inText = new RegExp([...inText, ...opaque].join('|'), 'gu');
    this.#inKey = new RegExp([...inKey, ...encoded].join('|'), 'u');
  }

  /** Whether a text has one of the ids, however it is grouped: in words, or in JSON. */
  areIn(text: string): boolean {
    this.#inText.lastIndex = 0;
    return this.#inText.test(text);
  }

  /** Whether a key, or another id that the program has made, has one of them. */
  areInKey(key: string): boolean {
    return this.#inKey.test(key);
  }

  /** The text with the ids struck out. */
  struckFrom(text: string): string {
    return text.replace(this.#inText, struckOut);
  }

  /** Whether a value is the person's id, or that of a conversation with them. */
  areWhole(value: unknown): boolean {
    if (typeof value === 'number') return this.#ids.has(String(value));
    if (typeof value !== 'string' || value.length > 600) return false;
    if (this.#ids.has(value) || this.#ids.has(personIdOf(value))) return true;
    const person = conversationOf(value)?.person;
    return person !== undefined && this.#ids.has(person);
  }
}

function escaped(id: string): string {
  return id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
