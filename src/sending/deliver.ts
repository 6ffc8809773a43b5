import type { Accepted, Journal, OutgoingMessage } from '../clickatell/batch.js';
import type { ClickatellClient } from '../clickatell/client.js';
import { errors } from '../clickatell/wire.js';
import type { Clock } from '../core/clock.js';
import { type Conversation, lastFour } from '../core/conversation.js';
import { LaneLostError, SendOutcomeUnknownError, SendRefusedError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Write } from '../core/write.js';
import type { Departures } from '../store/departures.js';
import type { Leaving } from '../store/lanes.js';
import type { Prepared } from './content.js';
import { isOutcomeUnknown, type Ledger, type Part, type PartDraft } from './ledger.js';
import type { Admission } from './pace.js';
import { AlreadyLeft, awaitOutcome } from './recover.js';
import { Settlements } from './settlements.js';

export interface DeliveryDeps {
  readonly clientFor: (business: string) => ClickatellClient;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly observe?: Observer | undefined;
  /** How long a part with an unknown outcome waits for its status before it is sent again, in ms. */
  readonly unknownWaitMs: number;
  readonly pacer: Admission;
  /** Tells which requests an earlier process handed to the network, if the store can. */
  readonly departures?: Departures | undefined;
  /** See `Lanes.leave`. */
  readonly leave: (messages: readonly Leaving[]) => Promise<readonly (readonly unknown[] | undefined)[]>;
  /** Receives the status events that came before the provider's answer. */
  readonly onEarly: (part: string, events: readonly unknown[]) => void;
}

/** Everything that is needed to send one part. */
export interface Departure {
  readonly conversation: Conversation;
  readonly lease: Lease;
  readonly draft: PartDraft;
  readonly prepare: () => Prepared | Promise<Prepared>;
  /** The last check, right before each request: throws if the part may not leave. */
  readonly before?: (() => void) | undefined;
}

interface Underway {
  readonly lease: Lease;
  readonly draft: PartDraft;
  readonly writes: readonly Write[];
  /** Whether this run has written it to the ledger, and not an earlier run. */
  isOurs: boolean;
}

/**
 * The process was stopped or slow between writing the part down and the request, for so long that another process may
 * have taken over the lane.
 */
class Uncertain extends Error {}

function laneLost(lease: Lease): Error {
  lease.lose();
  return lease.lostBy ?? new LaneLostError();
}

/** How often a part with an unknown outcome is sent again. */
const resends = 2;

/** Sends single parts, each once. The ledger is written right before every request. */
export class Delivery {
  readonly #deps: DeliveryDeps;
  readonly #underway = new WeakMap<OutgoingMessage, Underway>();
  readonly #journal: Journal;
  readonly #settlements: Settlements;

  constructor(deps: DeliveryDeps) {
    this.#deps = deps;
    this.#journal = (messages) => this.#write(messages);
    this.#settlements = new Settlements(deps);
  }

  /**
   * Sends a part, unless the ledger shows that an earlier run of the same turn did. `prepare` is called only if the
   * part leaves.
   *
   * @throws SendRefusedError, SendFailedError, SendOutcomeUnknownError, LaneLostError, and any error of `before`.
   */
  async deliver(departure: Departure): Promise<void> {
    const { lease, draft } = departure;
    lease.refuseIfLost();
    if (lease.mayHaveRun) {
      const earlier = await this.#deps.ledger.getIn(lease, draft.id);
      if (earlier) return this.#recover(departure, earlier, 0);
    }
    return this.#send(departure, false, 0);
  }

