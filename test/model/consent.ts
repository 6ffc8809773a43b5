import type { ConsentReport } from '../../src/index.js';
import type { ConsentChange, Subscription, Topic } from './steps.js';

/** When something was asked of the program and when it was certain, in the order of everything that happens. */
interface Told {
  readonly person: string;
  /** When it was said, in epoch ms. */
  readonly at: number;
  readonly began: number;
  /** `undefined` while nobody knows whether it counts. */
  ended?: number | undefined;
}

/** A word that a person has written. */
export interface Keyword extends Told {
  readonly kind: 'keyword';
  readonly isStop: boolean;
  readonly id: string;
  /** What they wrote. No other message has the same words. */
  readonly words: string;
}

/** A change by the program. */
export interface Change extends Told {
  readonly kind: 'change';
  readonly change: ConsentChange;
  /** No other change has the same. */
  readonly source: string;
  readonly until: number | undefined;
}

/** What the provider has told. */
export interface OptOut extends Told {
  readonly kind: 'opt-out';
  readonly change: 'stopped' | 'marketing-stopped';
}

/** What the bot's handler was told. */
export interface Notice {
  readonly person: string;
  readonly changes: readonly Pick<ConsentReport['history'][number], 'at' | 'change' | 'topic' | 'source'>[];
}

/** A moment in which nothing was under way. */
interface Rest {
  readonly order: number;
  /** In epoch ms. */
  readonly now: number;
}

/** Remembers all that was said of people's consent, and when. What the program makes of it is judged at the end. */
export class ConsentLog {
  readonly said: (Keyword | Change | OptOut)[] = [];
  readonly notices: Notice[] = [];
  readonly rests: Rest[] = [];
  readonly #unsure: (() => boolean)[] = [];

  keyword(told: Omit<Keyword, 'kind'>): Keyword {
    const keyword: Keyword = { kind: 'keyword', ...told };
    this.said.push(keyword);
    return keyword;
  }

  change(told: Omit<Change, 'kind' | 'source'>): Change {
    const change: Change = { kind: 'change', source: `call ${this.said.length}`, ...told };
    this.said.push(change);
    return change;
  }

  optOut(told: Omit<OptOut, 'kind'>): OptOut {
    const optOut: OptOut = { kind: 'opt-out', ...told };
    this.said.push(optOut);
    return optOut;
  }

  /** It is certain with the next rest, if then `holds`. */
  certainAtRest(told: OptOut, holds: () => boolean, tick: () => number): void {
    this.#unsure.push(() => {
      if (holds()) told.ended ??= tick();
      return true;
    });
  }

  wasTold(person: string, changes: Notice['changes']): void {
    this.notices.push({ person, changes });
  }

  /** Nothing is under way. */
  rest(rest: Rest): void {
    for (const settle of this.#unsure.splice(0)) settle();
    this.rests.push(rest);
  }

  /** The first rest after a moment. */
  restAfter(order: number): Rest | undefined {
    return this.rests.find((rest) => rest.order > order);
  }
}

/** What a message on our own account needs. */
export interface Need {
  readonly topic?: Topic | undefined;
  readonly isMarketing?: boolean;
}

/** A moment in which a message was checked the last time, and left. */
export interface Moment {
  readonly checked: number;
  readonly left: number;
  readonly now: number;
}

type Stop = Told & { readonly isChat: boolean };

/**
 * What one person allows, by what was said: two-sided, because things happen at once. What ends a permission counts
 * against a message only if it was certain before the message was checked; what gives it, as soon as it was said.
 */
export class Allowed {
  readonly #all: readonly (Keyword | Change | OptOut)[];
  readonly #history: ConsentReport['history'];

  constructor(log: ConsentLog, { person, history }: Pick<ConsentReport, 'person' | 'history'>) {
    this.#all = log.said.filter((each) => each.person === person);
    this.#history = history;
  }

  /** Why the message must not have left; `undefined` if it may have. */
  mustNot(need: Need, { checked, left, now }: Moment): string | undefined {
    const certain = (each: Told) => each.ended !== undefined && each.ended < checked;
    const begun = (each: Told) => each.began < left;
    const stops = this.#stops().filter(certain);
    const starts = this.#starts().filter(begun);
    const isLifted = (stop: Stop) => starts.some((start) => mayLift(start, stop));
    if (need.isMarketing && this.#optOuts('marketing-stopped').some((each) => certain(each) && !isLifted(each)))
      return 'marketing is stopped';
    if (need.topic === undefined) return stops.some((each) => !isLifted(each)) ? 'the person has said STOP' : undefined;
    const { topic } = need;
    const offs = this.#offs(topic).filter(certain);
    const isFree = this.#ups(topic).some((up) => {
      if (!begun(up) || (up.until !== undefined && up.until <= now)) return false;
      // A later one counts, and so does when it ends.
      if (this.#ups(topic).some((other) => certain(other) && isAfter(other, up))) return false;
      const isOff = offs.some((off) => !mayOutlast(up, off) && !(off.byStop && isLifted(off)));
      const isStopped = stops.some((stop) => !mayOutlast(up, stop) && !isLifted(stop));
      return !isOff && !isStopped;
    });
    return isFree ? undefined : `the person is not signed up for ${topic}`;
  }

