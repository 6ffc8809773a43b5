import { isFormRefusal, isWindowRefusal } from '../clickatell/verdict.js';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId, lastFour } from '../core/conversation.js';
import { SendRefusedError, WindowClosedError } from '../core/errors.js';
import type { Observer } from '../core/observe.js';
import type { Piece } from '../render/piece.js';
import { pieces } from '../render/pieces.js';
import { renderTemplate } from '../render/template.js';
import type { BoundTemplate } from '../templates/bind.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { intentOf } from '../templates/message.js';
import { type ConversationType, decide, type WindowPolicy, type WindowRecord, windowState } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import { type Contents, isNative } from './content.js';
import type { Delivery, PartDraft } from './deliver.js';
import { isFateUnknown, type Ledger, type Part } from './ledger.js';
import type { Natives } from './natives.js';

export interface SenderOptions {
  readonly ledger: Ledger;
  readonly tracker: WindowTracker;
  readonly templates: TemplateCatalog;
  readonly policy: WindowPolicy;
  readonly clock: Clock;
  readonly observe?: Observer | undefined;
  readonly delivery: Delivery;
  readonly contents: Contents;
  readonly natives: Natives;
}

/** How a message left. */
export interface Sent {
  /** The message's id. */
  readonly id: string;
  readonly sentAs: Part['sentAs'];
  readonly template?: string;
  readonly conversationType: ConversationType;
  readonly reason: string;
  /** The ids of its parts; none where the activity had nothing to say. */
  readonly parts: readonly string[];
  /** The window, where the provider found it closed. */
  readonly window?: WindowRecord | undefined;
}

/**
 * The one way out. Replies, proactive messages and the templates that take their place all leave through `send`, and
 * each part is judged again by the window's rule right before each request that carries it.
 */
export class Sender {
  readonly #options: SenderOptions;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /**
   * Sends one message. `id` must come from what caused it: the same id is the same message, and leaves once.
   *
   * @throws WindowClosedError with nothing (more) sent, SendRefusedError, SendFailedError, SendOutcomeUnknownError.
   */
  async send(
    activity: Activity,
    id: string,
    conversation: Conversation,
    window: WindowRecord | undefined,
  ): Promise<Sent> {
    const { templates, policy, clock, tracker } = this.#options;
    let record = window;
    for (;;) {
      const decision = decide(activity, record, clock.now(), templates, policy);
      this.#tell(decision, id, conversation, record);
      const { conversationType, reason } = decision;
      if (decision.kind === 'refuse') throw new WindowClosedError(reason, decision.closedAt);
      // A refusal is of the window as it was then: what the person writes while the request is under way opens it again,
      // though not for this message, which has had its free-form try.
      const leftAt = Math.max(clock.now(), record?.lastInboundAt ?? Number.NEGATIVE_INFINITY);
      try {
        const parts =
          decision.kind === 'template'
            ? await this.#asTemplate(decision.template, activity, id, conversation)
            : await this.#freeForm(activity, id, conversation, record);
        const { sentAs = 'text', template } = parts[0] ?? {};
        const ids = parts.map((part) => part.id);
        const changed = record === window ? {} : { window: record };
        return { id, sentAs, ...(template && { template }), conversationType, reason, parts: ids, ...changed };
      } catch (error) {
        if (error instanceof SendRefusedError && isWindowRefusal(error) && decision.kind === 'free-form') {
          await tracker.recordRefusal(conversation, leftAt);
          record = { ...record, refusedAt: leftAt };
        } else if (!(error instanceof WindowClosedError)) {
          throw error;
        }
      }
    }
  }

  /**
   * The provider did not take a part for what it is: the same goes out in plain words, once, and what could be tapped is
   * not tried again for a while. Answers the part that took its place.
   *
   * @throws as `send`.
   */
  async inPlainWords(
    part: PartDraft,
    conversation: Conversation,
    window: WindowRecord | undefined,
  ): Promise<PartDraft> {
    const { natives, ledger, delivery, observe } = this.#options;
    const { id, message, conversation: lane, sentAs, native, instead = '' } = part;
    if (native) {
      await natives.refused(native, conversation.business);
      observe?.({ kind: 'native', form: native, business: lastFour(conversation.business) });
    }
    const plain: PartDraft = { id: plainId(id), message, conversation: lane, sentAs };
    const prepare = async () => ({ content: { content: instead } });
    await delivery.deliver(conversation, plain, await ledger.begin(plain), prepare, this.#stillOpen(window));
    return plain;
  }

  async #asTemplate(
    bound: BoundTemplate,
    activity: Activity,
    id: string,
    conversation: Conversation,
  ): Promise<PartDraft[]> {
    const { ledger, delivery } = this.#options;
    const prepare = async () => ({ content: renderTemplate(bound) });
    const common = { message: id, conversation: conversationId(conversation), sentAs: 'template' } as const;
    const first: PartDraft = { ...common, id, template: bound.template.name };
    const earlier = await ledger.begin(first);
    if (earlier?.sentAs !== 'text') {
      await delivery.deliver(conversation, first, earlier, prepare);
      return [first];
    }
    // It was free-form before: in an earlier run of the turn, or until the window was found closed just now.
    if (isFateUnknown(earlier)) await delivery.fate(id);
    const said = await this.#saidWhole(activity, id);
    if (said) return said;
    const second = { ...first, id: `${id}.t` };
    await delivery.deliver(conversation, second, await ledger.begin(second), prepare);
    return [second];
  }

