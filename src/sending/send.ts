import { isFormRefusal, isWindowRefusal, templateRefusal } from '../clickatell/verdict.js';
import type { ConsentGate, Denied } from '../consent/gate.js';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { addressed, type Conversation, lastFour, type WindowRecord } from '../core/conversation.js';
import { HandedOffError, SendRefusedError, WindowClosedError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Sent } from '../core/turn.js';
import type { Piece } from '../render/piece.js';
import { render } from '../render/render.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { intentOf } from '../templates/message.js';
import {
  conversationType,
  type Decision,
  decide,
  decisionOf,
  foundClosed,
  handedOffDecision,
  originalOf,
  type WindowPolicy,
  windowState,
} from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import type { AsTemplate } from './asTemplate.js';
import { type Contents, isNative, type Prepared } from './content.js';
import type { Delivery, Departure } from './deliver.js';
import { HeldBack, WindowOpened } from './heldBack.js';
import { isOutcomeUnknown, type Ledger, type Part, type PartDraft } from './ledger.js';
import type { Natives } from './natives.js';
import { commonOf, mayBeFreeForm, needOf, type Outgoing, type Transcriber } from './outgoing.js';
import { againId, fallbackId, isAgain, partId, templateId, triesBefore } from './partIds.js';
import { asBegun, awaitOutcome, partsThatLeft, partThatLeft } from './recover.js';
import { contentOf } from './said.js';

export interface SenderDeps {
  readonly ledger: Ledger;
  readonly tracker: WindowTracker;
  readonly templates: TemplateCatalog;
  readonly policy: WindowPolicy;
  readonly clock: Clock;
  /** Missing if the program does without consent. */
  readonly consent?: Pick<ConsentGate, 'denied'> | undefined;
  readonly observe?: Observer | undefined;
  /** Keeps why the message leaves as it does, with the end of its turn. */
  readonly record?: ((decision: Decision, message: Outgoing, window: WindowRecord | undefined) => void) | undefined;
  /** Missing if no transcripts are kept. */
  readonly transcriber?: Transcriber | undefined;
  readonly unknownWaitMs: number;
  /** What becomes of what is sent on our own account while a human has the conversation. */
  readonly handedOff: 'hold' | 'send' | 'refuse';
  readonly delivery: Delivery;
  readonly contents: Contents;
  readonly asTemplate: AsTemplate;
  readonly natives: Natives;
}

interface Known {
  /** The window's record as it was known last. */
  window: WindowRecord | undefined;
  /** How many parts of the message have left. */
  left: number;
}

/** How a message left. */
export interface Delivered extends Sent {
  /** The window's record as it is known now, if the window turned out to be closed. */
  readonly window?: WindowRecord;
  /** What was sent, if it is not the message as it was given. */
  readonly said?: Activity;
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
   * @throws WindowClosedError or ConsentError if nothing (more) was sent, HeldBack if it waits for the person, NotTaken if it can leave
   * later, SendRefusedError, SendOutcomeUnknownError.
   */
  async send(given: Outgoing, window: WindowRecord | undefined): Promise<Delivered> {
    try {
      return await this.#send(given, window);
    } catch (error) {
      this.#deps.transcriber?.notLeft(given, error);
      throw error;
    }
  }