  async #send(departure: Departure, again: boolean, resend: number): Promise<void> {
    const { ledger, onEarly } = this.#deps;
    const { conversation, lease, draft } = departure;
    try {
      const { apiMessageId } = await this.#post(departure, again);
      const writes = ledger.acceptedWrites(draft.id, apiMessageId, (events) => onEarly(draft.id, events));
      this.#settlements.stage(lease, writes);
      this.#observed(draft, 'accepted', conversation);
    } catch (error) {
      if (error instanceof AlreadyLeft) return this.#recover(departure, error.part, resend);
      if (error instanceof SendOutcomeUnknownError && resend < resends) {
        const [stored] = await this.#deps.leave([{ lease, writes: [ledger.unknownWrite(draft.id)] }]);
        if (!stored) throw laneLost(lease);
        const part = await ledger.get(draft.id);
        if (part) return this.#recover(departure, part, resend);
      }
      this.#failed(departure, error);
      throw error;
    }
  }

  /** The part may have left before. Waits for its outcome, and sends it again if no status comes. */
  async #recover(departure: Departure, earlier: Part, resend: number): Promise<void> {
    const { ledger, unknownWaitMs, clock, departures } = this.#deps;
    const isHere = earlier.state === 'sending' && earlier.departure !== undefined;
    // It was written down, and the process ended before the request was handed to the network.
    if (isHere && departures?.wasHandedOver(earlier.departure ?? '') === false)
      return this.#send(departure, true, resend);
    const part = isOutcomeUnknown(earlier) ? await awaitOutcome(earlier, ledger, unknownWaitMs, clock) : earlier;
    if (!part) return this.#send(departure, true, resend + 1);
    if (part.state === 'failed') {
      throw new SendRefusedError(part.error?.code, part.error?.description ?? 'The message failed.');
    }
  }

  async #post({ conversation, lease, draft, prepare, before }: Departure, again: boolean) {
    const { clientFor, pacer } = this.#deps;
    const { business, person } = conversation;
    const { content, renew, writes = [] } = await prepare();
    const delay = pacer.admit(business, person);
    if (delay) await delay;
    const client = clientFor(business);
    const underway = { lease, draft, writes, isOurs: again };
    const last = () => {
      before?.();
      if (!lease.isCertain) throw new Uncertain();
    };
    const options = { journal: this.#journal, before: last };
    const addressed = { channel: 'whatsapp', to: person, clientMessageId: draft.id } as const;
    const send = async (message: OutgoingMessage): Promise<Accepted> => {
      this.#underway.set(message, underway);
      for (;;) {
        try {
          return await client.send(message, options);
        } catch (error) {
          // It is written down anew, and the store then tells whether the turn still has its lane.
          if (!(error instanceof Uncertain)) throw error;
        }
      }
    };
    if (!renew) return send({ ...addressed, ...content });
    return send({ ...addressed, ...content }).catch(async (error: unknown) => {
      const isForgotten = error instanceof SendRefusedError && error.code === errors.mediaNotFound.code;
      if (!isForgotten) throw error;
      return send({ ...addressed, ...(await renew()) });
    });
  }

  /** The journal of all requests: one commit for all parts of a request. */
  async #write(messages: readonly OutgoingMessage[]): Promise<(Error | undefined)[]> {
    const { ledger, leave, departures } = this.#deps;
    const id = departures?.next();
    const found: (Part | undefined)[] = [];
    const underway = messages.map((message) => this.#underway.get(message)).filter((each) => each !== undefined);
    const leaving = underway.map(({ lease, draft, writes, isOurs }, place) => {
      const leavingWrite = ledger.leavingWrite(
        { ...draft, ...(id !== undefined && { departure: id }) },
        isOurs,
        (part) => {
          found[place] = part;
        },
      );
      return { lease, writes: [leavingWrite, ...writes] };
    });
    const answers = await leave(leaving);
    if (id !== undefined) departures?.handOver(id);
    return underway.map((each, place) => {
      if (!answers[place]) {
        return laneLost(each.lease);
      }
      const earlier = found[place];
      if (earlier) return new AlreadyLeft(earlier);
      each.isOurs = true;
      return undefined;
    });
  }

  #failed({ draft, lease, conversation }: Departure, error: unknown): void {
    const fault = error instanceof Error ? error : new Error(String(error));
    const code = error instanceof SendRefusedError ? error.code : undefined;
    const description = error instanceof SendRefusedError ? error.description : fault.message;
    lease.stage(this.#deps.ledger.failedWrite(draft.id, { ...(code !== undefined && { code }), description }));
    this.#observed(draft, fault.name, conversation, fault);
  }

  #observed({ sentAs }: PartDraft, outcome: string, { person }: Conversation, error?: Error): void {
    this.#deps.observe?.({ kind: 'send', sentAs, outcome, person: lastFour(person), ...(error && { error }) });
  }
}
