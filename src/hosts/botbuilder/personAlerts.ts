import type { TurnContext } from 'botbuilder';
import type { ConsentReport, Consents } from '../../channel/consents.js';
import type { Topic, TopicCatalog } from '../../consent/topics.js';
import { InvalidInputError } from '../../core/errors.js';
import { type AlertsWords, englishWords } from './alertsWords.js';

/** What a program makes of the words for a subject: the subject as it names it, or why it takes none. */
export type SubjectReading =
  | { readonly subject: string }
  /** `problem` is a sentence for the person. `near` are the subjects that they may have meant. */
  | { readonly problem?: string | undefined; readonly near?: readonly string[] | undefined };

/** What an `AlertsDialog` is made of. */
export interface AlertsDialogOptions {
  /** The adapter's. */
  readonly consent: Pick<Consents, 'of' | 'change'>;
  /** What people can sign up for, as the adapter has it. */
  readonly topics: TopicCatalog;
  /**
   * Reads the subject of a topic in a person's words: "sa 204" is SA204, say, and tomorrow is no flight. Needed if a topic
   * has subjects.
   */
  readonly readSubject?: (topic: Topic, text: string, context: TurnContext) => SubjectReading | Promise<SubjectReading>;
  /** When a sign-up ends by itself, in epoch ms. By default never. */
  readonly until?: (subscription: string) => number | undefined | Promise<number | undefined>;
  /** How the thing of a subscription stands now, in a sentence: for the confirmation and the list. */
  readonly standing?: (subscription: string, context: TurnContext) => string | undefined | Promise<string | undefined>;
  /** The buttons under its last message: titles that the bot understands. */
  readonly menu?: readonly string[];
  /** The person's language, for the topics' titles. By default the activity's `locale`. */
  readonly language?: (context: TurnContext) => string | undefined;
  /** What it says instead of its own words. */
  readonly words?: (language: string | undefined) => Partial<AlertsWords>;
}

const longestWords = 1000;

/** The alerts of the person of a turn: what they have, what changes them, and what is said of it. */
export class PersonAlerts {
  readonly words: AlertsWords;
  readonly #context: TurnContext;
  readonly #options: AlertsDialogOptions;
  readonly #language: string | undefined;

  constructor(context: TurnContext, options: AlertsDialogOptions) {
    this.#context = context;
    this.#options = options;
    this.#language = options.language ? options.language(context) : context.activity.locale;
    this.words = { ...englishWords, ...options.words?.(this.#language) };
  }

  /** The subscriptions of which the person gets alerts now, of the topics of the dialog. */
  async inForce(): Promise<string[]> {
    const { topics } = await this.#report();
    const names = topics.filter(({ isInForce }) => isInForce).map(({ topic }) => topic);
    return names.filter((name) => this.#options.topics.find(name));
  }

  /** Signs the person up, in these words. Resolves with what to say, and with all that they are signed up for then. */
  async signUp(subscriptions: readonly string[], said: string): Promise<{ text: string; signedUp: string[] }> {
    const { topics, standing, until } = this.#options;
    const before = (await this.#report()).topics.filter(({ isInForce }) => isInForce);
    const lines: string[] = [];
    const signedUp: string[] = [];
    for (const subscription of subscriptions) {
      const known = before.find(({ topic }) => topic === subscription);
      if (!known && !(await this.#change({ [subscription]: true }, said, await until?.(subscription)))) {
        lines.push(this.words.tooMany);
        break;
      }
      const title = this.titleOf(subscription);
      const description = topics.find(subscription)?.topic.description;
      // In the same words, it is this turn that runs again.
      const isOld = known && known.words !== said;
      const text = isOld
        ? this.words.already(title)
        : this.words.signedUp(title, description && this.#said(description));
      lines.push([text, await standing?.(subscription, this.#context)].filter(Boolean).join('\n'));
      signedUp.push(subscription);
    }
    return { text: lines.join('\n\n'), signedUp };
  }

  /** Signs the person off, in these words. Resolves with what to say, and with what has ended. */
  async signOff(subscriptions: readonly string[], said: string): Promise<{ text: string; signedOff: string[] }> {
    const known = await this.inForce();
    const signedOff = subscriptions.filter((each) => known.includes(each));
    const others = subscriptions.filter((each) => !known.includes(each));
    if (signedOff.length > 0) {
      await this.#change(Object.fromEntries(signedOff.map((each) => [each, false])), said, undefined);
    }
    const titlesOf = (all: readonly string[]) => all.map((each) => this.titleOf(each));
    const lines = [
      ...(signedOff.length > 0 ? [this.words.signedOff(titlesOf(signedOff))] : []),
      ...(known.length > 0 ? titlesOf(others).map((title) => this.words.notSignedUp(title)) : [this.words.none]),
      ...(known.length > 0 && signedOff.length === 0 ? [this.words.listed(titlesOf(known))] : []),
    ];
    return { text: lines.join('\n'), signedOff };
  }

  /** What the person has, in words. */
  async listed(): Promise<string> {
    const lines: string[] = [];
    for (const subscription of await this.inForce()) {
      const standing = await this.#options.standing?.(subscription, this.#context);
      lines.push(standing ?? this.titleOf(subscription));
    }
    return lines.length > 0 ? this.words.listed(lines) : this.words.none;
  }

  /** "Flight SA204" */
  titleOf(subscription: string): string {
    return this.#options.topics.titleOf(subscription, this.#language);
  }

  /** What people call a topic where no subject is named: "Flight". */
  topicTitle({ title }: Topic): string {
    return this.#said(title).replaceAll('{{subject}}', '').replace(/\s+/g, ' ').trim();
  }

  /** What a topic calls its subjects: "flight number". */
  subjectName({ subject }: Topic): string {
    return subject ? this.#said(subject) : '';
  }

  async read(topic: Topic, text: string): Promise<SubjectReading> {
    return (await this.#options.readSubject?.(topic, text, this.#context)) ?? {};
  }

  /** The topic and the subject that a text names, if it is the subject of exactly one topic. */
  async find(text: string): Promise<{ topic: string; subjects: readonly string[] } | undefined> {
    const found: { topic: string; subjects: string[] }[] = [];
    for (const topic of this.#options.topics.all.filter(({ subject }) => subject)) {
      const reading = await this.read(topic, text);
      if ('subject' in reading) found.push({ topic: topic.id, subjects: [reading.subject] });
    }
    return found.length === 1 ? found[0] : undefined;
  }

  #said(texts: Topic['title']): string {
    return this.#options.topics.words(texts, this.#language);
  }

  #report(): Promise<ConsentReport> {
    const { from, recipient } = this.#context.activity;
    return this.#options.consent.of({ to: from.id, from: recipient.id });
  }

  /** `false` if the person has too many subscriptions. */
  async #change(topics: Readonly<Record<string, boolean>>, said: string, until: number | undefined): Promise<boolean> {
    const { from, recipient } = this.#context.activity;
    try {
      await this.#options.consent.change({
        ...{ to: from.id, from: recipient.id, source: 'chat', topics },
        ...(said !== '' && { words: said }),
        ...(until !== undefined && { until }),
      });
      return true;
    } catch (error) {
      if (error instanceof InvalidInputError && error.field === 'topics') return false;
      throw error;
    }
  }
}

/** What a person has said over several messages, as the words of their consent. */
export function consentWords(said: readonly string[]): string {
  return said.filter(Boolean).join(' / ').slice(0, longestWords);
}
