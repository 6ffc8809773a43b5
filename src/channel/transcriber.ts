import { randomUUID } from 'node:crypto';
import { toldRefusal } from '../clickatell/told.js';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId } from '../core/conversation.js';
import {
  ConsentError,
  HandedOffError,
  LaneLostError,
  StoreError,
  TurnTimeoutError,
  WindowClosedError,
} from '../core/errors.js';
import type { Observer } from '../core/observe.js';
import type { ClockSkew } from '../core/skew.js';
import type { Turn } from '../core/turn.js';
import type { Write } from '../core/write.js';
import type { HoldEnd } from '../holds/outcome.js';
import { toActivity } from '../inbound/activity.js';
import type { InboundMessage } from '../inbound/event.js';
import type { Piece } from '../render/piece.js';
import { isNative } from '../sending/content.js';
import { HeldBack, WindowOpened } from '../sending/heldBack.js';
import { isOutcomeUnknown, type Part, type PartDraft } from '../sending/ledger.js';
import { NotTaken } from '../sending/notTaken.js';
import type { Outgoing, Transcriber } from '../sending/outgoing.js';
import { firstId, positionOf, templateId } from '../sending/partIds.js';
import type { BoundTemplate } from '../templates/bind.js';
import { intentOf } from '../templates/message.js';
import { contentIn } from '../transcripts/content.js';
import { type Entry, marked, type Outcome, type TranscriptState } from '../transcripts/entry.js';
import type { Transcripts } from '../transcripts/transcripts.js';
import { saidAs } from '../window/decide.js';

export interface TranscriptDeps {
  /** Where transcripts are kept; missing if none are. */
  readonly transcripts?: Transcripts | undefined;
}

export interface TranscriptionDeps {
  readonly transcripts: Transcripts;
  readonly clock: Clock;
  readonly skew: ClockSkew;
  readonly observe?: Observer | undefined;
}

type Said = Pick<Outgoing, 'activity' | 'id' | 'conversation' | 'lease' | 'notification' | 'isRest'>;

/** A message that was refused before it came to sending. */
interface Refused {
  readonly reason: string;
  readonly activity: Activity;
  readonly conversation: Conversation;
  readonly turn: Turn | undefined;
}

const holdEnds: Readonly<Record<HoldEnd | 'refused', readonly [state: TranscriptState, reason: string]>> = {
  superseded: ['refused', 'A newer message with the same key took its place while it was held.'],
  cancelled: ['refused', 'It was cancelled while it was held.'],
  expired: ['failed', 'It expired: it was held, and the person did not write in time.'],
  stopped: ['refused', 'The person does not allow it any more.'],
  refused: ['refused', 'As many messages were held for the person as may be.'],
};

/**
 * Keeps what the person's phone shows, and what was to be said and was not. What a person says is written in the commit
 * that accepts it, and what we say in the one right before it leaves: both happen anyway, and what has left is there
 * whatever becomes of its turn. How it ended otherwise is committed with the turn's end.
 */
export class Transcription implements Transcriber {
  readonly #deps: TranscriptionDeps;

  constructor(deps: TranscriptionDeps) {
    this.#deps = deps;
  }

  /** Writes that keep what a person says. */
  heardWrites(message: InboundMessage): Write[] {
    const { transcripts, clock, skew } = this.#deps;
    const now = clock.now();
    // On our clock, and never after an answer to it.
    const at = Math.min(now, (message.timestamp ?? now) + skew.aheadMs);
    const said = toActivity(message);
    const activity = {
      ...transcripts.kept(contentIn(said)),
      from: { id: message.person, name: message.profileName ?? '' },
    };
    return transcripts.recordWrites(conversationId(message), { id: message.messageId, at, from: 'person', activity });
  }

