import { oneLine } from '../../core/text.js';
import type { Action } from './block.js';
import { type Fields, fieldsOf, itemsOf, type Plain, wordOf } from './plain.js';

/** Types whose value is an address, lower case. All other types are answers, whose value the bot gets. */
const addressTypes = [
  'openurl',
  'signin',
  'call',
  'downloadfile',
  'playaudio',
  'playvideo',
  'showimage',
  'openapp',
  'payment',
];
const answerTypes = ['imBack', 'postBack', 'messageBack'];

/** Reads a Bot Framework card action; none if it has nothing to show. */
export function cardAction(value: Plain | undefined): Action[] {
  const { type, title, text, value: given, displayText, imageAltText } = fieldsOf(value);
  const kind = typeof type === 'string' ? type : 'imBack';
  // What a messageBack without a title shows on its button in Web Chat.
  const label = /^messageBack$/i.test(kind) ? displayText : undefined;
  const words = [title, label, text, given, displayText, imageAltText];
  const shown = words.map(textOf).find((word) => word !== undefined);
  if (shown === undefined) return [];
  const line = oneLine(shown);
  if (addressTypes.includes(kind.toLowerCase())) return [addressAction(kind, line, given)];
  const known = answerTypes.find((name) => name.toLowerCase() === kind.toLowerCase());
  const back = known === 'messageBack' && textOf(text);
  return [
    { kind: 'answer', choice: { title: line, value: given ?? line, type: known ?? kind, ...(back && { text: back }) } },
  ];
}

export function cardActions(value: Plain | undefined): Action[] {
  return itemsOf(value).flatMap(cardAction);
}

/** What tapping a card or a picture does, unless one of the buttons does the same. */
export function tapActions(owners: readonly Fields[], buttons: readonly Action[]): Action[] {
  const known = new Set(buttons.map(meaning));
  return owners
    .flatMap(({ tap }) => cardAction(tap))
    .filter((action) => {
      const isNew = !known.has(meaning(action));
      known.add(meaning(action));
      return isNew;
    });
}

export function addressAction(type: string, title: string, value: Plain | undefined): Action {
  const kind = type.toLowerCase();
  const target = textOf(value)?.trim() ?? textOf(fieldsOf(value).uri)?.trim();
  const address = kind === 'call' ? target?.replace(/^tel:/i, '') : target;
  // A data: address is not text for a person.
  const isShown = address !== undefined && !/^data:/i.test(address);
  return { kind: 'address', title, ...(isShown && { address }), isPage: kind === 'openurl' || kind === 'signin' };
}

function meaning(action: Action): string {
  return action.kind === 'answer'
    ? JSON.stringify([action.choice.type, action.choice.value])
    : JSON.stringify([action.address]);
}

function textOf(value: Plain | undefined): string | undefined {
  return typeof value === 'string' ? wordOf(value) : undefined;
}
