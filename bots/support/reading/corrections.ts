import { plain } from '../../plain.js';
import { readYesNo } from '../../talk/yesNo.js';
import { inEnglish, ownWords } from '../heard.js';

/** What can be changed in a ticket that is not opened yet. `add`: words go to the description. */
export type Part = 'subject' | 'description' | 'add';

/** A change of a draft, as far as the person has said it. */
export interface Change {
  readonly part?: Part | undefined;
  readonly text?: string | undefined;
}

const lead =
  "(?:(?:no|nope|nee|yes|yeah|ja|ok|okay|wait|hang on|hold on|sorry|oh|but|actually|please|pls|can you|could you|i want to|i'd like to|i meant|let's|just|also|and|first|not yet|rather|one thing)[\\s,.:;!-]+)*";
const title = '(?:(?:the|my|its|a)\\s+)?(?:title|subject|name|heading)';
const description = '(?:(?:the|my|its|a)\\s+)?(?:description|text|details?|message|words)';
const become =
  '(?:\\s*[:=]\\s*|\\s+(?:should|must|needs to|has to|to|is|as|into|with)(?:\\s+(?:be|read|say|rather|have|rather be|have been))?\\b[\\s:,-]*)';
const change = '(?:(?:change|make|set|edit|update|correct|fix|replace|put|rewrite|amend)\\s+)?';

const patterns: readonly (readonly [Part, RegExp])[] = [
  ['subject', new RegExp(`^${lead}${change}${title}${become}([\\s\\S]+)$`, 'i')],
  [
    'subject',
    new RegExp(`^${lead}(?:call|name|title|rename) (?:it|the ticket|this)(?: to| as)?[\\s:,]+([\\s\\S]+)$`, 'i'),
  ],
  ['description', new RegExp(`^${lead}${change}${description}${become}([\\s\\S]+)$`, 'i')],
  [
    'add',
    new RegExp(
      `^${lead}add(?: to(?: (?:the |my )?(?:description|ticket|it)|(?=\\s*:)))?(?:[\\s:,-]+(?:that|this|also))*[\\s:,-]+([\\s\\S]+)$`,
      'i',
    ),
  ],
];
/** "Title Broken screen", without a verb. */
const titleAlone = new RegExp(
  `^${lead}(?:change )?title\\s+(?!(?:is|was|wrong|not|please|should|must|and|or|to|the|needs|has|change|incorrect)\\b)([\\s\\S]{3,})$`,
  'i',
);
const wishes: readonly (readonly [Part | undefined, RegExp])[] = [
  ['subject', new RegExp(`\\b${title}\\b`, 'i')],
  ['description', /\b(?:description|details)\b/i],
  ['add', /\b(?:add|forgot)\b/i],
  [
    undefined,
    /\b(?:change|edit|correct|fix|mistake|wrong|incorrect|typo|wait|hang on|hold on|not yet|not right|not correct|no good|not good|update)\b/i,
  ],
];
/** A wish without its words is short: "change the title". */
const longestWish = 7;

/**
 * Reads a change of a draft: "no, the title should be Gate broken", "add: it hums", "the title is wrong". With `open`, any
 * words after "no" and "yes but" count, as at the question whether the ticket is right.
 */
export function changeIn(text: string, { open = false } = {}): Change | undefined {
  const english = inEnglish(text);
  for (const [part, pattern] of patterns) {
    const words = pattern.exec(english)?.at(-1)?.trim();
    if (words && !/^(?:wrong|incorrect|not right|not correct|a mistake|different)[.!]*$/i.test(words)) {
      return { part, text: withoutBe(ownWords(text, words)) };
    }
  }
  if (!open) return undefined;
  const bareTitle = titleAlone.exec(english)?.[1];
  if (bareTitle) return { part: 'subject', text: ownWords(text, bareTitle) };
  const rest = english.replace(new RegExp(`^${lead}`, 'i'), '').trim();
  const isWish = plain(english).split(' ').length <= longestWish;
  const wish = isWish ? wishes.find(([, pattern]) => pattern.test(english)) : undefined;
  if (wish) return { part: wish[0] };
  const isTurned = rest !== english.trim() && /\p{L}/u.test(rest) && readYesNo(text) === undefined;
  return isTurned ? { text: ownWords(text, rest) } : undefined;
}

/** A change that names what it changes, and what it shall be. It can be nothing else. */
export function explicitChangeIn(text: string): Change | undefined {
  const isNamed = /\b(?:title|subject|description)\b|^\W*(?:add|voeg by)\s*:/i.test(inEnglish(text));
  const found = isNamed ? changeIn(text) : undefined;
  return found?.part && found.text ? found : undefined;
}

/** The part that is named in the answer to "what shall I change?". */
export function partIn(text: string): Part | undefined {
  return wishes.find(([part, pattern]) => part && pattern.test(inEnglish(text)))?.[0];
}

/** Afrikaans has its verb at the end: "die titel moet Hek stukkend wees". */
function withoutBe(words: string): string {
  return words.replace(/\s+wees[.!]*$/i, '').replace(/^["“”']+|["“”']+$/g, '');
}
