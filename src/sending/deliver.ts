import { setTimeout as wait } from 'node:timers/promises';
import type { ClickatellClient } from '../clickatell/client.js';
import { errors } from '../clickatell/wire.js';
import { type Conversation, lastFour } from '../core/conversation.js';
import { SendOutcomeUnknownError, SendRefusedError } from '../core/errors.js';
import type { Observer } from '../core/observe.js';
import type { Prepared } from './content.js';
import { isFateUnknown, type Ledger, type Part } from './ledger.js';
import type { Pacer } from './pace.js';

export interface DeliveryOptions {
  readonly clientFor: (business: string) => ClickatellClient;
  readonly ledger: Ledger;
  readonly observe?: Observer | undefined;
  /** How long a part of unknown fate waits for its status before it is sent again, in ms. */
  readonly unknownWaitMs: number;
  readonly pacer: Pacer;
}

export type PartDraft = Omit<Part, 'state' | 'at'>;

/** How often a part of unknown fate is sent again. */
const resends = 2;
const pollMs = 250;

/** Gets single parts to the provider, each of them once: the ledger is written before and after every request. */
export class Delivery {
  readonly #options: DeliveryOptions;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /**
   * Sends a part, unless `begun`, what the ledger had of it, shows that an earlier run of the same turn did. `prepare`
   * is asked for its content only where it leaves; `before` has the last word, right before each request.
   *
   * @throws SendRefusedError, SendFailedError, SendOutcomeUnknownError, and what `before` throws.
   */
  async deliver(
    conversation: Conversation,
    part: PartDraft,
    begun: Part | undefined,
    prepare: () => Promise<Prepared>,
    before?: () => void,
  ): Promise<void> {
    const { ledger, pacer } = this.#options;
    let earlier = begun;
    for (let resend = 0; ; resend += 1) {
      if (earlier && isFateUnknown(earlier)) {
        earlier = (await this.fate(part.id)) ?? (await ledger.beginAgain(part.id));
      }
      if (earlier?.state === 'failed') {
        throw new SendRefusedError(earlier.error?.code, earlier.error?.description ?? 'The message failed.');
      }
      if (earlier) return;
      try {
        const prepared = await prepare();
        await pacer.admit(conversation.business, conversation.person);
        const { apiMessageId } = await this.#post(conversation, part.id, prepared, before);
        const accepted = await ledger.accepted(part.id, apiMessageId);
        this.#observed(part, 'accepted', conversation);
        if (accepted?.state !== 'failed') return;
        earlier = accepted;
      } catch (error) {
        if (!(error instanceof SendOutcomeUnknownError) || resend >= resends) {
          await this.#failed(part, error, conversation);
          throw error;
        }
        await ledger.unknown(part.id);
        earlier = await ledger.get(part.id);
      }
    }
  }

  /** Waits for a status to say what became of the part. `undefined`: nothing was heard, so it is sent again. */
  async fate(id: string): Promise<Part | undefined> {
    const { ledger, unknownWaitMs } = this.#options;
    for (let waited = 0; ; waited += pollMs) {
      const part = await ledger.get(id);
      if (part && !isFateUnknown(part)) return part;
      if (waited >= unknownWaitMs) return undefined;
      await wait(pollMs);
    }
  }

  async #post({ business, person }: Conversation, id: string, { content, renew }: Prepared, before?: () => void) {
    const client = this.#options.clientFor(business);
    const addressed = { channel: 'whatsapp', to: person, clientMessageId: id } as const;
    const options = before ? { before } : {};
    try {
      return await client.send({ ...addressed, ...content }, options);
    } catch (error) {
      const isForgotten = error instanceof SendRefusedError && error.code === errors.mediaNotFound.code;
      if (!isForgotten || !renew) throw error;
      return client.send({ ...addressed, ...(await renew()) }, options);
    }
  }

  async #failed(part: PartDraft, error: unknown, conversation: Conversation): Promise<void> {
    const fault = error instanceof Error ? error : new Error(String(error));
    const code = error instanceof SendRefusedError ? error.code : undefined;
    const description = error instanceof SendRefusedError ? error.description : fault.message;
    await this.#options.ledger.failed(part.id, { ...(code !== undefined && { code }), description });
    this.#observed(part, fault.name, conversation, fault);
  }

  #observed(part: PartDraft, outcome: string, { person }: Conversation, error?: Error): void {
    const { observe } = this.#options;
    observe?.({ kind: 'send', sentAs: part.sentAs, outcome, person: lastFour(person), ...(error && { error }) });
  }
}
