import { isFormRefusal, isWindowRefusal } from '../clickatell/verdict.js';
import type { Clock } from '../core/clock.js';
import { type Conversation, lastFour, type WindowRecord } from '../core/conversation.js';
import { SendRefusedError, WindowClosedError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Sent } from '../core/turn.js';
import type { Piece } from '../render/piece.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { intentOf } from '../templates/message.js';
import { type Decision, decide, decisionOf, type WindowPolicy, windowState } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import type { AsTemplate } from './asTemplate.js';
import { type Contents, isNative, type Prepared } from './content.js';
import type { Delivery } from './deliver.js';
import { isOutcomeUnknown, type Ledger, type Part, type PartDraft } from './ledger.js';
import type { Natives } from './natives.js';
import { commonOf, keptOf, type Outgoing } from './outgoing.js';
import { fallbackId, partId } from './partIds.js';
import { asBegun } from './recover.js';

export interface SenderDeps {
  readonly ledger: Ledger;
  readonly tracker: WindowTracker;
  readonly templates: TemplateCatalog;
  readonly policy: WindowPolicy;
  readonly clock: Clock;
  readonly observe?: Observer | undefined;
  readonly delivery: Delivery;
  readonly contents: Contents;
  readonly asTemplate: AsTemplate;
  readonly natives: Natives;
}

/** The window's record as it was known last. */
interface Known {
  window: WindowRecord | undefined;
}

/** How a message left. `window` is the record as it is known now, if the window turned out to be closed. */
export interface Delivered extends Sent {
  readonly window?: WindowRecord;
}

/**
 * Sends all messages: replies, proactive messages, and the templates in their place. The window's rule is checked again
 * right before each request with a free-form part.
 */
export class Sender {
  readonly #deps: SenderDeps;

  constructor(deps: SenderDeps) {
    this.#deps = deps;
  }

