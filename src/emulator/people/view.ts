import type { OptOut } from '../provider/optOuts.js';
import { serviceWindow } from '../provider/serviceWindow.js';
import type { Button, ChatMessage, MessageKind, Quoted } from './chatMessage.js';
import type { Chats } from './chats.js';

/** A message as the person's phone shows it. */
export interface MessageView {
  id: string;
  /** The business's number. */
  business: string;
  direction: 'in' | 'out';
  /** ISO 8601, by the emulator's clock. */
  at: string;
  kind: MessageKind;
  /** Its words. What a list or a link offers is in `list` and `link`. The text of a reaction is its emoji. */
  text: string;
  clientMessageId?: string;
  template?: { name: string; language: string; category: string; parameters: Record<string, string> };
  /** Titles. */
  buttons?: string[];
  /** The buttons of a template again, with what each one does. */
  templateButtons?: TemplateButtonView[];
  list?: ListView;
  link?: { title: string; url: string };
  fileId?: string;
  media?: MediaView;
  location?: { latitude: number; longitude: number; name?: string; address?: string };
  contacts?: { name: string; phones: string[] }[];
  /** The message that this one answers, as it was at the time. */
  quoted?: Quoted;
  /** Whether the person has edited it since. */
  isEdited?: true;
  /** The person's reaction to this message. */
  reactions?: { emoji: string; from: 'person' }[];
  status: 'sent' | 'delivered' | 'read';
  ticks: '✓' | '✓✓' | '✓✓ read';
  statuses: { status: string; at: string }[];
}

export interface ListView {
  /** The button that opens it. */
  button: string;
  sections: { title?: string; rows: { title: string; description?: string }[] }[];
}

export interface TemplateButtonView {
  type: 'quickReply' | 'url' | 'phone';
  title: string;
  url?: string;
  phone?: string;
}

export interface MediaView {
  fileId: string;
  contentType: string;
  fileName: string;
  byteSize: number;
  caption?: string;
  voice?: true;
  /** Where the page gets the bytes, relative to the emulator. Files do not survive a restart. */
  url: string;
}

/** A message as the page shows it, even if it never reached the phone. */
export type ThreadMessage = MessageView & { error: { code: number; status: string } | null };

/** A message that was accepted but never reached the phone. */
export type UndeliveredView = Omit<MessageView, 'status' | 'ticks'> & { error: { code: number; status: string } };

/** What a person's phone shows, and the window of each number. */
export interface PhoneView {
  from: string;
  name: string | null;
  on: boolean;
  reads: boolean;
  onWhatsApp: boolean;
  /** `optOut` is what the provider keeps from the person, if anything. */
  windows: { to: string; state: 'open' | 'closed' | 'unknown'; closesAt: string | null; optOut?: OptOut }[];
  /** Oldest first. */
  messages: MessageView[];
  undelivered: UndeliveredView[];
}

const ticks = { sent: '✓', delivered: '✓✓', read: '✓✓ read' } as const;

/** What the person's phone shows of these numbers. An unknown person's phone is empty. */
export function phoneView(chats: Chats, from: string, numbers: readonly string[], now: number): PhoneView {
  const { name, on, reads, onWhatsApp } = chats.phone(from);
  const ours = numbers.map((to) => ({ to, chat: chats.chat({ business: to, person: from }) }));
  const messages = ours.flatMap(({ chat }) => chat?.messages ?? []).sort((a, b) => a.order - b.order);
  return {
    from,
    name: name ?? null,
    on,
    reads,
    onWhatsApp,
    windows: ours.map(({ to, chat }) => {
      const { state, closesAt } = serviceWindow(chat?.lastSaid, now);
      const { optOut } = chat ?? {};
      return { to, state, closesAt: closesAt === undefined ? null : iso(closesAt), ...(optOut && { optOut }) };
    }),
    messages: messages.filter(({ error }) => !error).map(messageView),
    undelivered: messages.flatMap((message) =>
      message.error ? [{ ...common(message), error: { ...message.error } }] : [],
    ),
  };
}

export function messageView(message: ChatMessage): MessageView {
  const status = shownStatus(message);
  return { ...common(message), status, ticks: ticks[status] };
}

export function threadMessage(message: ChatMessage): ThreadMessage {
  return { ...messageView(message), error: message.error ? { ...message.error } : null };
}

function common(message: ChatMessage): Omit<MessageView, 'status' | 'ticks'> {
  const { id, business, direction, kind, text, clientMessageId, template, buttons, fileId } = message;
  const { link, location, contacts, quoted, isEdited, reactions } = message;
  return {
    id,
    business,
    direction,
    at: iso(message.at),
    kind,
    text,
    ...(clientMessageId !== undefined && { clientMessageId }),
    ...(template && { template }),
    ...(buttons && { buttons: buttons.map(({ title }) => title) }),
    ...(buttons && kind === 'template' && { templateButtons: buttons.map(templateButtonView) }),
    ...(message.list && { list: listView(message.list) }),
    ...(link && { link }),
    ...(fileId !== undefined && { fileId }),
    ...(fileId !== undefined && message.media && { media: mediaView(fileId, message.media) }),
    ...(location && { location }),
    ...(contacts && { contacts }),
    ...(quoted && { quoted }),
    ...(isEdited && { isEdited }),
    ...(reactions?.length && { reactions: [...reactions] }),
    statuses: message.statuses.map(({ status, at }) => ({ status, at: iso(at) })),
  };
}

function templateButtonView({ title, url, phone }: Button): TemplateButtonView {
  if (url !== undefined) return { type: 'url', title, url };
  return phone === undefined ? { type: 'quickReply', title } : { type: 'phone', title, phone };
}

function listView({ button, sections }: NonNullable<ChatMessage['list']>): ListView {
  return {
    button,
    sections: sections.map(({ title, rows }) => ({
      ...(title !== undefined && { title }),
      rows: rows.map(({ title, description }) => ({ title, ...(description !== undefined && { description }) })),
    })),
  };
}

function mediaView(fileId: string, media: NonNullable<ChatMessage['media']>): MediaView {
  return { fileId, ...media, url: `/_emulator/media/${encodeURIComponent(fileId)}` };
}

function shownStatus({ direction, blue, statuses }: ChatMessage): MessageView['status'] {
  if (direction === 'in') return blue ? 'read' : 'delivered';
  if (statuses.some(({ status }) => status === 'READ')) return 'read';
  return statuses.some(({ status }) => status === 'DEVICE_ACK') ? 'delivered' : 'sent';
}

/** ISO 8601 of epoch ms. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}