  textWrites(message: Outgoing, shown: readonly (readonly [piece: Piece, inWords: boolean])[]): Write[] {
    const texts = shown.map(([piece, inWords]) => bubbleOf(piece, inWords));
    const { text } = message.activity;
    const isJustText = texts.length === 1 && texts[0] === text;
    return this.#writes(message, message.activity, {
      ...{ state: 'sent', sentAs: 'text' },
      ...(!isJustText && texts.length > 0 && { shown: texts }),
    });
  }

  templateWrites(message: Outgoing, bound: BoundTemplate, reason: string | undefined): Write[] {
    const { name, language } = bound.template;
    const said = saidAs(message.activity);
    const { text } = intentOf(said).template ? {} : said;
    return this.#writes(message, asShown(message.activity, bound), {
      ...{ state: 'sent', sentAs: 'template', template: { name, language } },
      ...(reason !== undefined && { reason }),
      ...(text && { said: text }),
    });
  }

  againWrites({ id, message, conversation, fallbackText = '' }: PartDraft): Write[] {
    const place = { id: firstId(message), at: this.#deps.clock.now(), departure: newDeparture() };
    const bubble = { position: positionOf(id, message), text: fallbackText };
    return this.#deps.transcripts.againWrites(conversation, place, bubble);
  }

  notLeft(message: Outgoing, error: unknown): void {
    const { lease, conversation, id } = message;
    if (lease.isLost || error instanceof StoreError || error instanceof LaneLostError) return;
    if (error instanceof TurnTimeoutError) return;
    if (error instanceof WindowOpened) {
      // Only a template gives way to the person who has written, and it was about to leave.
      const drop = this.#deps.transcripts.change(conversationId(conversation), entryId(message), (row) => {
        const outcome = row?.entry?.outcome;
        return outcome?.message === id && outcome.sentAs === 'template' ? undefined : row;
      });
      if (message.onlyIfClosed) lease.stage(drop);
      return;
    }
    const reason = error instanceof Error ? error.message : String(error);
    this.keep(message, stateAfter(error), error instanceof HeldBack ? error.decision.reason : reason);
  }

  /** Keeps that a message waits behind others in the outbox. */
  waits(message: Said, reason: string): void {
    this.keep(message, 'waiting', reason);
  }

  /** Keeps how a message stands that has not left, with the end of its turn. */
  keep(message: Said, state: TranscriptState, reason: string): void {
    const writes = this.#writes(message, saidAs(message.activity), { state, reason });
    for (const write of writes) message.lease.stage(write);
  }

  /** Keeps that a message was refused, by the host's middleware or by consent, before it came to sending. */
  refused({ activity, conversation, turn, reason }: Refused): void {
    if (turn?.lease.isLost) return;
    const id = intentOf(activity).id ?? randomUUID();
    const { transcripts, observe } = this.#deps;
    const message = { activity, id, conversation, notification: turn?.notification };
    const writes = this.#writes(message, activity, { state: 'refused', reason });
    if (turn && !turn.lease.isOver) for (const write of writes) turn.lease.stage(write);
    else {
      transcripts.commit(writes).catch((error: Error) => observe?.({ kind: 'fault', where: 'transcripts', error }));
    }
  }

  /** A write that keeps how a message ended that has not left. */
  endedWrite(conversation: Conversation, message: string, state: TranscriptState, reason: string): Write {
    return this.#deps.transcripts.change(conversationId(conversation), firstId(message), (row) =>
      marked(row, { state, reason }),
    );
  }

  /** A write that keeps how a message ended that was held, or was to be. */
  holdEndWrite(conversation: Conversation, message: string, end: HoldEnd | 'refused'): Write {
    const [state, reason] = holdEnds[end];
    return this.endedWrite(conversation, message, state, reason);
  }

  /** Writes that keep what a status tells of a part: `before` and after it. */
  statusWrites(before: Part, after: Part): Write[] {
    const { transcripts } = this.#deps;
    const { conversation, message, id, sentAs, template, language, state, error } = after;
    if (state !== 'failed') {
      return isOutcomeUnknown(before) ? [transcripts.arrivedWrite(conversation, firstId(message), message)] : [];
    }
    if (before === after) return [];
    const reason = error ? toldRefusal(error) : 'The provider reported that it failed.';
    const failed = { part: id, message, sentAs, template, language, reason };
    return [transcripts.failedWrite(conversation, firstId(message), failed)];
  }

  #writes(
    message: Pick<Outgoing, 'activity' | 'id' | 'conversation' | 'notification' | 'isRest'>,
    said: Activity,
    outcome: Omit<Outcome, 'message'>,
  ): Write[] {
    const { transcripts, clock } = this.#deps;
    const { id, notification } = message;
    const entry: Entry = {
      ...{ id: entryId(message), at: clock.now(), activity: contentIn(said) },
      from: intentOf(message.activity).desk ? 'agent' : 'bot',
      ...(outcome.sentAs && { departure: newDeparture() }),
      outcome: { ...outcome, message: id, ...(notification !== undefined && { notification }) },
    };
    return transcripts.recordWrites(conversationId(message.conversation), entry);
  }
}

/** So that a message that leaves once more in the same millisecond has a place of its own. */
function newDeparture(): string {
  return randomUUID().slice(0, 8);
}

/** A template that stands beside parts that have left is an entry of its own. */
function entryId({ id, isRest }: Pick<Outgoing, 'id' | 'isRest'>): string {
  return isRest ? templateId(firstId(id)) : firstId(id);
}

function stateAfter(error: unknown): TranscriptState {
  if (error instanceof HeldBack) return 'held';
  if (error instanceof NotTaken) return 'waiting';
  const refusals = [WindowClosedError, ConsentError, HandedOffError];
  return refusals.some((kind) => error instanceof kind) ? 'refused' : 'failed';
}

function bubbleOf(piece: Piece, inWords: boolean): string {
  if (isNative(piece)) return inWords ? piece.text : piece.body;
  return piece.kind === 'media' ? (piece.caption ?? piece.fileName ?? '') : piece.text;
}

/** The template as the person reads it, with what they can tap. */
function asShown({ locale, replyToId }: Activity, { template, text, headerText }: BoundTemplate): Activity {
  const { header, footer, buttons = [] } = template;
  const head = header && header.type !== 'text' ? `[${header.type}]` : headerText;
  const replies = buttons.filter(({ type }) => type === 'quickReply');
  const actions = replies.map(({ title }) => ({ type: 'imBack', title, value: title }));
  return {
    type: 'message',
    text: [head, text, footer].filter((part) => part !== undefined && part !== '').join('\n\n'),
    ...(locale !== undefined && { locale }),
    ...(replyToId !== undefined && { replyToId }),
    ...(actions.length > 0 && { suggestedActions: { to: [], actions } }),
  };
}
