import { errors, type WireError } from '../../clickatell/wire.js';
import type { Template } from '../../templates/catalog.js';
import { type ChatMessage, quotedFrom, type ShownMessage } from '../people/chatMessage.js';
import { isPersonId, looksLikePerson } from '../people/personId.js';
import { fileFacts, shownFreeForm, shownInline } from '../people/shown.js';
import { fillTemplate } from './fillTemplate.js';
import { type InlineFile, inlineMediaIn } from './inlineMedia.js';
import { baseType, largestOf, type StoredFile } from './media.js';
import { type MessageRequest, messageRequest } from './sendRequest.js';
import type { EmulatedStatus } from './status.js';

/** What the provider makes of one message when it arrives. */
export type Validation =
  | { kind: 'refused'; error: WireError }
  | {
      kind: 'accepted';
      to: string;
      freeForm: boolean;
      shown: ShownMessage;
      /** A file that came inside the message. */
      inline?: InlineFile;
      failure?: EmulatedStatus;
    };

export interface Surroundings {
  readonly templates: readonly Template[];
  /** A file that this integration uploaded. */
  readonly file: (fileId: string) => StoredFile | undefined;
  readonly onWhatsApp: (person: string) => boolean;
  /** A message that stands in the chat with this person. */
  readonly message: (person: string, messageId: string) => ChatMessage | undefined;
}

const longestContent = 4096;
const longestCaption = 1024;
const kinds = [
  'content',
  'template',
  'media',
  'location',
  'contacts',
  'button',
  'list',
  'ctaUrl',
  'locationRequest',
] as const;
/** The kinds with something to tap or pick. */
const nativeKinds: readonly string[] = ['buttons', 'list', 'link'];

/** Validates the form and the recipient of one message. It does not look at the window. */
export function validateMessage(given: Readonly<Record<string, unknown>>, around: Surroundings): Validation {
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

function recipientError(to: string, { onWhatsApp }: Surroundings): Validation | undefined {
  if (!looksLikePerson(to)) return wrongParameter('to');
  if (!isPersonId(to)) return refused(errors.invalidRecipient);
  return onWhatsApp(to) ? undefined : refused(errors.notOnChannel);
}

function kindError(request: MessageRequest, around: Surroundings): Validation | undefined {
  // Clickatell's pages say that such a message "fails to deliver", and not how. Refusing it shows the mistake at once.
  if (request.hsm !== undefined && request.hsm !== null) return wrongParameter('hsm');
  const given = kinds.filter((kind) => request[kind] !== undefined && request[kind] !== null);
  if (given.length === 0) return wrongParameter('content');
  if (given.length > 1) return wrongParameter(given.at(-1) ?? 'content');
  const inline = inlineMediaIn(request);
  if (inline && 'error' in inline) return refused(inline.error);
  if (inline && 'wrong' in inline) return wrongParameter(inline.wrong);
  if (!inline && (request.content ?? '').length > longestContent) return refused(errors.contentTooLarge);
  const { to, relatedMessageId, template } = request;
  if (relatedMessageId && !around.message(to, relatedMessageId)) return wrongParameter('relatedMessageId');
  const header = template?.header;
  if (header?.type === 'media' && !fileFor(to, header.media.fileId, around)) return refused(errors.mediaNotFound);
  return mediaError(request, around);
}

function mediaError({ to, media }: MessageRequest, around: Surroundings): Validation | undefined {
  if (!media) return undefined;
  if (largestOf(media.contentType) === undefined) return refused(errors.contentType);
  if ((media.caption ?? '').length > longestCaption) return refused(errors.contentTooLarge);
  if (media.caption && media.contentType.startsWith('audio/')) return wrongParameter('media.caption');
  const file = fileFor(to, media.fileId, around);
  if (!file) return refused(errors.mediaNotFound);
  return baseType(file.contentType) === baseType(media.contentType) ? undefined : refused(errors.contentType);
}

/** The file, if it may be sent to this person. */
function fileFor(to: string, fileId: string, { file }: Surroundings): StoredFile | undefined {
  const found = file(fileId);
  return found?.onlyTo === undefined || found.onlyTo === to ? found : undefined;
}

function accepted(request: MessageRequest, around: Surroundings): Validation {
  const { to, template, media, relatedMessageId } = request;
  const related = relatedMessageId ? around.message(to, relatedMessageId) : undefined;
  const quoted = related && quotedFrom(related);
  const inline = inlineMediaIn(request);
  if (inline && 'file' in inline) {
    const shown = shownInline(inline.file, inline.caption, quoted);
    return { kind: 'accepted', to, freeForm: true, shown, inline: inline.file };
  }
  if (!template) {
    const shown = shownFreeForm(request, media ? around.file(media.fileId) : undefined, quoted);
    return { kind: 'accepted', to, freeForm: true, shown };
  }
  const outcome = fillTemplate(template, around.templates);
  const parameters = template.body?.parameters ?? {};
  if (outcome.kind === 'failed') {
    const known = { name: template.templateName, language: '', category: '', parameters };
    const shown: ShownMessage = { kind: 'template', text: `[${template.templateName}]`, template: known };
    return { kind: 'accepted', to, freeForm: false, shown, failure: outcome.status };
  }
  const { name, language, category } = outcome.template;
  const { header } = template;
  const file = header?.type === 'media' ? around.file(header.media.fileId) : undefined;
  const shown: ShownMessage = {
    kind: 'template',
    text: outcome.text,
    template: { name, language, category, parameters },
    ...(outcome.buttons.length > 0 && { buttons: outcome.buttons }),
    ...(file && { fileId: file.fileId, media: fileFacts(file) }),
    ...(quoted && { quoted }),
  };
  return { kind: 'accepted', to, freeForm: false, shown };
}

/** Whether a message shows buttons, a list or a link natively. */
export function isNative({ kind }: ShownMessage): boolean {
  return nativeKinds.includes(kind);
}
