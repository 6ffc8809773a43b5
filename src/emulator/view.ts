import type { ChatMessage, Chats } from './chats.js';
import { serviceWindow } from './serviceWindow.js';

/** A message as the person's phone shows it. */
export interface MessageView {
  id: string;
  /** The business's number. */
  business: string;
  direction: 'in' | 'out';
  /** ISO 8601, by the emulator's clock. */
  at: string;
  /** `text`, `template`, `media`, `location`, `contacts`, `buttons` or `tap`. */
  kind: string;
  text: string;
  clientMessageId?: string;
  template?: { name: string; language: string; category: string; parameters: Record<string, string> };
  /** Titles. */
  buttons?: string[];
  fileId?: string;
  status: 'sent' | 'delivered' | 'read';
  ticks: '✓' | '✓✓' | '✓✓ read';
  statuses: { status: string; at: string }[];
}

/** A message that was accepted and never reached the phone. */
export type UndeliveredView = Omit<MessageView, 'status' | 'ticks'> & { error: { code: number; status: string } };

/** A person's phone: what it shows, and the window of each number. */
export interface PhoneView {
  from: string;
  name: string | null;
  on: boolean;
  reads: boolean;
  onWhatsApp: boolean;
  windows: { to: string; state: 'open' | 'closed' | 'unknown'; closesAt: string | null }[];
  /** Oldest first. */
  messages: MessageView[];
  undelivered: UndeliveredView[];
}

const ticks = { sent: '✓', delivered: '✓✓', read: '✓✓ read' } as const;

/** The person's phone towards these numbers. A person whom nobody knows has an empty one. */
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
      return { to, state, closesAt: closesAt === undefined ? null : iso(closesAt) };
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

function common(message: ChatMessage): Omit<MessageView, 'status' | 'ticks'> {
  const { id, business, direction, kind, text, clientMessageId, template, buttons, fileId } = message;
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
    ...(fileId !== undefined && { fileId }),
    statuses: message.statuses.map(({ status, at }) => ({ status, at: iso(at) })),
  };
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
