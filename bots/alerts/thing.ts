import type { z } from 'zod';

/** What people can follow: one flight, or one parcel. It is stored, so it must survive JSON. */
export interface Thing {
  readonly id: string;
  /** When its journey ended, in epoch ms: a flight has landed, a parcel was delivered. */
  readonly endedAt?: number | undefined;
}

/** What is to be told after a change: as a message, and as the value of the template's slot. */
export interface News {
  readonly text: string;
  readonly short: string;
}

/** What flights and parcels have in common: how they are named, changed and told of. */
export interface Kind<T extends Thing, C> {
  /** The topic that people sign up for. */
  readonly topic: 'flight' | 'parcel';
  readonly template: string;
  /** An id, to show how they look. */
  readonly example: string;
  /** Whether everybody may know which there are. Nobody is told the numbers of other people's parcels. */
  readonly isListed: boolean;
  /** A thing as it is stored. */
  readonly stored: z.ZodType<T>;
  /** What another program says of one, in the body of its call. */
  readonly change: z.ZodType<C>;
  /** Reads an id in whatever way it is written: "sa 204" is SA204. `undefined` for anything else. */
  readId(text: string): string | undefined;
  /** All ids in a text that stand out as such, in their order. */
  idsIn(text: string): readonly string[];
  /** The thing after a change. The same object if it says nothing new. */
  changed(before: T | undefined, id: string, change: C, now: number): T;
  /** The field that is missing to make a new thing of a change. */
  missing(change: C): string | undefined;
  /** What has changed, in words; `undefined` if it is nothing that people need to hear of. */
  news(before: T | undefined, after: T): News | undefined;
  /** Its present state, in a sentence or two. */
  standing(thing: T): string;
  /** When its alerts end by themselves, in epoch ms; `undefined` as long as nobody knows. */
  alertsEnd(thing: T): number | undefined;
  /** Whether another journey under the same id begins where one has ended. */
  isNext(before: T, after: T): boolean;
  /** Examples for the emulator, so that there is something to follow. */
  samples(now: number): readonly T[];
}
