import { conversationOf } from '../core/conversation.js';
import { isNumber, personIdOf, spellingsOf } from '../core/person.js';

/** What is written in the place of a number. */
export const struckOut = '(erased)';

/** A key's parts are encoded, as in %3A27820000001: the A is no part of what follows. */
const encoded = '(?<!%[\\dA-F])';
/** People write a number in groups. */
const between = '[\\s\\-\u2010-\u2015().]*';

/**
 * Finds the ids of one person: in the keys of a store, in values, and in what people write. An id counts only as a whole:
 * 27820000001 is no part of 278200000012.
 */
export class Mentions {
  readonly #ids: ReadonlySet<string>;
  readonly #inText: RegExp;
  readonly #everyInText: RegExp;
  readonly #inKey: RegExp;

  /** All ids of the person, as conversations write them. */
  constructor(ids: Iterable<string>) {
    this.#ids = new Set(ids);
    const written = [...this.#ids].flatMap(spellingsOf);
    const [numbers, others] = [written.filter(isNumber), written.filter((id) => !isNumber(id)).map(escaped)];
    const inText = alternatives(numbers, others, between, '');
    this.#inKey = new RegExp(alternatives(numbers, others, '', encoded));
    this.#inText = new RegExp(inText);
    this.#everyInText = new RegExp(inText, 'g');
  }

  /** Whether a text has one of the ids, however it is grouped: in words, or in JSON. */
  areIn(text: string): boolean {
    return this.#inText.test(text);
  }

  /** Whether a key, or another id that the program has made, has one of them. */
  areInKey(key: string): boolean {
    return this.#inKey.test(key);
  }

  /** The text with the ids struck out. */
  struckFrom(text: string): string {
    return text.replace(this.#everyInText, struckOut);
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

/**
 * A pattern for ids that nothing touches that could be part of them. `between` may stand between the digits of a number.
 * `unless` is a pattern for what stands before a character that is no part of an id. The first digit of a number comes
 * first, because that is found fast.
 */
function alternatives(numbers: readonly string[], others: readonly string[], between: string, unless: string): string {
  const patterns = numbers.map(([first = '', ...rest]) => {
    const digits = [...rest].map((digit) => between + digit).join('');
    return `${first}(?<!${unless}\\d${first})${digits}(?!\\d)`;
  });
  const opaque = others.length > 0 ? [`(?<!${unless}\\w|\\w\\.)(?:${others.join('|')})(?!\\w|\\.\\w)`] : [];
  return [...patterns, ...opaque].join('|');
}

function escaped(id: string): string {
  return id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
