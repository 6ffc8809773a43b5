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
