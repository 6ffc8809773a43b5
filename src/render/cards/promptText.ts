import { oneLine } from '../../core/text.js';
import type { Action } from './block.js';

/** The separator of the last two choices, in the languages of botbuilder-dialogs. */
const lastBetween = /(?:[,，、]\s*|\s+)(?:or|of|ou|oder|o|要么|または)$/;
const between = /[,，、]$/;
/** More places where the choices could begin are not looked at. */
const mostStarts = 20;
const mostTries = 1_000;
const mostChoices = 200;

/** A prompt's question, and the choices that were in its text. */
export interface PromptText {
  readonly text: string;
  readonly actions: readonly Action[];
}

/**
 * Reads the choices that a ChoicePrompt or a ConfirmPrompt has written into its text because botbuilder-dialogs does
 * not know this channel: `Which? (1) Red, (2) Green, or (3) Blue`, or a numbered list with an indent of three spaces.
 * `undefined` for a text in any other form or in another language, and for one that can be read in several ways because
 * titles have numbers in brackets themselves.
 */
export function promptText(text: string): PromptText | undefined {
  return listed(text) ?? inOneLine(text);
}

function listed(text: string): PromptText | undefined {
  const start = text.lastIndexOf('\n\n   1. ');
  if (start < 0) return undefined;
  const lines = text.slice(start + 2).split('\n');
  const titles = lines.map((line, index) => {
    const mark = `   ${index + 1}. `;
    return line.startsWith(mark) ? line.slice(mark.length) : '';
  });
  return prompt(text.slice(0, start), titles);
}

function inOneLine(text: string): PromptText | undefined {
  const starts = Array.from(text.matchAll(/ (?=\(1\) )/g), ({ index }) => index).slice(0, mostStarts);
  const tries = { left: mostTries };
  const readings = starts.flatMap((start) => {
    const from = start + ' (1) '.length;
    return titlesFrom(text.slice(from), 2, tries).flatMap((titles) => prompt(text.slice(0, start), titles) ?? []);
  });
  if (readings.length < 2) return readings[0];
  // Titles can have numbers of their own. A question ends before its first choice.
  const afterQuestion = readings.filter((reading) => /(?:^|[?？:：.。!！…])\s*$/.test(reading.text));
  return afterQuestion.length === 1 ? afterQuestion[0] : undefined;
}

/** The ways to read the rest of a text as titles, the first of which stands before the mark of this number: two at most. */
function titlesFrom(rest: string, number: number, tries: { left: number }): string[][] {
  tries.left -= 1;
  if (tries.left < 0 || number > mostChoices) return [];
  const mark = ` (${number}) `;
  const found: string[][] = [];
  for (let end = rest.indexOf(mark); end >= 0 && found.length < 2; end = rest.indexOf(mark, end + 1)) {
    const title = rest.slice(0, end);
    const behind = rest.slice(end + mark.length);
    if (lastBetween.test(title)) found.push([title.replace(lastBetween, ''), behind]);
    else if (between.test(title)) {
      const others = titlesFrom(behind, number + 1, tries);
      found.push(...others.map((titles) => [title.replace(between, ''), ...titles]));
    }
  }
  return found;
}

function prompt(text: string, titles: readonly string[]): PromptText | undefined {
  if (titles.length < 2 || titles.some((title) => title.trim() === '' || title.includes('\n'))) return undefined;
  const choices = titles.map((title) => ({ title: oneLine(title), value: title.trim(), type: 'imBack' }));
  return { text, actions: choices.map((choice) => ({ kind: 'answer', choice })) };
}
