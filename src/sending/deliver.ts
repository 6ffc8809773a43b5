import type { Accepted, Journal, OutgoingMessage, Recorded } from '../clickatell/batch.js';
import type { ClickatellClient } from '../clickatell/client.js';
import { type OptOut, optOutIn } from '../clickatell/verdict.js';
import { errors } from '../clickatell/wire.js';
import type { ConsentGate } from '../consent/gate.js';
import type { ConsentRecord, Need } from '../consent/record.js';
import type { Clock } from '../core/clock.js';
import { type Addressed, type Conversation, lastFour, type WindowRecord } from '../core/conversation.js';
import {
  ConsentError,
  LaneLostError,
  SendFailedError,
  SendOutcomeUnknownError,
  SendRefusedError,
  StoreError,
  WindowClosedError,
} from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Tracing } from '../core/tracing.js';
import type { Write } from '../core/write.js';
import type { Departures } from '../store/departures.js';
import type { Leaving } from '../store/lanes.js';
import type { WindowTracker } from '../window/tracker.js';
import type { Prepared } from './content.js';
import { WindowOpened } from './heldBack.js';
import { isOutcomeUnknown, knownState, type Ledger, type Part, type PartDraft } from './ledger.js';
import { NotTaken, notTaken } from './notTaken.js';
import type { Admission } from './pace.js';
import type { Pauses } from './pauses.js';
import { AlreadyLeft, awaitOutcome } from './recover.js';
import { Settlements } from './settlements.js';

export interface DeliveryDeps {
  readonly clientFor: (business: string) => ClickatellClient;
  /** Where messages to the person go: see `WindowTracker.addressOf`. */
  readonly addressFor: (conversation: Addressed) => string | Promise<string>;
  readonly ledger: Ledger;
  readonly tracker: Pick<WindowTracker, 'lookWrite'>;
  /** Missing if the program does without consent. */
  readonly consent?: Pick<ConsentGate, 'judge' | 'lookWrite'> | undefined;
  readonly clock: Clock;
  readonly observe?: Observer | undefined;
  readonly tracing?: Tracing | undefined;
  /** How long a part with an unknown outcome waits for its status before it is sent again, in ms. */
  readonly unknownWaitMs: number;
  readonly pacer: Admission;
  readonly pauses: Pauses;
  /** Tells which requests an earlier process handed to the network, if the store can. */
  readonly departures?: Departures | undefined;
  /** The provider says that the person has opted out. Missing if the program does without consent. */
  readonly optedOut?:
    | ((conversation: Conversation, change: OptOut, part: string, lease: Lease) => Promise<void>)
    | undefined;
  /** See `Lanes.leave`. */
  readonly leave: (messages: readonly Leaving[]) => Promise<readonly (readonly unknown[] | undefined)[]>;
  /** Receives the status events that came before the provider's answer. */
  readonly onEarly: (part: string, events: readonly unknown[]) => void;
}

/** Everything that is needed to send one part. */
export interface Departure {
  readonly conversation: Addressed;
  readonly lease: Lease;
  readonly draft: PartDraft;
  readonly prepare: () => Prepared | Promise<Prepared>;
  /**
   * The last check, right before each request, with the window's record as it is known then. Throws if the part may not
   * leave.
   */
  readonly before?: ((window: WindowRecord | undefined) => void) | undefined;
  /** What the person must have allowed, right before each request; `undefined` for an answer. */
  readonly need?: Need | undefined;
  /** Changes that are committed with the part right before its request, unless an earlier run has sent it. */
  readonly alongside?: (() => readonly Write[]) | undefined;
}

interface Underway {
  readonly lease: Lease;
  readonly draft: PartDraft;
  readonly writes: readonly Write[];
  readonly alongside: Departure['alongside'];
  readonly conversation: Addressed;
  /** What the last commit before the request has found. */
  window?: WindowRecord | undefined;
  consent?: ConsentRecord | undefined;
  readonly need: Need | undefined;
  /** Whether this run has written it to the ledger, and not an earlier run. */
  isOurs: boolean;
}

/**
 * The process was stopped or slow between writing the part down and the request, for so long that another process may
 * have taken over the lane.
 */
class Uncertain extends Error {}

/** The write, if the condition does not hold once it is evaluated: what is written before it in the commit may tell. */
function unless(condition: () => boolean, write: Write): Write {
  if (!('change' in write)) return write;
  return { ...write, change: (current) => (condition() ? current : write.change(current)) };
}

/** Whether the last check before the request has kept the part back. */
function isKeptBack(error: unknown): boolean {
  return error instanceof WindowClosedError || error instanceof WindowOpened || error instanceof ConsentError;
}

function laneLost(lease: Lease): Error {
  lease.lose();
  return lease.lostBy ?? new LaneLostError();
}

