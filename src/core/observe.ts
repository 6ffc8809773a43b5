/** Where something can fail that no caller waits for. */
export const faultPlaces = [
  'callback',
  'costs',
  'decisions',
  'desk',
  'follow-up',
  'hold',
  'lane',
  'ledger',
  'link',
  'notification',
  'read receipt',
  'status',
  'transcripts',
  'waitUntil',
] as const;
/** Where something has failed: one of `faultPlaces`. */
export type FaultPlace = (typeof faultPlaces)[number];

/**
 * Events of the channel, for logs and metrics. They contain no message text, no key and no full phone number. The
 * library does not log anything itself: pass it an `Observer` and do with the events what you like.
 */
export type ChannelEvent =
  /** The channel has started without templates: nothing can be sent while a person's window is closed. */
  | { kind: 'noTemplates'; reason: string }
  /** A callback was answered. `accepted` counts its new items, `repeated` duplicates, `passedOver` what was ignored. */
  | { kind: 'callback'; status: number; accepted: number; repeated: number; passedOver: number; reason?: string }
  /** A message came without a usable `from`, and the `field` of this name has the person, whom we know by that. */
  | { kind: 'sender'; field: string }
  /** A first message had a welcome turn alone, because a dialog was begun there that it is no answer to (`firstContact`). */
  | { kind: 'firstContact'; person: string }
  /** A turn ended. `type` is the activity's type. */
  | { kind: 'turn'; type: string; person: string; durationMs: number; error?: Error }
  /** A turn took longer than `lanes.turnLimitMs`. Its lane goes on without it. */
  | { kind: 'overdue'; person: string; limitMs: number }
  /** The window's rule was applied to a message. The ids of its parts start with `messageId`, if it has one yet. */
  | {
      kind: 'decision';
      decision: string;
      conversationType: string;
      person: string;
      reason: string;
      /** The part of the window's rule that decided. */
      rule?: string;
      messageId?: string;
      template?: string;
      windowState?: 'open' | 'closed' | 'unknown';
      /** When the window closes or closed, in epoch ms, with the margin taken off. */
      closesAt?: number | undefined;
    }
  /**
   * A message is held until the person writes (`held`), a template asks them to (`asked`), or a held message left
   * (`released`) or will not leave: a newer one with its key came, a program took it back, the person did not write in
   * time, or they have written STOP.
   */
  | {
      kind: 'hold';
      outcome: 'held' | 'asked' | 'released' | 'superseded' | 'cancelled' | 'expired' | 'stopped';
      person: string;
    }
  /** A person has changed what they allow: `STOP`, a sign-up and so on; in chat, at the provider, or by a program. */
  | { kind: 'consent'; change: string; source: 'chat' | 'provider' | 'program'; person: string }
  /** A conversation was handed off to a human, a human has taken it, or the bot has it again. */
  | { kind: 'handoff'; change: 'initiated' | 'accepted' | 'completed' | 'failed'; person: string }
  /** An event was handed to the desk, or the desk did not take it and it is tried again. */
  | { kind: 'desk'; event: string; outcome: 'delivered' | 'waiting'; person: string; error?: Error }
  /** A number's integration did not take a kind of interactive message: numbered text is sent instead for a while. */
  | { kind: 'native'; form: string; business: string }
  /** Uploads are not enabled for a number's integration: files are sent inside the messages `until` then, in epoch ms. */
  | { kind: 'uploadsOff'; business: string; until: number }
  /**
   * What is known of a number's integration from the option `findings`, told at the start: it is used, there is nothing
   * (`none`), or it was found out at another provider and does not count (`elsewhere`). `at`: when it was found out.
   */
  | { kind: 'findings'; business: string; outcome: 'used' | 'none' | 'elsewhere'; at?: string }
  /** The provider refused a template for everybody: others take its place `until` then, in epoch ms. */
  | { kind: 'template'; template: string; language: string; business: string; reason: string; until: number }
  /** The provider takes nothing of this number: its messages wait, and one tries now and then. */
  | { kind: 'paused'; business: string; obstacle: 'account' | 'pace' | 'outage'; reason: string }
  /** The provider takes the number's messages again. */
  | { kind: 'resumed'; business: string }
  /** A part was sent to the provider, or could not be sent. */
  | { kind: 'send'; sentAs: string; outcome: string; person: string; error?: Error }
  /**
   * It was not known whether an earlier process had sent a part, or an answer was lost. It had never left (`unsent`), a
   * status told (`told`), it waits in the outbox (`waiting`), or no status came and it is sent again (`again`).
   */
  | { kind: 'doubt'; outcome: 'unsent' | 'told' | 'waiting' | 'again'; person: string }
  /**
   * The provider's status of a part: a name that is known, or `OTHER` with the provider's own words. They are free text,
   * redacted: for logs alone, and never a label.
   */
  | { kind: 'status'; status: string; person?: string; words?: string }
  /** One HTTP request to the provider ended. `status` is 0 if no answer came. */
  | { kind: 'request'; status: number; durationMs: number; messages: number }
  /** Our clock is more than 30 s ahead of the provider's (behind, if negative), or no longer is. */
  | { kind: 'clock'; aheadMs: number }
  /** Something failed that no caller waits for. */
  | { kind: 'fault'; where: FaultPlace; error: Error };

/** Gets every event of the channel. It must not throw. */
export type Observer = (event: ChannelEvent) => void;
