import type { Activity, Attachment, Entity } from 'botbuilder';
import type { Photo } from './ticket.js';

/** What a person said in one message: words, photos, or both (a photo with a caption). */
export interface Said {
  text: string;
  photos: Photo[];
  /** What was written under photos that came before the answer to the question itself. */
  captions: string[];
}

/** Reads a message. A tapped button whose message has no text says its value; a place says where it is. */
export function saidOf(activity: Activity): Said {
  if (activity.valueType === 'clickatell/unsupported') return { text: '', photos: [], captions: [] };
  const value: unknown = activity.value;
  const words = activity.text?.trim() || (typeof value === 'string' ? value.trim() : '');
  const text = [words, ...(activity.entities ?? []).flatMap(placeOf)].filter(Boolean).join(' ');
  return { text, photos: (activity.attachments ?? []).filter(isPhoto).map(photoOf), captions: [] };
}

/** Whether the message brought a file that is no photo, and that we therefore cannot keep. */
export function hasOtherFiles({ attachments = [] }: Activity): boolean {
  return attachments.some((attachment) => Boolean(attachment.contentUrl) && !isPhoto(attachment));
}

/** One name for one message, the same each time the message is delivered: the key of what the turn opens or adds. */
export function turnOf({ channelId, conversation, id, timestamp }: Activity): string {
  const at = timestamp === undefined ? '' : new Date(timestamp).getTime();
  return [channelId, conversation.id, id, at].join('/');
}

function placeOf(entity: Entity): string[] {
  const { type, latitude, longitude } = entity;
  return type === 'GeoCoordinates' && latitude !== undefined ? [`(${latitude}, ${longitude})`] : [];
}

function isPhoto({ contentType, contentUrl }: Attachment): boolean {
  return typeof contentType === 'string' && contentType.startsWith('image/') && Boolean(contentUrl);
}

function photoOf({ contentType, contentUrl = '', name }: Attachment): Photo {
  return { contentType, name: name ?? 'photo', contentUrl };
}

/** All the words of an answer: those under its photos, then the answer itself. */
export function wordsOf({ text, captions }: Said): string {
  return [...captions, text].filter(Boolean).join('\n');
}
