import type { Activity, TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from 'botbuilder-dialogs';
import type { ConsentReport, Consents } from '../../channel/consents.js';
import type { Topic, TopicCatalog } from '../../consent/topics.js';
import { InvalidInputError } from '../../core/errors.js';
import { type AlertsWords, englishWords } from './alertsWords.js';

/** What a program makes of the words for a subject: the subject as it names it, or why it takes none. */
export type SubjectReading =
  | { readonly subject: string }
  /** `problem` is a sentence for the person. `near` are the subjects that they may have meant. */
  | { readonly problem?: string | undefined; readonly near?: readonly string[] | undefined };

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

/** What the person has said already when the dialog begins. Everything that is not there is asked. */
export interface AlertsWish {
  readonly action?: 'sign-up' | 'sign-off' | 'list' | undefined;
  /** The id of a topic. */
  readonly topic?: string | undefined;
  /** What they have written as its subject: one or several, each as they wrote it. */
  readonly subjects?: readonly string[] | undefined;
}

/** What the dialog ends with: what the person is signed up for now, or off from; nothing of both if they have cancelled. */
export interface AlertsResult {
  readonly signedUp: readonly string[];
  readonly signedOff: readonly string[];
}

/** What is kept with the dialog from turn to turn. It survives JSON. */
interface State extends AlertsWish {
  question?: { readonly text: string; readonly titles: readonly string[]; readonly values: readonly string[] };
  asked?: 'action' | 'topic' | 'subject' | 'which';
  /** What the person has said so far: the words of their consent. */
  said: readonly string[];
  misses: number;
}

/** The most subscriptions that are offered by name. A list of WhatsApp has ten rows. */
const mostOffered = 8;
const longestWords = 1000;
const nothing: AlertsResult = { signedUp: [], signedOff: [] };

/**
 * A dialog in which people sign up for alerts, sign off and see what they have: for any bot on `botbuilder-dialogs`.
 *
 *     import { AlertsDialog } from 'botbuilder-adapter-clickatell/dialogs';
 *
 *     dialogs.add(new AlertsDialog('alerts', { consent: adapter.consent, topics, readSubject }));
 *     await dialogContext.beginDialog('alerts', { action: 'sign-up', topic: 'flight', subjects: ['sa 204'] });
 *
 * What the person wrote is kept as the words of their consent. STOP and START never come here: the adapter takes them.
 * Every question can be left with "cancel" and comes back by `repromptDialog`. A bot whose commands shall interrupt it
 * begins another dialog on top, after which the question comes back by itself.
 */
export class AlertsDialog extends Dialog<AlertsWish> {
  readonly #options: AlertsDialogOptions;

  /** @throws InvalidInputError if a topic has subjects and nobody reads them. */
  constructor(id: string, options: AlertsDialogOptions) {
    super(id);
    if (!options.readSubject && options.topics.all.some(({ subject }) => subject)) {
      throw new InvalidInputError('readSubject', 'must be a function, because there is a topic with subjects');
    }
    this.#options = options;
  }

  override async beginDialog(dc: DialogContext, wish: AlertsWish = {}): Promise<DialogTurnResult> {
    const state: State = { ...wish, said: [dc.context.activity.text ?? ''], misses: 0 };
    return this.#proceed(dc, state);
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const { activity } = dc.context;
    if (activity.type !== 'message') return Dialog.EndOfTurn;
    const state = stateOf(dc);
    const text = (activity.text ?? '').trim();
    const words = this.#words(dc.context);
    const isNo = /^(?:no|nope|nee)(?: thanks?)?[.!]*$/i.test(text);
    if (isNo && state.asked === 'subject' && (state.question?.values.length ?? 0) > 0) {
      // "No" to "Did you mean …?" is no end.
      const { subjects: _, ...open } = state;
      return this.#proceed(dc, { ...open, misses: 0 });
    }
    if (sameWords(text, words.cancel) || isNo || isCancel(text)) {
      await dc.context.sendActivity(this.#last(words.cancelled));
      return dc.endDialog(nothing);
    }
    const { values = [], titles = [] } = state.question ?? {};
    const place = titles.findIndex((title) => sameWords(title, text));
    const isYes =
      state.asked === 'subject' && values.length === 1 && /^(?:yes|yep|yeah|ja|yebo|ok(?:ay)?)\b/i.test(text);
    const chosen = values[isYes ? 0 : place];
    const said = { ...state, said: [...state.said, text] };
    switch (state.asked) {
      case 'action': {
        const action = (['sign-up', 'sign-off', 'list'] as const).find((each) => each === chosen);
        return action ? this.#proceed(dc, { ...said, action, misses: 0 }) : this.#again(dc, state);
      }
      case 'topic': {
        if (chosen !== undefined) return this.#proceed(dc, { ...said, topic: chosen, misses: 0 });
        const found = await this.#findSubject(text, dc.context);
        return found ? this.#proceed(dc, { ...said, ...found, misses: 0 }) : this.#again(dc, state);
      }
      case 'which': {
        if (chosen !== undefined) return this.#signOff(dc, said, chosen === '' ? values.filter(Boolean) : [chosen]);
        const found = await this.#findSubject(text, dc.context);
        return found ? this.#proceed(dc, { ...said, ...found, misses: 0 }) : this.#again(dc, state);
      }
      default:
        return this.#proceed(dc, { ...said, subjects: [chosen ?? text] });
    }
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    await this.#ask(dc.context, stateOf(dc).question);
    return Dialog.EndOfTurn;
  }

  override async repromptDialog(context: TurnContext, { state }: DialogInstance): Promise<void> {
    const { question }: State = state;
    await this.#ask(context, question);
  }

  async #proceed(dc: DialogContext, state: State): Promise<DialogTurnResult> {
    const { topics } = this.#options;
    const { context } = dc;
    const words = this.#words(context);
    const { action } = state;
    if (action === undefined) {
      const [titles, values] = [
        [words.signUp, words.signOff, words.list],
        ['sign-up', 'sign-off', 'list'],
      ];
      return this.#put(dc, { ...state, asked: 'action' }, words.whatToDo, titles, values);
    }
    if (action === 'list') return this.#list(dc);
    const [only, ...others] = topics.all;
    const topic = topics.all.find(({ id }) => id === state.topic) ?? (others.length === 0 ? only : undefined);
    if (action === 'sign-off' && (topic === undefined || (topic.subject && !state.subjects))) {
      return this.#chooseWhich(dc, state, topic);
    }
    if (topic === undefined) {
      const titles = topics.all.map((each) => this.#titleOf(each, context));
      return this.#put(
        dc,
        { ...state, asked: 'topic' },
        words.askTopic,
        titles,
        topics.all.map(({ id }) => id),
      );
    }
    if (!topic.subject) return this.#complete(dc, state, action, [topic.id]);
    if (!state.subjects) return this.#askSubject(dc, { ...state, topic: topic.id }, topic, {});
    const subscriptions: string[] = [];
    for (const text of state.subjects) {
      const reading = await this.#read(topic, text, context);
      if ('subject' in reading) {
        subscriptions.push(`${topic.id}:${reading.subject}`);
        continue;
      }
      const found = state.asked === 'subject' ? await this.#findSubject(text, context) : undefined;
      if (found) return this.#proceed(dc, { ...state, ...found });
      const misses = state.misses + 1;
      return this.#askSubject(dc, { ...state, topic: topic.id, misses }, topic, reading, text);
    }
    return this.#complete(dc, state, action, subscriptions);
  }

  async #complete(dc: DialogContext, state: State, action: 'sign-up' | 'sign-off', subscriptions: readonly string[]) {
    return action === 'sign-up' ? this.#signUp(dc, state, subscriptions) : this.#signOff(dc, state, subscriptions);
  }

  async #signUp(dc: DialogContext, state: State, subscriptions: readonly string[]): Promise<DialogTurnResult> {
    const { topics, standing, until } = this.#options;
    const { context } = dc;
    const words = this.#words(context);
    const language = this.#language(context);
    const known = this.#inForce(await this.#report(context));
    const lines: string[] = [];
    const signedUp: string[] = [];
    for (const subscription of subscriptions) {
      const title = topics.titleOf(subscription, language);
      const description = topics.find(subscription)?.topic.description;
      const now = await standing?.(subscription, context);
      const end = await until?.(subscription);
      if (!known.includes(subscription)) {
        const isDone = await this.#change(context, state, { [subscription]: true }, end);
        if (!isDone) {
          lines.push(words.tooMany);
          break;
        }
      }
      const said = known.includes(subscription)
        ? words.already(title)
        : words.signedUp(title, description && topics.words(description, language));
      signedUp.push(subscription);
      lines.push([said, now].filter(Boolean).join('\n'));
    }
    await context.sendActivity(this.#last(lines.join('\n\n')));
    return dc.endDialog({ ...nothing, signedUp });
  }

  async #signOff(dc: DialogContext, state: State, subscriptions: readonly string[]): Promise<DialogTurnResult> {
    const { topics } = this.#options;
    const { context } = dc;
    const words = this.#words(context);
    const titlesOf = (all: readonly string[]) => all.map((each) => topics.titleOf(each, this.#language(context)));
    const known = this.#inForce(await this.#report(context));
    const meant = subscriptions.filter((each) => known.includes(each));
    const others = subscriptions.filter((each) => !known.includes(each));
    if (meant.length > 0) {
      await this.#change(context, state, Object.fromEntries(meant.map((each) => [each, false])));
    }
    const lines = [
      ...(meant.length > 0 ? [words.signedOff(titlesOf(meant))] : []),
      ...(known.length > 0 ? titlesOf(others).map((title) => words.notSignedUp(title)) : [words.none]),
      ...(known.length > 0 && meant.length === 0 ? [words.listed(titlesOf(known))] : []),
    ];
    await context.sendActivity(this.#last(lines.join('\n')));
    return dc.endDialog({ ...nothing, signedOff: meant });
  }

  async #list(dc: DialogContext): Promise<DialogTurnResult> {
    const { topics, standing } = this.#options;
    const { context } = dc;
    const words = this.#words(context);
    const lines: string[] = [];
    for (const subscription of this.#inForce(await this.#report(context))) {
      lines.push((await standing?.(subscription, context)) ?? topics.titleOf(subscription, this.#language(context)));
    }
    await context.sendActivity(this.#last(lines.length > 0 ? words.listed(lines) : words.none));
    return dc.endDialog(nothing);
  }

  /** Of one topic, if the person has named one. A single one is not asked for. */
  async #chooseWhich(dc: DialogContext, state: State, topic: Topic | undefined): Promise<DialogTurnResult> {
    const { topics } = this.#options;
    const { context } = dc;
    const words = this.#words(context);
    const known = this.#inForce(await this.#report(context));
    const ofTopic = known.filter((each) => topic === undefined || topics.find(each)?.topic.id === topic.id);
    const meant = ofTopic.length > 0 ? ofTopic : known;
    const [only] = ofTopic;
    if (meant.length === 0) {
      await context.sendActivity(this.#last(words.none));
      return dc.endDialog(nothing);
    }
    if (only !== undefined && ofTopic.length === 1) return this.#signOff(dc, state, [only]);
    const offered = meant.slice(0, mostOffered);
    const titles = [...offered.map((each) => topics.titleOf(each, this.#language(context))), words.all];
    // "All of them" means those that are not offered by name as well.
    const values = offered.length === meant.length ? [...offered, ''] : [...offered, '', ...meant.slice(mostOffered)];
    return this.#put(dc, { ...state, asked: 'which' }, words.askWhich, titles, values);
  }

  async #askSubject(dc: DialogContext, state: State, topic: Topic, reading: SubjectReading, text?: string) {
    const words = this.#words(dc.context);
    const what = topic.subject ? this.#options.topics.words(topic.subject, this.#language(dc.context)) : '';
    const { problem, near = [] } = 'subject' in reading ? {} : reading;
    const lines = [
      text === undefined ? '' : (problem ?? words.notRead(what)),
      near.length > 0 ? words.didYouMean(near) : words.askSubject(what),
    ];
    const asked: State = { ...state, asked: 'subject' };
    return this.#put(dc, asked, lines.filter(Boolean).join(' '), [...near], [...near]);
  }

  /** Asks once more what was asked. */
  async #again(dc: DialogContext, state: State): Promise<DialogTurnResult> {
    const { text = '', titles = [], values = [] } = state.question ?? {};
    const misses = state.misses + 1;
    return this.#put(dc, { ...state, misses }, text.replace(` ${this.#words(dc.context).wayOut}`, ''), titles, values);
  }

  /** Asks, and keeps what was asked. "Cancel" is always among the buttons. */
  async #put(
    dc: DialogContext,
    state: State,
    text: string,
    titles: readonly string[],
    values: readonly string[],
  ): Promise<DialogTurnResult> {
    const { cancel, wayOut } = this.#words(dc.context);
    const hint = state.misses > 1 ? ` ${wayOut}` : '';
    const buttons = titles.includes(cancel) ? titles : [...titles, cancel];
    const question = { text: `${text}${hint}`, titles: buttons, values: [...values] };
    if (dc.activeDialog) dc.activeDialog.state = { ...state, question };
    await this.#ask(dc.context, question);
    return Dialog.EndOfTurn;
  }

  async #ask(context: TurnContext, question: State['question']): Promise<void> {
    if (question) await context.sendActivity(message(question.text, question.titles));
  }

  /** The topic and the subject that a text names, if it is the subject of exactly one topic. */
  async #findSubject(text: string, context: TurnContext): Promise<Pick<State, 'topic' | 'subjects'> | undefined> {
    const found: { topic: string; subjects: string[] }[] = [];
    for (const topic of this.#options.topics.all) {
      if (!topic.subject) continue;
      const reading = await this.#read(topic, text, context);
      if ('subject' in reading) found.push({ topic: topic.id, subjects: [reading.subject] });
    }
    return found.length === 1 ? found[0] : undefined;
  }

  async #read(topic: Topic, text: string, context: TurnContext): Promise<SubjectReading> {
    return (await this.#options.readSubject?.(topic, text, context)) ?? {};
  }

  /** `false` if the person has too many subscriptions. */
  async #change(
    context: TurnContext,
    { said }: State,
    topics: Readonly<Record<string, boolean>>,
    until?: number,
  ): Promise<boolean> {
    const { from, recipient } = context.activity;
    const words = said.filter(Boolean).join(' / ').slice(0, longestWords);
    try {
      await this.#options.consent.change({
        ...{ to: from.id, from: recipient.id, source: 'chat', topics },
        ...(words !== '' && { words }),
        ...(until !== undefined && { until }),
      });
      return true;
    } catch (error) {
      if (error instanceof InvalidInputError && error.field === 'topics') return false;
      throw error;
    }
  }

  #report({ activity: { from, recipient } }: TurnContext): Promise<ConsentReport> {
    return this.#options.consent.of({ to: from.id, from: recipient.id });
  }

  /** The subscriptions of which the person gets alerts now, of the topics of this dialog. */
  #inForce({ topics }: ConsentReport): string[] {
    const names = topics.filter(({ isInForce }) => isInForce).map(({ topic }) => topic);
    return names.filter((name) => this.#options.topics.find(name));
  }

  /** What people call a topic where no subject is named: "Flight". */
  #titleOf({ title }: Topic, context: TurnContext): string {
    const text = this.#options.topics.words(title, this.#language(context));
    return text.replaceAll('{{subject}}', '').replace(/\s+/g, ' ').trim();
  }

  #language(context: TurnContext): string | undefined {
    const { language } = this.#options;
    return language ? language(context) : context.activity.locale;
  }

  #words(context: TurnContext): AlertsWords {
    return { ...englishWords, ...this.#options.words?.(this.#language(context)) };
  }

  #last(text: string): Partial<Activity> {
    return message(text, this.#options.menu ?? []);
  }
}

function stateOf(dc: DialogContext): State {
  const state: State | undefined = dc.activeDialog?.state;
  return state ?? { said: [], misses: 0 };
}

/** Plain, so that nothing in a subject becomes markup. */
function message(text: string, titles: readonly string[]): Partial<Activity> {
  const actions = titles.map((title) => ({ type: 'imBack', title, value: title }));
  return {
    type: 'message',
    text,
    textFormat: 'plain',
    ...(actions.length > 0 && { suggestedActions: { to: [], actions } }),
  };
}

function sameWords(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function isCancel(text: string): boolean {
  return /^(?:cancel|never ?mind|forget it|quit|exit|none)[.!]*$/i.test(text);
}
