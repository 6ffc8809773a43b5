import type { Activity, CardAction } from 'botbuilder';
import { withoutJoiners } from './marks.js';
import { toWhatsAppText } from './text.js';

/** One thing that a person can choose. Survives JSON: what was offered is stored until the person answers. */
export interface Choice {
  /** What the person reads. */
  readonly title: string;
  /** What the bot gets: the action's value, or the title where it has none. */
  readonly value: unknown;
  /** The card action's type, such as `imBack`, `postBack` or `openUrl`. */
  readonly type: string;
}

/** An activity's suggested actions. Whatever has not the right form, or nothing to show, is left out. */
export function choicesOf(activity: Partial<Activity>): Choice[] {
  const actions: unknown = activity?.suggestedActions?.actions;
  return Array.isArray(actions) ? actions.flatMap(choiceOf) : [];
}

/** The choices as lines that the person can answer with a number: `1. Balance`. Titles are shown as they are typed. */
export function numberedList(choices: readonly Choice[]): string {
  return choices.map(({ title }, index) => numbered(toWhatsAppText(oneLine(title), 'plain'), index)).join('\n');
}

/**
 * The choice that a reply means, if it means one. In this order the reply may be a title, a number of the list
 * (`2`, `2.`, `(2)`, `２`), a whole line of it, or a value that is a string. Case, width and spacing do not matter.
 */
export function resolveChoice<T extends Choice>(text: string, choices: readonly T[]): T | undefined {
  const reply = folded(text);
  if (reply === '') return undefined;
  const number = Number(/^\(?(\d{1,4})[.)]?$/.exec(reply)?.[1]);
  return (
    choices.find(({ title }) => folded(title) === reply) ??
    choices[number - 1] ??
    choices.find(({ title }, index) => folded(numbered(title, index)) === reply) ??
    choices.find(({ value }) => typeof value === 'string' && folded(value) === reply)
  );
}

function choiceOf(action: unknown): Choice[] {
  if (typeof action !== 'object' || action === null) return [];
  const { type, title, text, value, displayText }: Partial<Record<keyof CardAction, unknown>> = action;
  const shown = [title, text, value, displayText].find(isReadable);
  if (shown === undefined) return [];
  const line = oneLine(shown);
  return [{ title: line, value: asJson(value) ?? line, type: typeof type === 'string' ? type : 'imBack' }];
}

function isReadable(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function asJson(value: unknown): unknown {
  try {
    const json = JSON.stringify(value);
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

function numbered(title: string, index: number): string {
  return `${index + 1}. ${title}`;
}

/** U+FE0F and U+20E3 make a digit a keycap emoji, which some people answer with. */
function folded(text: string): string {
  const plain = withoutJoiners(text)
    .normalize('NFKC')
    .replace(/[\uFE0F\u20E3]/g, '');
  return oneLine(plain).toLowerCase();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
