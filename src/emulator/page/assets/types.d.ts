import type { EmulatorEvent } from '../../control/events.js';
import type { Explained } from '../../control/explain.js';
import type { ThreadMessage } from '../../people/view.js';
import type { OptOut } from '../../provider/optOuts.js';
import type { PageState, PhoneSummary } from '../state.js';

export type { EmulatorEvent } from '../../control/events.js';
export type { Explained } from '../../control/explain.js';
export type { WireView } from '../../control/wireLog.js';
export type { ListView, ThreadMessage } from '../../people/view.js';
export type { PageState, ThreadView } from '../state.js';

export type Business = PageState['numbers'][number];
export type Phone = Omit<PhoneSummary, 'chats'>;

/** What the page knows about a chat without its messages. */
export interface Chat {
  readonly person: string;
  readonly business: string;
  /** Epoch ms. Absent if the person never wrote. */
  closesAt?: number;
  last?: ThreadMessage;
  unread: number;
  /** What the provider keeps from the person. */
  optOut?: OptOut | null;
}

export interface Thread {
  /** Oldest first. */
  readonly messages: Map<string, ThreadMessage>;
  readonly unsent: Explained[];
  /** The id of the newest event that is included. */
  lastEventId: number;
}

/** An event with its id, and when it happened by the emulator's clock if that is known. */
export interface Logged {
  readonly id: number;
  readonly at: string;
  readonly event: EmulatorEvent;
}

/** A conversation that was handed to a human, as the program's API tells it. Times are ISO 8601. */
export interface DeskConversation {
  readonly id: string;
  readonly person: string;
  readonly business: string;
  readonly name?: string;
  readonly reason: string;
  readonly context?: unknown;
  readonly state: 'waiting' | 'open' | 'closed';
  readonly since: string;
  readonly until: string;
  readonly agent?: string;
  readonly window: { readonly state: 'open' | 'closed' | 'unknown'; readonly closesAt?: string };
  readonly last?: { readonly at: string; readonly from: 'person' | 'agent'; readonly text: string };
  readonly unanswered: number;
}

/** A message of such a conversation: what came with it, and what was said since. */
export interface DeskMessage {
  readonly id: string;
  readonly at: string;
  readonly from: 'person' | 'bot' | 'agent';
  readonly text: string;
  readonly attachments?: readonly {
    readonly contentType: string;
    readonly name?: string;
    readonly contentUrl?: string;
  }[];
  readonly state?: 'accepted' | 'waiting' | 'held' | 'sent' | 'delivered' | 'read' | 'refused' | 'failed';
  readonly sentAs?: 'text' | 'template' | null;
  readonly reason?: string;
  readonly agent?: string;
}
