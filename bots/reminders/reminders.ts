import { createHash } from 'node:crypto';
import type { Activity, StatePropertyAccessor, TurnContext } from 'botbuilder';
import type { Clock, ConsentChanged, TemplateMessage } from '../../src/index.js';
import type { Locale } from '../dates/locale.js';
import { showMoment } from '../dates/localTime.js';
import { languageIn } from '../talk/language.js';
import type { FollowUps } from './followUps.js';
import { listWords } from './listWords.js';

/** A waiting reminder. It is kept with the conversation, so it must survive JSON. */
export interface Reminder {
  readonly key: string;
  /** What the person wants to be reminded of, in words that tell it apart from others. */
  readonly about: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface NewReminder {
  readonly about: string;
  /** What the reminder is about. A newer one about the same thing replaces it. */
  readonly thing: string;
  readonly at: number;
  readonly text: string;
  readonly template: TemplateMessage;
}

export interface RemindersOptions {
  readonly followUps: FollowUps;
  readonly clock: Clock;
  /** Kept with the conversation. */
  readonly waiting: StatePropertyAccessor<readonly Reminder[]>;
}

/** The most that can wait for one person, because each of them will be sent. */
const mostWaiting = 20;

/** The reminders that people ask for. Each is a follow-up, and the conversation's state knows which ones wait. */
export class Reminders {
  readonly #options: RemindersOptions;

  constructor(options: RemindersOptions) {
    this.#options = options;
  }

  /**
   * Sets a reminder for the person of the turn. If the turn runs again, it is the same reminder. Otherwise says why not:
   * too many wait, or the person has written STOP.
   */
  async set(
    context: TurnContext,
    { about, thing, at, text, template }: NewReminder,
  ): Promise<'set' | 'too many' | 'stopped'> {
    const { followUps, waiting } = this.#options;
    const { from, recipient, conversation } = context.activity;
    if (await followUps.isStopped?.(from.id, recipient.id)) return 'stopped';
    const key = `reminder/${conversation.id}/${digest(thing.toLowerCase())}`;
    const others = (await this.waiting(context)).filter((each) => each.key !== key);
    if (others.length >= mostWaiting) return 'too many';
    const id = `reminder-${digest([key, at, turnOf(context)].join('/'))}`;
    await followUps.schedule({ key, id, at, to: from.id, from: recipient.id, text, template });
    await waiting.set(
      context,
      [...others, { key, about, at }].sort((one, other) => one.at - other.at),
    );
    return 'set';
  }

  /** The person has written STOP: the adapter has cancelled what was scheduled. */
  async heard(context: TurnContext): Promise<void> {
    if (saysStop(context.activity)) await this.#options.waiting.set(context, []);
  }

  /** The waiting reminders of the person of the turn, soonest first. */
  async waiting(context: TurnContext): Promise<readonly Reminder[]> {
    const all = await this.#options.waiting.get(context, []);
    return all.filter(({ at }) => at > this.#options.clock.now());
  }

  /** Cancels the only reminder, the one that the words describe, or all if they say so. Says which, or asks. */
  async takeBack(context: TurnContext, words: string, locale: Locale): Promise<string> {
    const say = listWords(languageIn(context));
    const waiting = await this.waiting(context);
    if (waiting.length === 0) return say('none');
    const meant = meantBy(words, waiting);
    if (meant.length === 0) return this.#listed(say('unknown'), waiting, locale);
    if (meant.length > 1 && !/\ball\b/i.test(words)) {
      return `${this.#listed(say('which'), meant, locale)}\n${say('whichHow')}`;
    }
    for (const { key } of meant) await this.#options.followUps.cancel(key);
    const others = waiting.filter((each) => !meant.includes(each));
    await this.#options.waiting.set(context, others);
    return this.#listed(say('takenBack'), meant, locale);
  }

  /** The waiting reminders, in words. */
  async list(context: TurnContext, locale: Locale): Promise<string> {
    const say = listWords(languageIn(context));
    const waiting = await this.waiting(context);
    return waiting.length === 0 ? say('none') : this.#listed(say('list'), waiting, locale);
  }

  #listed(title: string, reminders: readonly Reminder[], locale: Locale): string {
    const now = this.#options.clock.now();
    return [title, ...reminders.map(({ about, at }) => `- ${about}: ${showMoment(at, locale, now)}`)].join('\n');
  }
}

function saysStop({ name, value }: Activity): boolean {
  if (name !== 'clickatell/consent') return false;
  const { changes }: ConsentChanged = value;
  return changes.some(({ change }) => change === 'stopped');
}

/** The reminders that match most of the words; all of them if there are no words. */
function meantBy(words: string, reminders: readonly Reminder[]): readonly Reminder[] {
  const wanted = wordsIn(words);
  if (wanted.length === 0) return reminders;
  const scored = reminders.map((reminder) => {
    const has = wordsIn(reminder.about);
    return { reminder, score: wanted.filter((word) => has.includes(word)).length };
  });
  const best = Math.max(...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ reminder }) => reminder);
}

function wordsIn(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? [];
  return words.filter((word) => !meaningless.has(word));
}

const meaningless = new Set('to about of the a my me for on at in that is it and or all please payment'.split(' '));

/** A name for a message, the same each time the message is delivered. */
function turnOf({ activity: { id, timestamp } }: TurnContext): string {
  return [id, timestamp === undefined ? '' : new Date(timestamp).getTime()].join('/');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