  async #send(given: Outgoing, window: WindowRecord | undefined): Promise<Delivered> {
    const message = { ...given, conversation: addressed(given.conversation, window) };
    if (message.lease.mayHaveRun && (await this.#isOnceMore(message, window))) return this.again(message, window);
    const byWindow = this.#decision(message, window);
    const { handedOff } = this.#deps;
    const allowed = handedOffDecision(message.activity, window, handedOff, byWindow.conversationType) ?? byWindow;
    const denied = await this.#denied(message, allowed);
    const decision = denied ? refusalOf(denied, allowed) : allowed;
    this.#tell(decision, message, window);
    this.#deps.record?.(decision, message, window);
    if (denied) throw denied.error;
    const { conversationType, reason } = decision;
    if (decision.rule === 'handed-off-refused') throw new HandedOffError();
    if (decision.kind === 'refuse') throw new WindowClosedError(reason, decision.closedAt);
    if (decision.kind === 'hold') return this.#hold(decision, message);
    if (decision.kind === 'template') {
      try {
        const before = mayBeFreeForm(message) || message.onlyIfClosed ? this.#stillClosed() : undefined;
        const isInside = conversationType === 'customer-initiated';
        const parts = await this.#deps.asTemplate.send(decision.template, { ...message, isInside, reason }, before);
        this.#noteAlert(message, window);
        return { ...sentAs(message.id, parts), conversationType, reason };
      } catch (error) {
        if (!(error instanceof WindowOpened) || message.onlyIfClosed) throw error;
        return this.again(message, error.window);
      }
    }
    // A refusal is about the window as it is now. If the person writes while the request is under way, that opens the
    // window again, but not for this message, which has had its free-form try.
    const leftAt = Math.max(this.#deps.clock.now(), window?.lastInboundAt ?? Number.NEGATIVE_INFINITY);
    const known: Known = { window, left: 0 };
    try {
      const parts = await this.#freeForm(message, known);
      this.#noteAlert(message, window);
      return { ...sentAs(message.id, parts), conversationType, reason };
    } catch (error) {
      if (error instanceof SendRefusedError && isWindowRefusal(error)) {
        const isNews = !(await this.#wasRefusedBefore(message));
        const refusal = () => this.#deps.tracker.recordRefusal(message.conversation, leftAt, heard(window));
        const record = isNews ? await refusal() : window;
        // The person has written while the refused request was under way.
        if (known.left === 0 && !isAgain(message.id) && this.#isOpen(record)) return this.again(message, record);
        const closed = { ...known.window, refusedAt: leftAt };
        const sent = await this.#send(restOf(message, known), closed);
        return isNews ? { ...sent, window: closed } : sent;
      }
      if (!(error instanceof WindowClosedError)) throw error;
      const sent = await this.#send(restOf(message, known), known.window);
      return { ...sent, ...(known.window && { window: known.window }) };
    }
  }

  /**
   * Refuses a message that is about to wait behind others, if the person's consent does not allow it: it must not come
   * when they allow it again.
   *
   * @throws ConsentError
   */
  async refuseDenied(message: Outgoing, window: WindowRecord | undefined): Promise<void> {
    const { consent, record } = this.#deps;
    const need = consent && needOf(message);
    const denied = need && !(await this.#mayHaveLeft(message)) && (await consent.denied(message.conversation, need));
    if (!denied) return;
    const type = conversationType(this.#isOpen(window) ? 'open' : 'closed', need.topic);
    const decision = refusalOf(denied, { conversationType: type });
    this.#tell(decision, message, window);
    record?.(decision, message, window);
    this.#deps.transcriber?.notLeft(message, denied.error);
    throw denied.error;
  }

  /**
   * Sends a message once more, free-form, because the person has written since its first try was refused, or since a
   * template was to take its place.
   *
   * @throws The same errors as `send`.
   */
  async again(message: Outgoing, window: WindowRecord | undefined): Promise<Delivered> {
    const { wasFreeForm: _, ...rest } = message;
    const activity = originalOf(message.activity) ?? message.activity;
    const pieces = () => render(activity).pieces;
    const sent = await this.send({ ...rest, activity, id: againId(message.id), pieces }, window);
    return { ...sent, said: activity };
  }

  /**
   * Whether the message has had its first try: an earlier run of the turn has sent it once more, or it was refused for
   * the window, or as a template, and the person has written since.
   */
  async #isOnceMore(message: Outgoing, window: WindowRecord | undefined): Promise<boolean> {
    const { id, lease } = message;
    if (isAgain(id)) return false;
    const { ledger } = this.#deps;
    if (await ledger.getIn(lease, againId(id))) return true;
    const first = this.#isOpen(window) ? await ledger.getIn(lease, id) : undefined;
    if (first?.sentAs === 'text') return first.state === 'failed' && !!first.error && isWindowRefusal(first.error);
    return first !== undefined && mayBeFreeForm(message) && this.#isBetweenTemplates(message);
  }

  /** Whether a template was refused in the message's place, and the next of its chain has not left. */
  async #isBetweenTemplates({ id, lease }: Outgoing): Promise<boolean> {
    const { ledger } = this.#deps;
    const tries = await ledger.templatesOf(id, lease);
    const last = tries.at(-1);
    if (last?.state === 'failed') return !!last.error && templateRefusal(last.error) !== undefined;
    if (last?.state !== 'waiting' || tries.length < 2) return false;
    lease.stage(ledger.withdrawnWrite(last.id));
    return true;
  }

  /**
   * The provider did not take this kind of part. Its fallback text is sent once, and if the part was interactive, its
   * kind is not tried again for a while. Resolves with the part that was sent instead.
   *
   * @throws The same errors as `send`.
   */
  async fallBack(
    draft: PartDraft,
    addressee: Conversation,
    lease: Lease,
    window: WindowRecord | undefined,
  ): Promise<PartDraft> {
    const { natives, delivery, observe, transcriber } = this.#deps;
    const conversation = addressed(addressee, window);
    const { id, message, conversation: lane, sentAs, partCount, native, notification, fallbackText = '' } = draft;
    if (native) {
      await natives.refused(native, conversation.business);
      observe?.({ kind: 'native', form: native, business: lastFour(conversation.business) });
    }
    const { isProactive, topic, desk } = draft;
    const plain: PartDraft = {
      ...{ id: fallbackId(id), message, conversation: lane, sentAs, ...heard(window) },
      ...(partCount !== undefined && { partCount }),
      ...(notification !== undefined && { notification }),
      ...(topic !== undefined && { topic }),
      ...(isProactive && { isProactive }),
      ...(desk && { desk }),
    };
    const prepare = () => ({ content: { content: fallbackText } });
    const before = this.#stillOpen({ window, left: 0 });
    const need = isProactive && { topic };
    const alongside = transcriber && (() => transcriber.againWrites(draft));
    await delivery.deliver({ conversation, lease, draft: plain, prepare, before, alongside, ...(need && { need }) });
    return plain;
  }

  /**
   * Why the person's consent does not allow the message. Of one that has left, at least in part, in an earlier run of its
   * turn, only what is still to leave is judged, right before it does.
   */
  async #denied(message: Outgoing, decision: Decision): Promise<Denied | undefined> {
    const { consent } = this.#deps;
    // Whatever the window was when a human said it: outside of it, their message is on our own account.
    const isOutside =
      decision.conversationType !== 'customer-initiated' && intentOf(message.activity).desk !== undefined;
    const need = consent && (needOf(message) ?? (isOutside ? { topic: undefined } : undefined));
    if (!need || decision.kind === 'refuse' || (await this.#mayHaveLeft(message))) return undefined;
    const isMarketing = decision.kind === 'template' && decision.template.template.category === 'marketing';
    return consent.denied(message.conversation, { ...need, isMarketing });
  }

  async #mayHaveLeft({ id, lease }: Outgoing): Promise<boolean> {
    const earlier = lease.mayHaveRun ? await this.#deps.ledger.getIn(lease, id) : undefined;
    return earlier !== undefined && earlier.state !== 'waiting' && earlier.state !== 'failed';
  }

  /** A STOP that comes next is an answer to this message, if it is an alert. */
  #noteAlert(message: Outgoing, window: WindowRecord | undefined): void {
    const need = this.#deps.consent && needOf(message);
    if (!need || (need.topic === undefined && !window?.alert)) return;
    message.lease.stage(this.#deps.tracker.alertWrite(message.conversation, need.topic));
  }

  /** The decision that was made when the bot sent the message, unless the window has changed since. */
  #decision({ activity, wasFreeForm }: Outgoing, window: WindowRecord | undefined): Decision {
    const { templates, policy, clock } = this.#deps;
    const now = clock.now();
    const before = decisionOf(activity);
    const stands = before?.kind === 'template' || (before?.kind === 'free-form' && this.#isOpen(window));
    if (before && stands) return before;
    const decision = decide(activity, window, now, templates, policy);
    // No window is given where the provider has told afterwards that it was closed.
    const isTold = wasFreeForm === true && window === undefined && decision.rule !== 'is-template';
    return isTold ? { ...decision, reason: foundClosed(decision.reason) } : decision;
  }

  /** The message's text was refused when it was sent before, and that is recorded. The person may have written since. */
  async #wasRefusedBefore({ id, lease }: Outgoing): Promise<boolean> {
    const parts = lease.mayHaveRun ? await this.#deps.ledger.partsOf(id) : [];
    return parts.some(({ state, error }) => state === 'failed' && error && isWindowRefusal(error));
  }

  /** Holds a message, unless all of it left in an earlier run of the turn, before the window closed. */
  async #hold(decision: HeldBack['decision'], message: Outgoing): Promise<Delivered> {
    const { lease, wasFreeForm } = message;
    const id = wasFreeForm ? againId(message.id) : message.id;
    const parts = lease.mayHaveRun ? await this.#partsThatLeft({ ...message, id }) : undefined;
    if (!parts) throw new HeldBack(decision, id);
    const reason = 'The message left before the window closed.';
    return { ...sentAs(id, parts), conversationType: conversationType('open'), reason };
  }

  /** The free-form parts of a message, if all of them have left. */
  async #partsThatLeft(message: Outgoing): Promise<Part[] | undefined> {
    const { ledger, clock, unknownWaitMs } = this.#deps;
    const { id, lease } = message;
    const ids = message.pieces().map((_, index) => partId(id, index));
    for (const each of ids) {
      const part = await ledger.getIn(lease, each);
      if (part && isOutcomeUnknown(part)) await awaitOutcome(part, ledger, unknownWaitMs, clock);
    }
    return partsThatLeft(ids, lease, ledger);
  }

  async #freeForm(message: Outgoing, known: Known): Promise<PartDraft[]> {
    const { ledger, natives, transcriber } = this.#deps;
    const { activity, id, conversation, lease } = message;
    const template = lease.mayHaveRun ? await this.#templateThatLeft(id, lease) : undefined;
    if (template) return [template];
    const isQuoting = intentOf(activity).quote === true && natives.quotes(conversation.business);
    const quoted = isQuoting ? activity.replyToId : undefined;
    const parts: PartDraft[] = [];
    const pieces = message.pieces();
    const tries = triesBefore(id);
    for (const [index, piece] of pieces.entries()) {
      const earlierTries = tries.map((each) => partId(each, index));
      const leftBefore = tries.length > 0 ? await partThatLeft(earlierTries, lease, ledger) : undefined;
      if (leftBefore) {
        parts.push(leftBefore);
        known.left = parts.length;
        continue;
      }
      const native = isNative(piece) && (await natives.takes(piece.kind, conversation.business));
      const needsWords = natives.needsWords(piece, conversation.business);
      const isPlain = (piece.kind === 'text' || needsWords || (isNative(piece) && !native)) && quoted === undefined;
      const draft: PartDraft = {
        ...commonOf(message, 'text'),
        ...heard(known.window),
        id: partId(id, index),
        ...(native && { native: piece.kind }),
        ...(!isPlain && { fallbackText: piece.text }),
        // The first part keeps the message, for a template in its place if the provider refuses it.
        ...(index === 0 && { original: contentOf(activity) }),
        ...(index === 0 && pieces.length > 1 && { partCount: pieces.length }),
      };
      const earlier = lease.mayHaveRun ? await ledger.getIn(lease, draft.id) : undefined;
      const begun = asBegun(draft, earlier);
      const shown = index === 0 && transcriber ? await this.#shown(pieces, begun, conversation) : undefined;
      const alongside = shown && (() => transcriber?.textWrites(message, shown) ?? []);
      parts.push(await this.#say(piece, begun, message, known, quoted, alongside));
      known.left = parts.length;
    }
    // A template that waits in the message's place is not needed any more.
    if (lease.mayHaveRun) lease.stage(ledger.withdrawnWrite(templateId(id)));
    return parts;
  }

  /** The pieces as the person's phone shows them, and whether each leaves in words alone. */
  #shown(
    pieces: readonly Piece[],
    { native }: Pick<PartDraft, 'native'>,
    { business }: Conversation,
  ): Promise<(readonly [Piece, boolean])[]> {
    const { natives } = this.#deps;
    return Promise.all(
      pieces.map(async (piece, index) => {
        const isTaken =
          index === 0 ? native !== undefined : isNative(piece) && (await natives.takes(piece.kind, business));
        return [piece, !isTaken] as const;
      }),
    );
  }

