import type { Choice } from '../../src/choices/action.js';
import type { Activity } from '../../src/core/activity.js';
import type { Piece } from '../../src/render/piece.js';
import { render } from '../../src/render/render.js';

export function pieces(activity: Activity): readonly Piece[] {
  return render(activity).pieces;
}

export function choicesOf(activity: Activity): readonly Choice[] {
  return render(activity).choices;
}

/** An activity in words alone, as it goes out if nothing else is taken. */
export function inWords(activity: Activity): { content: string }[] {
  return pieces(activity).map(({ text }) => ({ content: text }));
}

/** Parts of activities, as they may come out of JSON. */
export function activityOf(parts: object): Activity {
  return JSON.parse(JSON.stringify({ type: 'message', ...parts }));
}

export function action(type: string, title: string, value: unknown = title, more: object = {}): object {
  return { type, title, value, ...more };
}

export function suggested(...actions: readonly object[]): object {
  return { suggestedActions: { to: [], actions } };
}

export function card(kind: string, content: object): object {
  return { contentType: `application/vnd.microsoft.card.${kind}`, content };
}

export function adaptive(content: object): object {
  return { attachments: [card('adaptive', { type: 'AdaptiveCard', version: '1.5', ...content })] };
}

export const picture = { contentType: 'image/png', contentUrl: 'https://example.com/a.png', name: 'a.png' };
