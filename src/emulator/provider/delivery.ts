import type { Clock } from '../../core/clock.js';
import type { EventLog } from '../control/events.js';
import type { ChatMessage } from '../people/chatMessage.js';
import type { Chats } from '../people/chats.js';
import { iso } from '../people/view.js';
import type { Callbacks } from './callbacks.js';
import type { Faults } from './faults.js';
import type { Integrations } from './integrations.js';
import { type EmulatedStatus, statusCodes } from './status.js';

interface DeliveryOptions {
  clock: Clock;
  chats: Chats;
  integrations: Integrations;
  callbacks: Callbacks;
  faults: Faults;
  events: EventLog;
}

/** Takes accepted messages to the phones, and reports each step: sent, delivered, read, or why not. */
export class Delivery {
  readonly #options: DeliveryOptions;
  /** Accepted messages whose request is not answered yet. */
  #held = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Wraps `work`, so that it counts as still to come until it has been called. */
  hold(work: () => void): () => void {
    this.#held++;
    return () => {
      work();
      this.#held--;
      if (this.#held === 0) for (const resolve of this.#waiting.splice(0)) resolve();
    };
  }

  /** Resolves once no status is still to come and no callback waits. */
  async settled(): Promise<void> {
    if (this.#held > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    await this.#options.callbacks.idle();
    if (this.#held > 0) await this.settled();
  }

  /** Begins to deliver an accepted message. If it has a `failure`, that is its only status. */
  begin(message: ChatMessage, failure?: EmulatedStatus): void {
    if (failure) {
      this.#report(message, failure);
      return;
    }
    this.#report(message, 'SENT_TO_SUPPLIER');
    this.#arrive(message);
  }

  /** Delivers what waits for a phone, in order: it was turned on, or its owner reads again. */
  catchUp(person: string): void {
    const chats = this.#options.chats.all.filter((chat) => chat.person === person);
    const messages = chats.flatMap((chat) => chat.messages).sort((a, b) => a.order - b.order);
    for (const message of messages) if (has(message, 'SENT_TO_SUPPLIER') && !message.error) this.#arrive(message);
  }

  #arrive(message: ChatMessage): void {
    const { on, reads } = this.#options.chats.phone(message.person);
    if (on && !has(message, 'DEVICE_ACK')) this.#report(message, 'DEVICE_ACK');
    if (on && reads && !has(message, 'READ')) this.#report(message, 'READ');
  }

  #report(message: ChatMessage, status: EmulatedStatus): void {
    const { clock, chats, integrations, callbacks, faults, events } = this.#options;
    const integration = integrations.of(message.business);
    if (chats.find(message.id) !== message || !integration) return;
    const at = clock.now();
    const code = statusCodes[status];
    chats.update(message, ({ statuses }) => statuses.push({ status, code, at }));
    const { business, person, id: messageId, clientMessageId } = message;
    events.emit({ type: 'status', business, person, messageId, status, code, at: iso(at) });
    const named = faults.take('namelessStatus') ? { messageId } : { messageId, clientMessageId };
    const { userId, shows } = chats.phone(person);
    const recipient = shows === 'both' && userId !== undefined && { to: person, userId };
    const entry = { channel: 'whatsapp', timestamp: at, statusCode: code, status, ...named, ...recipient };
    void callbacks.send(message, 'messageStatusUpdate', {
      integrationId: integration.integrationId,
      integrationName: integration.name,
      event: { messageStatusUpdate: [entry] },
    });
  }
}

function has({ statuses }: ChatMessage, status: EmulatedStatus): boolean {
  return statuses.some((one) => one.status === status);
}
