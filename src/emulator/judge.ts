import { errors, type WireError } from '../clickatell/wire.js';
import type { Template } from '../templates/catalog.js';
import type { ChatMessage } from './chats.js';
import { largestOf, type StoredFile } from './media.js';
import { isPersonId, looksLikePerson } from './personId.js';
import { type MessageRequest, messageRequest } from './sendRequest.js';
import type { EmulatedStatus } from './status.js';
import { judgeTemplate } from './templates.js';

/** What the provider makes of one message when it arrives. */
export type Judgement =
  | { kind: 'refused'; error: WireError }
  | { kind: 'accepted'; to: string; freeForm: boolean; shown: ShownMessage; failure?: EmulatedStatus };

type ShownMessage = Pick<ChatMessage, 'kind' | 'text' | 'template' | 'buttons' | 'fileId'>;

export interface Surroundings {
  readonly templates: readonly Template[];
  readonly file: (fileId: string) => StoredFile | undefined;
  readonly onWhatsApp: (person: string) => boolean;
}

const longestContent = 4096;
const longestCaption = 1024;
const kinds = ['content', 'template', 'media', 'location', 'contacts', 'button'] as const;

/** Judges one message by its form and its recipient; the window is another matter. */
export function judge(given: Readonly<Record<string, unknown>>, around: Surroundings): Judgement {
  if (given.channel !== 'whatsapp') return refused(errors.channelNotActive);
  const parsed = messageRequest.safeParse(given);
  if (!parsed.success) return wrongParameter(parsed.error.issues[0]?.path.join('.') || 'messages');
  const request = parsed.data;
  return recipientError(request.to, around) ?? kindError(request, around) ?? accepted(request, around);
}

export function wrongParameter(name: string): { kind: 'refused'; error: WireError } {
  return refused({ ...errors.parameter, description: `${errors.parameter.description}: ${name} .` });
}

function refused({ code, description }: { code: number; description: string }): { kind: 'refused'; error: WireError } {
  return { kind: 'refused', error: { code, description } };
}

function recipientError(to: string, { onWhatsApp }: Surroundings): Judgement | undefined {
  if (!looksLikePerson(to)) return wrongParameter('to');
  if (!isPersonId(to)) return refused(errors.invalidRecipient);
  return onWhatsApp(to) ? undefined : refused(errors.notOnChannel);
}

function kindError(request: MessageRequest, { file }: Surroundings): Judgement | undefined {
  const given = kinds.filter((kind) => request[kind] !== undefined && request[kind] !== null);
  if (given.length === 0) return wrongParameter('content');
  if (given.length > 1 || request.both) return wrongParameter(given.at(-1) ?? 'template');
  if (request.contentType) return refused(errors.contentType);
  if ((request.content ?? '').length > longestContent) return refused(errors.contentTooLarge);
  const { media, template } = request;
  if (media) {
    if (largestOf(media.contentType) === undefined) return refused(errors.contentType);
    if ((media.caption ?? '').length > longestCaption) return refused(errors.contentTooLarge);
    if (media.caption && media.contentType.startsWith('audio/')) return wrongParameter('media.caption');
    if (!file(media.fileId)) return refused(errors.mediaNotFound);
  }
  const header = template && 'header' in template ? template.header : undefined;
  return header?.type === 'media' && !file(header.media.fileId) ? refused(errors.mediaNotFound) : undefined;
}

function accepted(request: MessageRequest, around: Surroundings): Judgement {
  const { to, template } = request;
  if (!template) return { kind: 'accepted', to, freeForm: true, shown: freeForm(request, around) };
  const outcome = judgeTemplate(template, around.templates);
  const parameters = template.body?.parameters ?? {};
  if (outcome.kind === 'failed') {
    const known = { name: template.templateName, language: '', category: '', parameters };
    const shown = { kind: 'template', text: `[${template.templateName}]`, template: known };
    return { kind: 'accepted', to, freeForm: false, shown, failure: outcome.status };
  }
  const { name, language, category } = outcome.template;
  const shown = {
    kind: 'template',
    text: outcome.text,
    template: { name, language, category, parameters },
    ...(outcome.buttons.length > 0 && { buttons: outcome.buttons }),
  };
  return { kind: 'accepted', to, freeForm: false, shown };
}

function freeForm(request: MessageRequest, { file }: Surroundings): ShownMessage {
  const { content, media, location, contacts, button } = request;
  if (media) {
    const name = file(media.fileId)?.fileName ?? media.fileId;
    return { kind: 'media', text: mediaText(name, media.caption), fileId: media.fileId };
  }
  if (location) return { kind: 'location', text: locationText(location) };
  if (contacts) return { kind: 'contacts', text: `[${contacts.length} contact(s)]` };
  if (button) {
    const buttons = button.items.map(({ title, postbackData }) => ({ title, postbackData }));
    return { kind: 'buttons', text: button.body, buttons };
  }
  return { kind: 'text', text: content ?? '' };
}

/** How a phone shows a file. */
export function mediaText(fileName: string, caption?: string | null): string {
  return caption ? `[${fileName}]\n${caption}` : `[${fileName}]`;
}

/** How a phone shows a place. */
export function locationText(place: {
  latitude: number | string;
  longitude: number | string;
  name?: string | null | undefined;
  address?: string | null | undefined;
}): string {
  const lines = [`[${place.latitude}, ${place.longitude}]`, place.name, place.address];
  return lines.filter(Boolean).join('\n');
}
