import type { Need } from '../consent/record.js';
import type { DeskReply, TemplateReference } from '../templates/message.js';

/** A message that is held until the person writes: all but what it says. JSON. */
export interface Held {
  /** The message's id. */
  readonly id: string;
  /** The id under which it leaves: another one if it has had a free-form try, which was refused. */
  readonly sendId: string;
  /** The notification that it belongs to, by its id. */
  readonly notification?: string | undefined;
  /** What the person must have allowed, if it is no answer. */
  readonly need?: Need | undefined;
  /** It replaces what is held under the same key. */
  readonly key?: string | undefined;
  /** The template that asks the person to answer. Absent if it waits for the end of a hand-off. */
  readonly asking?: TemplateReference | undefined;
  /** The hand-off that it belongs to, if a human has said it. */
  readonly desk?: DeskReply | undefined;
  /** When it was said, if it was not held at once, in epoch ms. */
  readonly saidAt?: number | undefined;
  /** Since when it is held, and until when, in epoch ms. */
  readonly since: number;
  readonly until: number;
}

/**
 * Whether a message may leave now. While a human has the conversation, only what they have said does, once the person
 * has written. Otherwise that holds for everything, and what has waited for the end of a hand-off is decided on anew.
 */
export function mayLeave({ asking, desk }: Held, isHandedOff: boolean, isOpen: boolean): boolean {
  if (isHandedOff) return isOpen && desk !== undefined;
  return isOpen || asking === undefined;
}

/** What is told of a message that is held. */
export interface HeldReport {
  /** The message's id. */
  readonly id: string;
  /** Our number that it leaves from. */
  readonly from: string;
  /** The notification that it belongs to, by its id. */
  readonly notification?: string;
  readonly key?: string;
  /** Since when it is held, and until when, in epoch ms. */
  readonly since: number;
  readonly until: number;
  /** Its place among those that this number holds for the person, from 1. */
  readonly position: number;
  /** It does not wait for the person, but for the end of the hand-off to a human. */
  readonly waitsFor?: 'hand-off';
}

export function heldReport(
  { id, notification, key, since, until, asking }: Held,
  from: string,
  at: number,
): HeldReport {
  return {
    ...{ id, from },
    ...(notification !== undefined && { notification }),
    ...(key !== undefined && { key }),
    since,
    until,
    position: at + 1,
    ...(!asking && { waitsFor: 'hand-off' }),
  };
}