  /** The parts of a message all of which left free-form. */
  async #saidWhole(activity: Activity, id: string): Promise<Part[] | undefined> {
    const ids = pieces(activity).map((_, index) => partId(id, index));
    const found = await this.#options.ledger.getMany(ids.flatMap((each) => [each, plainId(each)]));
    const left = found.filter(({ state }) => !['sending', 'unknown', 'failed'].includes(state));
    const said = ids.map((each) => left.find((part) => part.id === each || part.id === plainId(each)));
    return said.every((part) => part !== undefined) ? said : undefined;
  }

  async #freeForm(
    activity: Activity,
    id: string,
    conversation: Conversation,
    record: WindowRecord | undefined,
  ): Promise<PartDraft[]> {
    const { ledger } = this.#options;
    const parts: PartDraft[] = [];
    for (const [index, piece] of pieces(activity).entries()) {
      const common = { message: id, conversation: conversationId(conversation), sentAs: 'text' } as const;
      const quoted = index === 0 && intentOf(activity).quote ? activity.replyToId : undefined;
      const native = isNative(piece) && (await this.#options.natives.takes(piece.kind, conversation.business));
      const isPlain = (piece.kind === 'text' || (isNative(piece) && !native)) && quoted === undefined;
      const part: PartDraft = {
        ...common,
        id: partId(id, index),
        ...(native && { native: piece.kind }),
        ...(!isPlain && { instead: piece.text }),
        // The first part keeps what was said, for the template that takes its place if the provider refuses it.
        ...(index === 0 && { said: saidBy(activity) }),
      };
      const earlier = await ledger.begin(part);
      // In an earlier run of the turn the window was closed, and the message left as its template.
      if (earlier?.sentAs === 'template' && !isFateUnknown(earlier)) return [earlier];
      parts.push(await this.#say(piece, asBegun(part, earlier), earlier, conversation, record, quoted));
    }
    return parts;
  }

  async #say(
    piece: Piece,
    part: PartDraft,
    earlier: Part | undefined,
    conversation: Conversation,
    record: WindowRecord | undefined,
    quoted: string | undefined,
  ): Promise<PartDraft> {
    const { contents, delivery } = this.#options;
    const prepare = async () => {
      const prepared = await contents.prepare(piece, conversation, part.native === undefined);
      return quoted === undefined ? prepared : this.#quoting(prepared, quoted);
    };
    try {
      await delivery.deliver(conversation, part, earlier, prepare, this.#stillOpen(record));
      return part;
    } catch (error) {
      if (part.instead === undefined || !(error instanceof SendRefusedError) || !isFormRefusal(error)) throw error;
      return this.inPlainWords(part, conversation, record);
    }
  }

  /** The provider knows the bot's messages by its own ids, the bot by ours. */
  async #quoting({ content, renew }: Awaited<ReturnType<Contents['prepare']>>, quoted: string) {
    const relatedMessageId = (await this.#options.ledger.get(quoted))?.apiMessageId ?? quoted;
    return {
      content: { ...content, relatedMessageId },
      ...(renew && { renew: async () => ({ ...(await renew()), relatedMessageId }) }),
    };
  }

  #stillOpen(record: WindowRecord | undefined): () => void {
    const { clock, policy } = this.#options;
    return () => {
      const { state, closesAt } = windowState(record, clock.now(), policy.marginMs);
      if (state !== 'open') throw new WindowClosedError('The window closed before the message could leave.', closesAt);
    };
  }

  #tell(
    decision: ReturnType<typeof decide>,
    messageId: string,
    { person }: Conversation,
    record: WindowRecord | undefined,
  ): void {
    const { clock, policy } = this.#options;
    const { state, closesAt } = windowState(record, clock.now(), policy.marginMs);
    const { kind, conversationType, reason } = decision;
    const template = decision.kind === 'template' ? { template: decision.template.template.name } : {};
    const window = { windowState: state, closesAt };
    const told = {
      decision: kind,
      conversationType,
      person: lastFour(person),
      reason,
      messageId,
      ...template,
      ...window,
    };
    this.#options.observe?.({ kind: 'decision', ...told });
  }
}

function partId(message: string, index: number): string {
  return index === 0 ? message : `${message}.${index}`;
}

/** The part that says in plain words what the provider did not take. */
export function plainId(part: string): string {
  return `${part}.n`;
}

/** The part as an earlier run of the turn began it: a kind may have been switched off, or on again, since. */
function asBegun(part: PartDraft, earlier: Part | undefined): PartDraft {
  if (!earlier) return part;
  const { native: _, instead: __, ...rest } = part;
  const { native, instead } = earlier;
  return { ...rest, ...(native && { native }), ...(instead !== undefined && { instead }) };
}

function saidBy({ text, locale, channelData }: Activity): Part['said'] {
  return { ...(text && { text }), ...(locale && { locale }), ...(channelData && { channelData }) };
}
