import { isDeepStrictEqual } from 'node:util';
import { type Choice, decodeAction } from '../choices/action.js';
import { resolveChoice } from '../choices/resolve.js';
import type { Activity } from '../core/activity.js';
import type { InboundMessage } from '../inbound/event.js';

/**
 * The choice that a person took. A tapped button counts however long ago it was sent; text is compared with the choices
 * offered last. Returns `undefined` for any other message, for an edit and for a button that is not ours.
 */
export function takenChoice(
  event: InboundMessage,
  choices: readonly Choice[],
  kept: (id: string) => Promise<Choice | undefined>,
): Choice | undefined | Promise<Choice | undefined> {
  if (event.editedMessageId !== undefined) return undefined;
  if (event.kind === 'text') return choices.length > 0 ? resolveChoice(event.text, choices) : undefined;
  if (event.kind !== 'button') return undefined;
  const { title, postbackData } = event;
  if (postbackData === undefined) return resolveChoice(title, choices);
  const action = decodeAction(postbackData);
  if (!action) return undefined;
  if ('kept' in action) {
    return kept(action.kept).then(
      (choice) => choice ?? resolveChoice(title, choices) ?? { type: 'imBack', title, value: title },
    );
  }
  // The button may have shown a shortened title.
  const same = choices.filter(({ type, value }) => type === action.type && isDeepStrictEqual(value, action.value));
  return resolveChoice(title, same) ?? same[0] ?? { title: titleOf(title, postbackData, action.value), ...action };
}

/**
 * What the bot gets, as from Bot Framework's Web Chat: the value as `text` if an `imBack` or a `postBack` has a string, the
 * `text` of a `messageBack`, and otherwise the title that the person has seen. The value is in `value` in any case.
 */
export function answerOf({ type, title, text, value }: Choice): Pick<Activity, 'text' | 'value'> {
  const isSaid = type === 'imBack' || (type === 'postBack' && value !== '');
  if (isSaid && typeof value === 'string') return { text: value, value };
  return { text: type === 'messageBack' ? (text ?? title) : title, value };
}

/** A tap may come without a title. Its text is then only the button's data, which means nothing to the bot. */
function titleOf(title: string, postbackData: string, value: unknown): string {
  if (title !== postbackData) return title;
  return typeof value === 'string' ? value : '';
}
