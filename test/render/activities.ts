import type { Activity } from 'botbuilder';

/** Parts of activities, as they may come out of JSON. */
export function activityOf(parts: object): Partial<Activity> {
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