  /** The window was closed when the message was sent before, and it left as its template, or the rest of it did. */
  async #templateThatLeft(id: string, lease: Lease): Promise<Part | undefined> {
    const { ledger, clock, unknownWaitMs } = this.#deps;
    const last = (await ledger.templatesOf(id, lease)).at(-1);
    // The next of its chain leaves in its place.
    if (last?.state === 'failed' && last.error && templateRefusal(last.error)) return undefined;
    const told = last && isOutcomeUnknown(last) ? await awaitOutcome(last, ledger, unknownWaitMs, clock) : last;
    return told && told.state !== 'waiting' && !isOutcomeUnknown(told) ? told : undefined;
  }

  async #say(
    piece: Piece,
    draft: PartDraft,
    message: Outgoing,
    known: Known,
    quoted: string | undefined,
    alongside: Departure['alongside'],
  ): Promise<PartDraft> {
    const { contents, delivery, natives } = this.#deps;
    const { conversation, lease } = message;
    const need = needOf(message);
    const { business } = conversation;
    const inWords = isNative(piece) ? draft.native === undefined : natives.needsWords(piece, business);
    const prepare =
      quoted === undefined
        ? () => contents.prepare(piece, conversation, inWords)
        : async () => this.#quoting(await contents.prepare(piece, conversation, inWords), quoted, lease);
    try {
      await delivery.deliver({ conversation, lease, draft, prepare, before: this.#stillOpen(known), need, alongside });
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

  /** The last check before each free-form request. What it finds is kept in `known`. */
  #stillOpen(known: Known): (window: WindowRecord | undefined) => void {
    const { clock, policy } = this.#deps;
    return (window) => {
      known.window = window;
      const { state, closesAt } = windowState(window, clock.now(), policy.marginMs);
      if (state !== 'open') throw new WindowClosedError('The window closed before the message could leave.', closesAt);
    };
  }

  /** The last check before a template in a message's place: it is not needed if the person has just written. */
  #stillClosed(): (window: WindowRecord | undefined) => void {
    return (window) => {
      if (this.#isOpen(window)) throw new WindowOpened(window);
    };
  }

  #isOpen(window: WindowRecord | undefined): boolean {
    const { clock, policy } = this.#deps;
    return windowState(window, clock.now(), policy.marginMs).state === 'open';
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
      rule: decision.rule,
      messageId,
      ...(decision.kind === 'template' && { template: decision.template.template.name }),
      windowState: windowStateNow,
      closesAt,
    });
  }
}

/** The decision about a message that the person's consent does not allow. */
export function refusalOf(
  { denial, error }: Denied,
  { conversationType }: Pick<Decision, 'conversationType'>,
): Decision {
  return { kind: 'refuse', rule: denial, conversationType, reason: error.message, closedAt: undefined };
}

/** The message for a template in its place, after its free-form try. */
function restOf(message: Outgoing, { left }: Known): Outgoing {
  return { ...message, wasFreeForm: true, ...(left > 0 && { isRest: true }) };
}

function heard(window: WindowRecord | undefined): Pick<Part, 'heardAt'> {
  return window?.lastInboundAt === undefined ? {} : { heardAt: window.lastInboundAt };
}

function sentAs(id: string, parts: readonly PartDraft[]) {
  const { sentAs = 'text', template } = parts[0] ?? {};
  return { id, sentAs, ...(template !== undefined && { template }), parts: parts.map((part) => part.id) };
}