  /** Whether it was certainly allowed, from one moment to another, whatever else was under way. */
  must(need: Need, { from, to, now }: { from: number; to: number; now: number }): boolean {
    const certain = (each: Told) => each.ended !== undefined && each.ended < from;
    const begun = (each: Told) => each.began < to;
    const stops = this.#stops(true).filter(begun);
    const starts = this.#starts().filter(certain);
    const isLifted = (stop: Stop) =>
      starts.some((start) => start.began > (stop.ended ?? Number.POSITIVE_INFINITY) && start.at > stop.at);
    if (need.isMarketing && this.#optOuts('marketing-stopped').some((each) => begun(each) && !isLifted(each)))
      return false;
    if (need.topic === undefined) return stops.every(isLifted);
    const { topic } = need;
    const offs = this.#offs(topic).filter(begun);
    return this.#ups(topic).some(
      (up) =>
        certain(up) &&
        this.#ups(topic).every(
          ({ until, at, began }) => at < up.at || began >= to || (until ?? Number.POSITIVE_INFINITY) > now,
        ) &&
        [...stops, ...offs].every((end) => up.began > (end.ended ?? Number.POSITIVE_INFINITY) && up.at > end.at),
    );
  }

  /** What a word has changed, as the record tells it. */
  outcome({ words }: Keyword): ConsentReport['history'] {
    return this.#history.filter((each) => each.words === words);
  }

  /** What ended everything. `all`: also what ended one subscription. */
  #stops(all = false): Stop[] {
    return [
      ...this.#all.flatMap((each): Stop[] => {
        if (each.kind === 'change') return each.change.stopped === true ? [{ ...each, isChat: false }] : [];
        if (each.kind === 'opt-out') return [];
        const isOne = this.outcome(each).some(({ change }) => change === 'signed-off');
        return each.isStop && (all || !isOne) ? [{ ...each, isChat: true }] : [];
      }),
      ...this.#optOuts('stopped'),
    ];
  }

  #starts(): Stop[] {
    return this.#all.flatMap((each): Stop[] => {
      if (each.kind === 'keyword') return each.isStop ? [] : [{ ...each, isChat: true }];
      return each.kind === 'change' && each.change.stopped === false ? [{ ...each, isChat: false }] : [];
    });
  }

  #optOuts(change: OptOut['change']): Stop[] {
    return this.#all.flatMap((each) =>
      each.kind === 'opt-out' && each.change === change ? [{ ...each, isChat: false }] : [],
    );
  }

  #ups(topic: Topic): Change[] {
    return this.#all.filter(
      (each): each is Change => each.kind === 'change' && each.change.topics?.[topic as Subscription] === true,
    );
  }

  #offs(topic: Topic): (Stop & { readonly byStop: boolean })[] {
    return this.#all.flatMap((each): (Stop & { readonly byStop: boolean })[] => {
      if (each.kind === 'change') {
        return each.change.topics?.[topic as Subscription] === false ? [{ ...each, isChat: false, byStop: false }] : [];
      }
      if (each.kind === 'opt-out') return [];
      const isThis = this.outcome(each).some((entry) => entry.change === 'signed-off' && entry.topic === topic);
      return each.isStop && isThis ? [{ ...each, isChat: true, byStop: true }] : [];
    });
  }
}

function isAfter(later: Told, earlier: Told): boolean {
  return isSurelyBefore(earlier, later) && later.at >= earlier.at;
}

/** Whether a START may have lifted a STOP: it came after it, or is newer. */
function mayLift(start: Stop, stop: Stop): boolean {
  return isSurelyBefore(start, stop) ? start.at > stop.at : start.at >= stop.at;
}

/** Whether a sign-up may be in force although something has ended it. */
function mayOutlast(up: Change, end: Told): boolean {
  return isSurelyBefore(up, end) ? up.at > end.at : up.at >= end.at;
}

function isSurelyBefore(earlier: Told, later: Told): boolean {
  return earlier.ended !== undefined && earlier.ended < later.began;
}
