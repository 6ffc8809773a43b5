import { z } from 'zod';
import { type Conversation, conversationId } from '../../core/conversation.js';
import { type OptOut, optOutKinds } from '../provider/optOuts.js';
import { type ChatMessage, chatMessage } from './chatMessage.js';

/** A person's phone. */
export const person = z.object({
  id: z.string(),
  /** The id under which businesses know a person who does not share the number. */
  userId: z.string().optional(),
  /** What the last callback about the person showed. */
  shows: z.enum(['number', 'id', 'both']).optional(),
  name: z.string().optional(),
  /** Off: messages to it wait at the provider. */
  on: z.boolean(),
  /** Whether the person reads what arrives. */
  reads: z.boolean(),
  onWhatsApp: z.boolean(),
});
export type Person = z.infer<typeof person>;

/** The chat of one of the numbers and one person. */
export const chat = z.object({
  business: z.string(),
  person: z.string(),
  /** When the person last wrote, by the emulator's clock. */
  lastSaid: z.number().optional(),
  /** What the provider keeps from the person. */
  optOut: z.enum(optOutKinds).optional(),
  messages: z.array(chatMessage),
});
export type Chat = z.infer<typeof chat>;

const longestChat = 5000;

/** Is told what a chat's content does not show. */
export interface ChatsHeard {
  phone?: (phone: Person) => void;
  said?: (pair: Conversation, at: number) => void;
  optOut?: (pair: Conversation, optOut: OptOut | undefined) => void;
}

/** All phones and chats. `changed` is called with every chat whose content changes. */
export class Chats {
  readonly #persons = new Map<string, Person>();
  readonly #chats = new Map<string, Chat>();
  readonly #messages = new Map<string, ChatMessage>();
  /** The phone of each user id. */
  readonly #owners = new Map<string, string>();
  #order = 0;
  readonly #changed: (chat?: Chat) => void;
  readonly #heard: ChatsHeard;

  constructor(changed: (chat?: Chat) => void = () => {}, heard: ChatsHeard = {}) {
    this.#changed = changed;
    this.#heard = heard;
  }

  get persons(): Person[] {
    return [...this.#persons.values()];
  }

  get all(): Chat[] {
    return [...this.#chats.values()];
  }

  /** The phone that is reached at an address: the address itself, unless it is another phone's user id. */
  ownerOf(address: string): string {
    return this.#owners.get(address) ?? address;
  }

  /** The person's phone. The phone of an unknown person is on, and its owner reads what arrives. */
  phone(id: string): Readonly<Person> {
    return this.#persons.get(id) ?? { id, on: true, reads: true, onWhatsApp: true };
  }

  change(id: string, change: { [K in keyof Omit<Person, 'id'>]?: Person[K] | undefined }): void {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const changed = { ...this.phone(id), ...given };
    this.#persons.set(id, changed);
    if (changed.userId !== undefined) this.#owners.set(changed.userId, id);
    this.#changed();
    this.#heard.phone?.({ ...this.phone(id) });
  }

  find(messageId: string): ChatMessage | undefined {
    return this.#messages.get(messageId);
  }

  chat(pair: Conversation): Chat | undefined {
    return this.#chats.get(conversationId(pair));
  }

  /** Records when the person last wrote to the number, which opens the window. */
  said(pair: Conversation, at: number): void {
    const chat = this.#open(pair);
    chat.lastSaid = at;
    this.#changed(chat);
    this.#heard.said?.(pair, at);
  }

  /** Keeps the number's messages from the person, or lets them through again. */
  setOptOut(pair: Conversation, optOut: OptOut | undefined): void {
    const chat = this.#open(pair);
    if (optOut) chat.optOut = optOut;
    else delete chat.optOut;
    this.#changed(chat);
    this.#heard.optOut?.(pair, optOut);
  }

  add(message: Omit<ChatMessage, 'order' | 'statuses'>): ChatMessage {
    const chat = this.#open(message);
    const added: ChatMessage = { ...message, order: ++this.#order, statuses: [] };
    chat.messages.push(added);
    this.#messages.set(added.id, added);
    if (chat.messages.length > longestChat) {
      for (const dropped of chat.messages.splice(0, 1)) this.#messages.delete(dropped.id);
    }
    this.#changed(chat);
    return added;
  }

  /** Changes a message in place, unless it has been forgotten. */
  update(message: ChatMessage, change: (message: ChatMessage) => void): void {
    if (this.#messages.get(message.id) !== message) return;
    change(message);
    this.#changed(this.chat(message));
  }

  clear(): void {
    this.#persons.clear();
    this.#chats.clear();
    this.#messages.clear();
    this.#owners.clear();
  }

  /** Restores what was stored. */
  restore(persons: readonly Person[], chats: readonly Chat[]): void {
    for (const one of persons) {
      this.#persons.set(one.id, one);
      if (one.userId !== undefined) this.#owners.set(one.userId, one.id);
    }
    for (const one of chats) {
      this.#chats.set(conversationId(one), one);
      for (const message of one.messages) {
        this.#messages.set(message.id, message);
        this.#order = Math.max(this.#order, message.order);
      }
    }
  }

  #open({ business, person }: Conversation): Chat {
    const found = this.chat({ business, person });
    if (found) return found;
    const opened: Chat = { business, person, messages: [] };
    this.#chats.set(conversationId(opened), opened);
    if (!this.#persons.has(person)) this.#persons.set(person, { ...this.phone(person) });
    return opened;
  }
}