/** How often a part with an unknown outcome is sent again within its turn. */
const resends = 2;
/** How long a turn waits for the status of a part with an unknown outcome, in ms. Then the part waits without it. */
const mostWaitMs = 10_000;

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
   * @throws NotTaken if it can leave later, SendRefusedError, SendOutcomeUnknownError for a template, LaneLostError, and
   * any error of `before`.
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
    const { ledger, onEarly, pauses } = this.#deps;
    const { conversation, lease, draft } = departure;
    const { business } = conversation;
    let mark: number | undefined;
    try {
      const admitted = pauses.admit(business);
      const prepared = await departure.prepare();
      // What fails before, such as an upload, says nothing of other messages.
      mark = admitted;
      const { apiMessageId } = await this.#post(departure, prepared, again).finally(() => prepared.done?.());
      pauses.taken(business);
      const writes = ledger.acceptedWrites(draft.id, apiMessageId, (events) => onEarly(draft.id, events));
      this.#settlements.stage(lease, writes);
      this.#observed(draft, 'accepted', conversation);
    } catch (error) {
      if (error instanceof AlreadyLeft) return this.#recover(departure, error.part, resend);
      if (error instanceof SendOutcomeUnknownError) return this.#doubt(departure, error, resend, mark);
      const waits = notTaken(error);
      if (waits) {
        if (mark !== undefined) pauses.failed(business, waits, mark);
        this.#waits(departure, waits);
        throw waits;
      }
      const change = error instanceof SendRefusedError ? optOutIn(error) : undefined;
      if (change) await this.#deps.optedOut?.(conversation, change, draft.id, lease);
      // No request has left for it, and the next message need not wait for what it would have shown.
      if (mark === undefined || isKeptBack(error)) pauses.unused(business);
      // If it is sent again because its fate is unknown, it may have left before.
      const isUnsent = error instanceof WindowClosedError || error instanceof ConsentError;
      this.#failed(departure, error, isUnsent && !again);
      throw error;
    }
  }

  /** The request left and no usable answer came. */
  async #doubt(departure: Departure, error: SendOutcomeUnknownError, resend: number, mark = 0): Promise<void> {
    const { ledger, leave, pauses } = this.#deps;
    const { lease, draft, conversation } = departure;
    const unknown = ledger.unknownWrite(draft.id, error.http !== undefined);
    const [stored] = await leave([{ lease, writes: [unknown] }]);
    if (!stored) throw laneLost(lease);
    const part = await ledger.get(draft.id);
    if (part && resend < resends) return this.#recover(departure, part, resend, error);
    this.#observed(draft, error.name, conversation, error);
    const waits = new NotTaken('outage', error.message, { cause: error });
    pauses.failed(conversation.business, waits, mark);
    throw waits;
  }

  /** The part may have left before. Waits for its outcome, and sends it again if no status comes. */
  async #recover(departure: Departure, earlier: Part, resend: number, doubt?: SendOutcomeUnknownError): Promise<void> {
    const { ledger, unknownWaitMs, clock, departures } = this.#deps;
    if (earlier.state === 'waiting' || earlier.isKeptBack) return this.#send(departure, false, resend);
    const known = knownState(earlier);
    const isHere = known === 'sending' && earlier.departure !== undefined;
    // It was written down, and the process ended before the request was handed to the network.
    if (isHere && departures?.wasHandedOver(earlier.departure ?? '') === false) {
      this.#doubted(departure, 'unsent');
      return this.#send(departure, true, resend);
    }
    const waitMs = Math.min(unknownWaitMs, mostWaitMs);
    const isDoubted = isOutcomeUnknown(earlier);
    const part = isDoubted ? await awaitOutcome(earlier, ledger, waitMs, clock) : earlier;
    if (!part) {
      const knownAt = earlier.at + unknownWaitMs;
      const reason = doubt?.message ?? 'It is not known whether an earlier request with the message arrived.';
      if (clock.now() < knownAt - waitMs) {
        this.#doubted(departure, 'waiting');
        throw new NotTaken('outage', reason, { cause: doubt, notBefore: knownAt });
      }
      // A template costs money, and a person who gets it twice may report us: if its answer was lost, it is not repeated.
      if (earlier.sentAs === 'template' && known === 'unknown' && !earlier.isAnswered) {
        const error = doubt ?? new SendOutcomeUnknownError('its answer was lost, and no status came.');
        this.#failed(departure, error);
        throw error;
      }
      this.#doubted(departure, 'again');
      return this.#send(departure, true, resend + 1);
    }
    // The status may have been quicker than the news that the answer was lost.
    if (isDoubted || doubt) this.#doubted(departure, 'told');
    if (part.state === 'failed') this.#refuse(departure, part);
  }

  /** The provider took the part, and a status told afterwards that it failed. */
  #refuse(departure: Departure, { error }: Part): never {
    const refused = new SendRefusedError(error?.code, error?.description ?? 'The message failed.');
    const waits = notTaken(refused);
    if (!waits) throw refused;
    const { business } = departure.conversation;
    if (waits.obstacle === 'account') this.#deps.pauses.pause(business, waits.obstacle, waits.message);
    this.#waits(departure, waits);
    throw waits;
  }

  async #post(departure: Departure, prepared: Prepared, again: boolean) {
    const { conversation, lease, draft, before, need, alongside } = departure;
    const { clientFor, addressFor, pacer, consent, tracing } = this.#deps;
    const { business, person } = conversation;
    const { content, renew, writes = [] } = prepared;
    const delay = pacer.admit(business, person);
    if (delay) await delay;
    const client = clientFor(business);
    const all = { lease, draft, writes, alongside, conversation };
    const underway: Underway = { ...all, need: consent && need, isOurs: again };
    const last = () => {
      before?.(underway.window);
      const denied = underway.need && consent?.judge(underway.consent, underway.need);
      if (denied) throw denied.error;
      if (!lease.isCertain) throw new Uncertain();
    };
    const options = { journal: this.#journal, before: last };
    const sending = { operation: 'send', id: draft.id, sentAs: draft.sentAs, business: lastFour(business) } as const;
    const to = addressFor(conversation);
    const address = to instanceof Promise ? await to : to;
    const addressed = { channel: 'whatsapp', to: address, clientMessageId: draft.id } as const;
    const send = async (message: OutgoingMessage): Promise<Accepted> => {
      this.#underway.set(message, underway);
      for (;;) {
        try {
          const work = () => client.send(message, options);
          return await (tracing ? tracing.span(sending, work) : work());
        } catch (error) {
          // The store says what is wrong with it. The provider was not asked.
          if (error instanceof SendFailedError && error.cause instanceof StoreError) throw error.cause;
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
  async #write(messages: readonly OutgoingMessage[]): Promise<Recorded> {
    const { ledger, leave, departures, tracker, consent } = this.#deps;
    const id = departures?.next();
    const found: (Part | undefined)[] = [];
    const underway = messages.map((message) => this.#underway.get(message)).filter((each) => each !== undefined);
    const leaving = underway.map((each, place) => {
      const { lease, draft, writes, alongside, conversation, isOurs } = each;
      const leavingWrite = ledger.leavingWrite(
        { ...draft, ...(id !== undefined && { departure: id }) },
        isOurs,
        (part) => {
          found[place] = part;
        },
      );
      const look = tracker.lookWrite(conversation, (window) => {
        each.window = window;
      });
      const allows = (record: ConsentRecord | undefined) => {
        each.consent = record;
      };
      const allowed = each.need && consent ? [consent.lookWrite(conversation, allows)] : [];
      const beside = (alongside?.() ?? []).map((write) => unless(() => found[place] !== undefined, write));
      return { lease, writes: [leavingWrite, look, ...allowed, ...writes, ...beside] };
    });
    const answers = await leave(leaving);
    const refusals = underway.map((each, place) => {
      if (!answers[place]) {
        return laneLost(each.lease);
      }
      const earlier = found[place];
      if (earlier) return new AlreadyLeft(earlier);
      each.isOurs = true;
      return undefined;
    });
    const handOver = () => {
      // The connection may have taken long, and whoever was stopped meanwhile may have lost the lane.
      const isCertain = underway.every(({ lease }, place) => refusals[place] || lease.isCertain);
      if (!isCertain) throw new Uncertain();
      if (id !== undefined) departures?.handOver(id);
    };
    return { refusals, handOver };
  }

  #waits({ draft, lease, conversation }: Departure, { message: description, cause }: NotTaken): void {
    lease.stage(this.#deps.ledger.waitingWrite(draft, { description }));
    this.#observed(draft, 'waiting', conversation, cause instanceof Error ? cause : undefined);
  }

  #failed({ draft, lease, conversation }: Departure, error: unknown, isKeptBack = false): void {
    const fault = error instanceof Error ? error : new Error(String(error));
    const code = error instanceof SendRefusedError ? error.code : undefined;
    const description = error instanceof SendRefusedError ? error.description : fault.message;
    const told = { ...(code !== undefined && { code }), description };
    lease.stage(this.#deps.ledger.failedWrite(draft.id, told, isKeptBack));
    this.#observed(draft, fault.name, conversation, fault);
  }

  #doubted({ conversation }: Departure, outcome: 'unsent' | 'told' | 'waiting' | 'again'): void {
    this.#deps.observe?.({ kind: 'doubt', outcome, person: lastFour(conversation.person) });
  }

  #observed({ sentAs }: PartDraft, outcome: string, { person }: Conversation, error?: Error): void {
    this.#deps.observe?.({ kind: 'send', sentAs, outcome, person: lastFour(person), ...(error && { error }) });
  }
}
