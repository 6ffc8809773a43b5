import type { Choice } from '../choices/action.js';
import type { Activity } from '../core/activity.js';
import { arrange } from './arrange.js';
import { choicesAmong } from './cards/block.js';
import { blocksOf } from './cards/blocksOf.js';
import { promptText } from './cards/promptText.js';
import type { Piece } from './piece.js';
import { splitText } from './text/split.js';
import { isLongText, toWhatsAppText, toWhatsAppTextInTurns } from './text/whatsAppText.js';

/** A free-form activity as it is sent. */
export interface Rendered {
  /** The messages that say it, in order; none if it says nothing. */
  readonly pieces: readonly Piece[];
  /**
   * What can be answered to it, in the order in which the pieces number it. Addresses that can be opened do not count.
   */
  readonly choices: readonly Choice[];
}

/**
 * Renders a free-form activity: its text, attachments, places and suggested actions. Never throws, whatever the
 * activity holds; what does not have the right form is read as far as possible, or left out.
 */
export function render(activity: Activity): Rendered {
  const only = onlyText(activity);
  return only ? ofText(toWhatsAppText(only.text, only.format)) : inFull(activity);
}

/** Whether rendering the activity at once could hold others up, so that `renderInTurns` is the way. */
export function isLong(activity: Activity): boolean {
  const only = onlyText(activity);
  return only !== undefined && isLongText(only.text);
}

/** As `render`, but gives way to others between the parts of a long text. */
export async function renderInTurns(activity: Activity): Promise<Rendered> {
  const only = onlyText(activity);
  return only ? ofText(await toWhatsAppTextInTurns(only.text, only.format)) : inFull(activity);
}

function ofText(shown: string): Rendered {
  return { pieces: splitText(shown).map((text) => ({ kind: 'text', text })), choices: [] };
}

function inFull(activity: Activity): Rendered {
  const blocks = blocksOf(activity);
  const sections = blocks.flatMap((block) => (block.kind === 'choice' ? block.sections : []));
  return { pieces: arrange(blocks), choices: sections.flatMap(({ actions }) => choicesAmong(actions)) };
}

/** Most activities are only a text: those need no copy of the activity and no blocks. `undefined` for all others. */
function onlyText(activity: Activity): { readonly text: string; readonly format?: string } | undefined {
  if (typeof activity !== 'object' || activity === null) return undefined;
  try {
    const { text, textFormat, inputHint, attachments, suggestedActions, entities } = activity;
    if (typeof text !== 'string' || !/\S/.test(text)) return undefined;
    if (!isEmpty(attachments) || !isEmpty(entities) || !isAbsent(suggestedActions)) return undefined;
    if (!isAbsent(textFormat) && typeof textFormat !== 'string') return undefined;
    if (!isAbsent(inputHint) && typeof inputHint !== 'string') return undefined;
    if (inputHint === 'expectingInput' && promptText(text)) return undefined;
    return { text, ...(textFormat?.trim() && { format: textFormat.toLowerCase() }) };
  } catch {
    // A property that throws when it is read: the full way reads around it.
    return undefined;
  }
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function isEmpty(list: unknown): boolean {
  return isAbsent(list) || (Array.isArray(list) && list.length === 0);
}
