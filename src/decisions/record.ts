import type { PartState } from '../clickatell/verdict.js';
import type { ConversationType } from '../core/conversation.js';
import type { TriedTemplate } from '../core/errors.js';
import type { TemplateCategory } from '../templates/catalog.js';
import type { WhenClosed } from '../templates/message.js';
import type { Decision, Rule } from '../window/decide.js';

/** What a message brought for the window's rule to look at. Nothing of what it says. */
export interface Brought {
  /** Whether it has a text. A template has none of its own. */
  readonly text: boolean;
  readonly files: number;
  readonly choices: number;
  readonly places: number;
  /** The template that the message is, by its name. */
  readonly template?: string;
  /** The template for the closed window, by its name. */
  readonly outsideWindow?: string;
  /** Its own word on what happens while the window is closed. */
  readonly whenClosed?: WhenClosed;
  /** The template of its own that asks the person to answer, by its name. */
  readonly holdWith?: string;
  readonly topic?: string;
  readonly locale?: string;
}

/** One part of the message, and what became of it. */
export interface PartOutcome {
  readonly clientMessageId: string;
  readonly sentAs: 'text' | 'template';
  /** The template, by its name: one of its fallbacks may have left in place of the one that was decided on. */
  readonly template?: string;
  readonly state: PartState;
  /** When it left, in epoch ms. */
  readonly at: number;
  readonly apiMessageId?: string;
  /** The provider's code, and what it stands for, if the part failed or waits. */
  readonly code?: number;
  readonly description?: string;
}

/**
 * How a message ended that was to be held and was never sent: a newer one with its key came, a program took it back, the
 * person did not write in time, they have written STOP, or as many were held for them as may be.
 */
export interface HeldEnd {
  readonly outcome: 'superseded' | 'cancelled' | 'expired' | 'stopped' | 'refused';
  /** In epoch ms. */
  readonly at: number;
}

/** What happened to the message after the decision. */
export interface Afterwards {
  readonly parts: readonly PartOutcome[];
  /** The templates that were tried before, or passed over, and why; if none could be sent, all that there are. */
  readonly tried?: readonly TriedTemplate[];
  /** When the same message was decided about anew, in epoch ms. */
  readonly decidedAgainAt?: number;
  /** How it ended if it was held and never sent. */
  readonly ended?: HeldEnd;
}

/**
 * What was decided about a message, from what, and why. It has no text, no values of a template and no person's number.
 * All times are in epoch ms.
 */
export interface DecisionReport {
  readonly at: number;
  readonly kind: Decision['kind'];
  readonly rule: Rule;
  readonly conversationType: ConversationType;
  /** The rule's own words. */
  readonly reason: string;
  /** The template that was chosen. For `hold`, the one that asks the person to answer. */
  readonly template?: { readonly name: string; readonly language: string; readonly category: TemplateCategory };
  /** The window as it was known. */
  readonly window: {
    readonly state: 'open' | 'closed' | 'unknown';
    readonly lastInboundAt?: number;
    readonly refusedAt?: number;
    readonly closesAt?: number;
  };
  readonly marginMs: number;
  /** What the adapter does with a message without a template of its own, `whenClosed` of its policy. */
  readonly policy: WhenClosed;
  readonly brought: Brought;
  /** One paragraph: why this, and why now. */
  readonly sentence: string;
}

/** The record of a decision, as it is kept. */
export interface DecisionRecord extends DecisionReport {
  /** The message's id. The ids of its parts begin with it. */
  readonly message: string;
  /** Our number. */
  readonly from: string;
  /** The notification that it belongs to, by its id. */
  readonly notification?: string;
  /** The message had left free-form before, and the provider refused that as outside the window. */
  readonly wasFreeForm?: true;
  /** The provider refused the template afterwards, and one of its fallbacks leaves in its place. */
  readonly isFallback?: true;
  /** The message was sent once more, because the person has written since its first try. */
  readonly isOnceMore?: true;
  /** The same was decided so many times in all, because the message waited: the last time at `lastAt`. */
  readonly times?: number;
  readonly lastAt?: number;
  readonly afterwards: Afterwards;
}

/** What `explain` tells of a message that has not been sent. */
export interface DecisionForecast extends DecisionReport {
  /** How many messages to the person wait. If there are any, this one would wait behind them and be judged then. */
  readonly behind: number;
  /** How many messages are held for them. If that is as many as may be (`hold.most`), one more is refused. */
  readonly held: number;
}
