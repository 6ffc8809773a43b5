import { setTimeout as wait } from 'node:timers/promises';
import type { Activity } from 'botbuilder';
import type { ClickatellClient } from '../clickatell/client.js';
import type { Clock } from '../clock.js';
import { type Conversation, conversationId, lastFour } from '../conversation.js';
import { SendOutcomeUnknownError, SendRefusedError, WindowClosedError } from '../errors.js';
import type { Observer } from '../observe.js';
import type { BoundTemplate } from '../templates/bind.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { type ConversationType, decide, type WindowPolicy, type WindowRecord, windowState } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import { isFateUnknown, type Ledger, type Part } from './ledger.js';
import type { Pacer } from './pace.js';
import { type Content, render, renderTemplate } from './render.js';
import { isWindowRefusal } from './status.js';

export interface SenderOptions {
  readonly clientFor: (business: string) => ClickatellClient;
  readonly ledger: Ledger;
  readonly tracker: WindowTracker;
  readonly templates: TemplateCatalog;
  readonly policy: WindowPolicy;
  readonly clock: Clock;
  readonly observe?: Observer | undefined;
  /** How long a part of unknown fate waits for its status before it is sent again, in ms. */
  readonly unknownWaitMs: number;
  readonly pacer: Pacer;
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

type PartDraft = Omit<Part, 'state' | 'at'>;

/** How often a part of unknown fate is sent again. */
const resends = 2;
const pollMs = 250;

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
    activity: Partial<Activity>,
    id: string,
    conversation: Conversation,
    window: WindowRecord | undefined,
  ): Promise<Sent> {
    const { templates, policy, clock, tracker } = this.#options;
    let record = window;
    for (;;) {
      const decision = decide(activity, record, clock.now(), templates, policy);
      this.#tell(decision, conversation);
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

  async #asTemplate(
    bound: BoundTemplate,
    activity: Partial<Activity>,
    id: string,
    conversation: Conversation,
  ): Promise<PartDraft[]> {
    const { ledger } = this.#options;
    const content = renderTemplate(bound);
    const common = { message: id, conversation: conversationId(conversation), sentAs: 'template' } as const;
    const first: PartDraft = { ...common, id, template: bound.template.name };
    const earlier = await ledger.begin(first);
    if (earlier?.sentAs !== 'text') {
      await this.#deliver(conversation, content, first, earlier);
      return [first];
    }
    // It was free-form before: in an earlier run of the turn, or until the window was found closed just now.
    if (isFateUnknown(earlier)) await this.#fate(id);
    const contents = render(activity);
    const said = await ledger.getMany(contents.map((_, index) => partId(id, index)));
    const hasLeft = ({ state }: Part) => !['sending', 'unknown', 'failed'].includes(state);
    if (said.length === contents.length && said.every(hasLeft)) return said;
    const second = { ...first, id: `${id}.t` };
    await this.#deliver(conversation, content, second, await ledger.begin(second));
    return [second];
  }

  async #freeForm(
    activity: Partial<Activity>,
    id: string,
    conversation: Conversation,
    record: WindowRecord | undefined,
  ): Promise<PartDraft[]> {
    const { clock, ledger, policy } = this.#options;
    const stillOpen = () => {
      const { state, closesAt } = windowState(record, clock.now(), policy.marginMs);
      if (state !== 'open') throw new WindowClosedError('The window closed before the message could leave.', closesAt);
    };
    const parts: PartDraft[] = [];
    for (const [index, content] of render(activity).entries()) {
      const common = { message: id, conversation: conversationId(conversation), sentAs: 'text' } as const;
      // The first part keeps what was said, for the template that takes its place if the provider refuses it.
      const part: PartDraft = { ...common, id: partId(id, index), ...(index === 0 && { said: saidBy(activity) }) };
      const earlier = await ledger.begin(part);
      // In an earlier run of the turn the window was closed, and the message left as its template.
      if (earlier?.sentAs === 'template' && !isFateUnknown(earlier)) return [earlier];
      await this.#deliver(conversation, content, part, earlier, stillOpen);
      parts.push(part);
    }
    return parts;
  }

  /** Sends a part, unless `earlier` shows that an earlier run of the same turn did. */
  async #deliver(
    conversation: Conversation,
    content: Content,
    part: PartDraft,
    begun: Part | undefined,
    before?: () => void,
  ): Promise<void> {
    const { ledger, clientFor, pacer } = this.#options;
    const client = clientFor(conversation.business);
    const message = { channel: 'whatsapp', to: conversation.person, clientMessageId: part.id, ...content } as const;

    let earlier = begun;
    for (let resend = 0; ; resend += 1) {
      if (earlier && isFateUnknown(earlier)) {
        earlier = (await this.#fate(part.id)) ?? (await ledger.beginAgain(part.id));
      }
      if (earlier?.state === 'failed') {
        throw new SendRefusedError(earlier.error?.code, earlier.error?.description ?? 'The message failed.');
      }
      if (earlier) return;
      try {
        await pacer.admit(conversation.business, conversation.person);
        const { apiMessageId } = await client.send(message, before ? { before } : {});
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

  async #failed(part: PartDraft, error: unknown, conversation: Conversation): Promise<void> {
    const { ledger } = this.#options;
    const fault = error instanceof Error ? error : new Error(String(error));
    const code = error instanceof SendRefusedError ? error.code : undefined;
    const description = error instanceof SendRefusedError ? error.description : fault.message;
    await ledger.failed(part.id, { ...(code !== undefined && { code }), description });
    this.#observed(part, fault.name, conversation, fault);
  }

  /** Waits for a status to say what became of the part. `undefined`: nothing was heard, so it is sent again. */
  async #fate(id: string): Promise<Part | undefined> {
    const { ledger, unknownWaitMs } = this.#options;
    for (let waited = 0; ; waited += pollMs) {
      const part = await ledger.get(id);
      if (part && !isFateUnknown(part)) return part;
      if (waited >= unknownWaitMs) return undefined;
      await wait(pollMs);
    }
  }

  #tell({ kind, conversationType, reason }: ReturnType<typeof decide>, { person }: Conversation): void {
    this.#options.observe?.({ kind: 'decision', decision: kind, conversationType, person: lastFour(person), reason });
  }

  #observed(part: Pick<Part, 'sentAs'>, outcome: string, { person }: Conversation, error?: Error): void {
    const { observe } = this.#options;
    observe?.({ kind: 'send', sentAs: part.sentAs, outcome, person: lastFour(person), ...(error && { error }) });
  }
}

function partId(message: string, index: number): string {
  return index === 0 ? message : `${message}.${index}`;
}

function saidBy({ text, locale, channelData }: Partial<Activity>): Part['said'] {
  return { ...(text && { text }), ...(locale && { locale }), ...(channelData && { channelData }) };
}