  /**
   * Sends one message.
   *
   * @throws WindowClosedError if nothing (more) was sent, NotTaken if it can leave later, SendRefusedError,
   * SendOutcomeUnknownError.
   */
  async send(message: Outgoing, window: WindowRecord | undefined): Promise<Delivered> {
    const decision = this.#decision(message, window);
    this.#tell(decision, message, window);
    const { conversationType, reason } = decision;
    if (decision.kind === 'refuse') throw new WindowClosedError(reason, decision.closedAt);
    if (decision.kind === 'template') {
      const parts = await this.#deps.asTemplate.send(decision.template, message);
      return { ...sentAs(message.id, parts), conversationType, reason };
    }
    // A refusal is about the window as it is now. If the person writes while the request is under way, that opens the
    // window again, but not for this message, which has had its free-form try.
    const leftAt = Math.max(this.#deps.clock.now(), window?.lastInboundAt ?? Number.NEGATIVE_INFINITY);
    const known: Known = { window };
    try {
      const parts = await this.#freeForm(message, known);
      return { ...sentAs(message.id, parts), conversationType, reason };
    } catch (error) {
      if (error instanceof SendRefusedError && isWindowRefusal(error)) {
        await this.#deps.tracker.recordRefusal(message.conversation, leftAt, heard(window));
        const closed = { ...known.window, refusedAt: leftAt };
        return { ...(await this.send({ ...message, wasFreeForm: true }, closed)), window: closed };
      }
      if (!(error instanceof WindowClosedError)) throw error;
      const sent = await this.send({ ...message, wasFreeForm: true }, known.window);
      return { ...sent, ...(known.window && { window: known.window }) };
    }
  }

  /**
   * The provider did not take this kind of part. Its fallback text is sent once, and if the part was interactive, its
   * kind is not tried again for a while. Resolves with the part that was sent instead.
   *
   * @throws The same errors as `send`.
   */
  async fallBack(
    draft: PartDraft,
    conversation: Conversation,
    lease: Lease,
    window: WindowRecord | undefined,
  ): Promise<PartDraft> {
    const { natives, delivery, observe } = this.#deps;
    const { id, message, conversation: lane, sentAs, native, notification, fallbackText = '' } = draft;
    if (native) {
      await natives.refused(native, conversation.business);
      observe?.({ kind: 'native', form: native, business: lastFour(conversation.business) });
    }
    const plain: PartDraft = {
      ...{ id: fallbackId(id), message, conversation: lane, sentAs, ...heard(window) },
      ...(notification !== undefined && { notification }),
    };
    const prepare = () => ({ content: { content: fallbackText } });
    await delivery.deliver({ conversation, lease, draft: plain, prepare, before: this.#stillOpen({ window }) });
    return plain;
  }

  /** The decision that was made when the bot sent the message, unless the window has changed since. */
  #decision({ activity }: Outgoing, window: WindowRecord | undefined): Decision {
    const { templates, policy, clock } = this.#deps;
    const now = clock.now();
    const decision = decisionOf(activity);
    const stands = decision?.kind === 'template' || windowState(window, now, policy.marginMs).state === 'open';
    return decision && stands ? decision : decide(activity, window, now, templates, policy);
  }

  async #freeForm(message: Outgoing, known: Known): Promise<PartDraft[]> {
    const { ledger, natives } = this.#deps;
    const { activity, id, conversation, lease } = message;
    const quoted = intentOf(activity).quote === true ? activity.replyToId : undefined;
    const parts: PartDraft[] = [];
    for (const [index, piece] of message.pieces().entries()) {
      const native = isNative(piece) && (await natives.takes(piece.kind, conversation.business));
      const isPlain = (piece.kind === 'text' || (isNative(piece) && !native)) && quoted === undefined;
      const draft: PartDraft = {
        ...commonOf(message, 'text'),
        ...heard(known.window),
        id: partId(id, index),
        ...(native && { native: piece.kind }),
        ...(!isPlain && { fallbackText: piece.text }),
        // The first part keeps the message, for a template in its place if the provider refuses it.
        ...(index === 0 && { original: keptOf(activity) }),
      };
      const earlier = lease.mayHaveRun ? await ledger.getIn(lease, draft.id) : undefined;
      // The window was closed in an earlier run of the turn, and the message left as its template.
      const isLeft = earlier && earlier.state !== 'waiting' && !isOutcomeUnknown(earlier);
      if (isLeft && earlier.sentAs === 'template') {
        // Or as the next of its chain: its parts have ids that are taken.
        const isRefused = earlier.state === 'failed';
        return (isRefused && (await this.#deps.asTemplate.goOn(earlier, message))) || [earlier];
      }
      parts.push(await this.#say(piece, asBegun(draft, earlier), message, known, quoted));
    }
    return parts;
  }

  async #say(
    piece: Piece,
    draft: PartDraft,
    { conversation, lease }: Outgoing,
    known: Known,
    quoted: string | undefined,
  ): Promise<PartDraft> {
    const { contents, delivery } = this.#deps;
    const inWords = draft.native === undefined;
    const prepare =
      quoted === undefined
        ? () => contents.prepare(piece, conversation, inWords)
        : async () => this.#quoting(await contents.prepare(piece, conversation, inWords), quoted, lease);
    try {
      await delivery.deliver({ conversation, lease, draft, prepare, before: this.#stillOpen(known) });
      return draft;
    } catch (error) {
      if (draft.fallbackText === undefined || !(error instanceof SendRefusedError) || !isFormRefusal(error)) {
        throw error;
      }
      return this.fallBack(draft, conversation, lease, known.window);
    }
  }

  /** Adds a quote. The provider knows the bot's messages by its own ids, the bot knows them by ours. */
  async #quoting({ content, renew, ...rest }: Prepared, quoted: string, lease: Lease): Promise<Prepared> {
    const relatedMessageId = (await this.#deps.ledger.getIn(lease, quoted))?.apiMessageId ?? quoted;
    return {
      ...rest,
      content: { ...content, relatedMessageId },
      ...(renew && { renew: async () => ({ ...(await renew()), relatedMessageId }) }),
    };
  }

  /** The last check before each request. What it finds is kept in `known`. */
  #stillOpen(known: Known): (window: WindowRecord | undefined) => void {
    const { clock, policy } = this.#deps;
    return (window) => {
      known.window = window;
      const { state, closesAt } = windowState(window, clock.now(), policy.marginMs);
      if (state !== 'open') throw new WindowClosedError('The window closed before the message could leave.', closesAt);
    };
  }

  #tell(decision: Decision, { id: messageId, conversation }: Outgoing, window: WindowRecord | undefined): void {
    const { clock, policy, observe } = this.#deps;
    if (!observe) return;
    const { state: windowStateNow, closesAt } = windowState(window, clock.now(), policy.marginMs);
    observe({
      kind: 'decision',
      decision: decision.kind,
      conversationType: decision.conversationType,
      person: lastFour(conversation.person),
      reason: decision.reason,
      messageId,
      ...(decision.kind === 'template' && { template: decision.template.template.name }),
      windowState: windowStateNow,
      closesAt,
    });
  }
}

function heard(window: WindowRecord | undefined): Pick<Part, 'heardAt'> {
  return window?.lastInboundAt === undefined ? {} : { heardAt: window.lastInboundAt };
}

function sentAs(id: string, parts: readonly PartDraft[]) {
  const { sentAs = 'text', template } = parts[0] ?? {};
  return { id, sentAs, ...(template !== undefined && { template }), parts: parts.map((part) => part.id) };
}
