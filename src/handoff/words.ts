import type { Activity, Attachment } from '../core/activity.js';
import type { DeskAttachment, DeskMessage } from './record.js';

const longestText = 4096;
/** What a message has brought with it is kept only if it is as short as an address. */
const longestUrl = 2048;
const mostBefore = 100;

/** What an activity says, in words and files that a human can be shown. */
export function wordsOf(activity: Activity): Pick<DeskMessage, 'text' | 'attachments'> {
  const attachments = listOf(activity.attachments).flatMap(fileOf);
  const words = [textOf(activity), ...listOf(activity.entities).flatMap(placeOf), ...optionsOf(activity)];
  const said = words.filter(Boolean).join('\n');
  const text = (activity.type === 'messageUpdate' ? `Edited: ${said}` : said).slice(0, longestText);
  return { text: text || fileWords(attachments), ...(attachments.length > 0 && { attachments }) };
}

function textOf({ type, text, valueType, value, reactionsAdded, reactionsRemoved }: Activity): string {
  if (type === 'messageReaction') {
    const [reaction] = listOf(reactionsAdded);
    if (reaction?.type) return `Reacted ${reaction.type}`;
    return listOf(reactionsRemoved).length > 0 ? 'Took a reaction back' : 'Reacted';
  }
  if (type === 'messageDelete') return 'Deleted a message.';
  if (valueType === 'clickatell/unsupported') return 'Sent something that cannot be shown here.';
  if (typeof text === 'string' && text.trim() !== '') return text.trim();
  return typeof value === 'string' ? value : '';
}

/** The bot's quick replies, as the person sees them. */
function optionsOf({ suggestedActions }: Activity): string[] {
  const titles = listOf(suggestedActions?.actions).map((action) => String(action?.title ?? ''));
  return titles.length > 0 ? [titles.map((title) => `[${title}]`).join(' ')] : [];
}

function placeOf(entity: unknown): string[] {
  if (typeof entity !== 'object' || entity === null || !('type' in entity)) return [];
  const { latitude, longitude, address } = { latitude: undefined, longitude: undefined, address: undefined, ...entity };
  if (entity.type === 'Place') return typeof address === 'string' ? [`Place: ${address}`] : [];
  if (entity.type !== 'GeoCoordinates') return [];
  const where = typeof address === 'string' ? `${address}, ` : '';
  return [`Place: ${where}${String(latitude)}, ${String(longitude)}`];
}

function fileOf(attachment: Attachment | undefined): DeskAttachment[] {
  const { contentType, contentUrl, name } = attachment ?? {};
  // A place is in the words already, and so are contacts.
  if (typeof contentType !== 'string' || contentType === 'application/json' || contentType === 'text/vcard') return [];
  if (contentType.startsWith('application/vnd.microsoft.card')) return [];
  const isKept = typeof contentUrl === 'string' && contentUrl.length <= longestUrl;
  return [{ contentType, ...(typeof name === 'string' && { name }), ...(isKept && { contentUrl }) }];
}

function fileWords(attachments: readonly DeskAttachment[]): string {
  return attachments.map(({ contentType, name }) => name ?? kindOf(contentType)).join(', ');
}

function kindOf(contentType: string): string {
  const [kind = ''] = contentType.split('/');
  return { image: 'A picture', audio: 'A voice note', video: 'A video' }[kind] ?? 'A file';
}

/** The messages of a transcript, the last of them. A bot can put anything into it. */
export function messagesIn(transcript: readonly Activity[], person: string, now: number): DeskMessage[] {
  return transcript.slice(-mostBefore).flatMap((activity, at): DeskMessage[] => {
    if (typeof activity !== 'object' || activity === null) return [];
    if (!['message', 'messageUpdate', 'messageReaction'].includes(activity.type ?? '')) return [];
    const said = wordsOf(activity);
    if (said.text === '' && !said.attachments) return [];
    const isPerson = activity.from?.role === 'user' || activity.from?.id === person;
    const time = activity.timestamp === undefined ? now : new Date(activity.timestamp).getTime();
    return [
      {
        id: `before-${at}`,
        at: Number.isFinite(time) ? time : now,
        from: isPerson ? 'person' : 'bot',
        ...said,
      },
    ];
  });
}

/** A bot in plain JavaScript can put anything where a list belongs. */
function listOf<T>(value: readonly T[] | undefined): readonly (T | undefined)[] {
  return Array.isArray(value) ? value : [];
}
