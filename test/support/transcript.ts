import type { Activity } from 'botbuilder';
import type { StoredTranscripts, TranscriptMark } from '../../src/index.js';
import type { Channel } from './channel.js';

/** All activities of a transcript, page by page. */
export async function wholeTranscript(
  transcripts: StoredTranscripts,
  id: string,
  channelId = 'whatsapp',
): Promise<Activity[]> {
  const all: Activity[] = [];
  let token: string | undefined;
  do {
    const page = await transcripts.getTranscriptActivities(channelId, id, token);
    all.push(...page.items);
    token = page.continuationToken;
  } while (token);
  return all;
}

/** How a message of ours stands; `undefined` for a person's. */
export function markOf({ channelData }: Activity): TranscriptMark | undefined {
  return channelData?.clickatell;
}

/** What a transcript says that the phone shows: a line for each bubble. */
export function shownIn(all: readonly Activity[]): string[] {
  return all.flatMap((activity) => {
    const mark = markOf(activity);
    if (activity.type === 'messageReaction') return [`> ${activity.reactionsAdded?.[0]?.type ?? ''}`];
    if (!mark) return [`> ${activity.text}`];
    return mark.state === 'sent' ? (mark.shown ?? [activity.text]).map((text) => `< ${text}`) : [];
  });
}

/** What did not get to the phone: how it stands, and its text. */
export function keptBackIn(all: readonly Activity[]): string[] {
  return all.flatMap((activity) => {
    const state = markOf(activity)?.state;
    return state === undefined || state === 'sent' ? [] : [`${state}: ${activity.text}`];
  });
}

/** What the person's phone shows. */
export function onPhone({ emulator }: Pick<Channel, 'emulator'>, from: string): string[] {
  return emulator.chat(from).messages.map(({ direction, text }) => `${direction === 'in' ? '>' : '<'} ${text}`);
}
