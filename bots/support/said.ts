import type { Activity, Attachment, Entity } from 'botbuilder';
import type { Photo } from './ticket.js';

/** What a person said in one message: words, photos, or both (a photo with a caption). */
export interface Said {
  text: string;
  photos: Photo[];
  /** The captions of photos that came before the answer itself. */
  captions: string[];
}

/** Reads a message. A tapped button without a text says its value, and a place says where it is. */
export function saidOf(activity: Activity): Said {
  if (activity.valueType === 'clickatell/unsupported') return { text: '', photos: [], captions: [] };
  const value: unknown = activity.value;
  const words = activity.text?.trim() || (typeof value === 'string' ? value.trim() : '');
  const text = [words, ...(activity.entities ?? []).flatMap(placeOf)].filter(Boolean).join(' ');
  return { text, photos: (activity.attachments ?? []).filter(isPhoto).map(photoOf), captions: [] };
}

/** Whether the message has a file that is not a photo, and that can therefore not be kept. */
export function hasOtherFiles({ attachments = [] }: Activity): boolean {
  return attachments.some((attachment) => Boolean(attachment.contentUrl) && !isPhoto(attachment));
}

export { turnName as turnOf } from '../turnName.js';

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

/** All the words of an answer: the captions of its photos, then the answer itself. */
export function wordsOf({ text, captions }: Said): string {
  return [...captions, text].filter(Boolean).join('\n');
}
