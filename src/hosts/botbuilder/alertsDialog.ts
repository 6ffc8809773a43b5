import type { Activity, TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from 'botbuilder-dialogs';
import type { Topic } from '../../consent/topics.js';
import { InvalidInputError } from '../../core/errors.js';
import { type AlertsDialogOptions, consentWords, PersonAlerts, type SubjectReading } from './personAlerts.js';

/** What the person has said already when the dialog begins. Everything that is not there is asked. */
export interface AlertsWish {
  readonly action?: 'sign-up' | 'sign-off' | 'list' | undefined;
  /** The id of a topic. */
  readonly topic?: string | undefined;
  /** What they have written as its subject: one or several, each as they wrote it. */
  readonly subjects?: readonly string[] | undefined;
  /** A sign-off is from everything, or from everything of the topic. */
  readonly isAll?: boolean | undefined;
  /** A sign-off may not be meant so, such as "stop it": the person is asked, even if there is only one. */
  readonly isUnsure?: boolean | undefined;
}

/** What the dialog ends with: what the person is signed up for now, or off from; nothing of both if they have cancelled. */
export interface AlertsResult {
  readonly signedUp: readonly string[];
  readonly signedOff: readonly string[];
}

/** A question, with its buttons. `value` is what a button means to the dialog. */
interface Question {
  readonly asks: 'action' | 'topic' | 'subject' | 'which';
  readonly text: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

/** What is kept with the dialog from turn to turn. It survives JSON. */
interface State extends AlertsWish {
  readonly question?: Question;
  /** What the person has said so far: the words of their consent. */
  readonly said: readonly string[];
  /** How often in a row an answer could not be read. */
  readonly misses: number;
  /** What was done before the question. */
  readonly done: AlertsResult;
}

/** The most subscriptions that are offered by name. A list of WhatsApp has ten rows. */
const mostOffered = 8;
const nothing: AlertsResult = { signedUp: [], signedOff: [] };
/** The choice of everything that there is. */
const everything = '*';

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
    return this.#proceed(dc, { ...wish, said: [dc.context.activity.text ?? ''], misses: 0, done: nothing });
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const { activity } = dc.context;
    if (activity.type !== 'message') return Dialog.EndOfTurn;
    const alerts = this.#of(dc.context);
    const state = stateOf(dc);
    const text = (activity.text ?? '').trim();
    const { asks, choices = [] } = state.question ?? {};
    const isNear = asks === 'subject' && choices.length > 0;
    if (isNear && isNo(text)) {
      // "No" to "Did you mean …?" is no end.
      return this.#askSubject(dc, { ...state, misses: 0 }, this.#topicOf(state), {});
    }
    if (sameWords(text, alerts.words.cancel) || isNo(text) || isCancel(text)) {
      await dc.context.sendActivity(this.#last(alerts.words.cancelled));
      return dc.endDialog(state.done);
    }
    const isYesNo = choices.length === 1 && (isNear || asks === 'which');
    const isYes = isYesNo && /^(?:yes|yep|yeah|ja|yebo|ok(?:ay)?)\b/i.test(text);
    const chosen = (isYes ? choices[0] : choices.find(({ title }) => sameWords(title, text)))?.value;
    const heard: State = { ...state, said: [...state.said, text], misses: 0 };
    if (asks === 'subject') {
      const [, ...waiting] = state.subjects ?? [];
      return this.#proceed(dc, { ...heard, misses: state.misses, subjects: [chosen ?? text, ...waiting] });
    }
    if (asks === 'action' && chosen !== undefined) return this.#proceed(dc, { ...heard, action: actionOf(chosen) });
    if (asks === 'topic' && chosen !== undefined) return this.#proceed(dc, { ...heard, topic: chosen });
    if (asks === 'which' && chosen === everything) {
      return this.#signOff(dc, heard, await this.#meant(dc.context, this.#topicOf(state)));
    }
    if (asks === 'which' && chosen !== undefined) return this.#signOff(dc, heard, [chosen]);
    const found = asks === 'action' ? undefined : await alerts.find(text);
    if (found) return this.#proceed(dc, { ...heard, ...found });
    return this.#put(dc, { ...state, misses: state.misses + 1 }, state.question);
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    await this.#ask(dc.context, stateOf(dc));
    return Dialog.EndOfTurn;
  }

  override async repromptDialog(context: TurnContext, { state }: DialogInstance): Promise<void> {
    await this.#ask(context, state);
  }

  /** Does what is known to be wanted, or asks for the next thing that is not known. */
  async #proceed(dc: DialogContext, state: State): Promise<DialogTurnResult> {
    const alerts = this.#of(dc.context);
    const { words } = alerts;
    const { action } = state;
    if (action === undefined) {
      const titles = { 'sign-up': words.signUp, 'sign-off': words.signOff, list: words.list };
      const choices = Object.entries(titles).map(([value, title]) => ({ title, value }));
      return this.#put(dc, state, { asks: 'action', text: words.whatToDo, choices });
    }
    if (action === 'list') {
      await dc.context.sendActivity(this.#last(await alerts.listed()));
      return dc.endDialog(nothing);
    }
    const topic = this.#topicOf(state);
    const isNamed = state.subjects !== undefined || (topic && !topic.subject && !state.isUnsure);
    if (action === 'sign-off' && (!topic || !isNamed)) return this.#which(dc, state, topic);
    if (!topic) {
      const choices = this.#options.topics.all.map((each) => ({ title: alerts.topicTitle(each), value: each.id }));
      return this.#put(dc, state, { asks: 'topic', text: words.askTopic, choices });
    }
    const perform = action === 'sign-up' ? this.#signUp : this.#signOff;
    if (!topic.subject) return perform.call(this, dc, state, [topic.id]);
    if (!state.subjects) return this.#askSubject(dc, state, topic, {});
    return this.#readSubjects(dc, state, topic, state.subjects);
  }

  /** What can be read is done. What cannot be read is asked for, one after the other. */
  async #readSubjects(
    dc: DialogContext,
    state: State,
    topic: Topic,
    subjects: readonly string[],
  ): Promise<DialogTurnResult> {
    const alerts = this.#of(dc.context);
    const subscriptions: string[] = [];
    const unread: { text: string; reading: SubjectReading }[] = [];
    for (const text of subjects) {
      const reading = await alerts.read(topic, text);
      if ('subject' in reading) subscriptions.push(`${topic.id}:${reading.subject}`);
      else unread.push({ text, reading });
    }
    const perform = state.action === 'sign-off' ? this.#signOff : this.#signUp;
    const [first] = unread;
    if (!first) return perform.call(this, dc, state, subscriptions);
    // The answer to "which flight?" may be a parcel.
    const found = state.question?.asks === 'subject' ? await alerts.find(first.text) : undefined;
    if (found && unread.length === 1) return this.#proceed(dc, { ...state, ...found });
    const rest: State = { ...state, subjects: unread.map(({ text }) => text), misses: state.misses + 1 };
    if (subscriptions.length === 0) return this.#askSubject(dc, rest, topic, first.reading, first.text);
    const { text, ...done } = await this.#change(dc.context, state, subscriptions);
    await dc.context.sendActivity(message(text, []));
    return this.#askSubject(dc, { ...rest, misses: 1, done: both(state.done, done) }, topic, first.reading, first.text);
  }

  async #signUp(dc: DialogContext, state: State, subscriptions: readonly string[]): Promise<DialogTurnResult> {
    const { text, ...done } = await this.#change(dc.context, { ...state, action: 'sign-up' }, subscriptions);
    await dc.context.sendActivity(this.#last(text));
    return dc.endDialog(both(state.done, done));
  }

  async #signOff(dc: DialogContext, state: State, subscriptions: readonly string[]): Promise<DialogTurnResult> {
    const { text, ...done } = await this.#change(dc.context, { ...state, action: 'sign-off' }, subscriptions);
    await dc.context.sendActivity(this.#last(text));
    return dc.endDialog(both(state.done, done));
  }

  async #change(context: TurnContext, { action, said }: State, subscriptions: readonly string[]) {
    const alerts = this.#of(context);
    const words = consentWords(said);
    const done = action === 'sign-up' ? alerts.signUp(subscriptions, words) : alerts.signOff(subscriptions, words);
    return { ...nothing, ...(await done) };
  }

  /** Asks which one to end, of one topic if the person has named one. A single one is asked for if that may not be meant. */
  async #which(dc: DialogContext, state: State, topic: Topic | undefined): Promise<DialogTurnResult> {
    const alerts = this.#of(dc.context);
    const meant = await this.#meant(dc.context, topic);
    const isClear = !topic || meant.every((each) => this.#options.topics.find(each)?.topic.id === topic.id);
    const isSure = isClear && !state.isUnsure;
    if (meant.length === 0 || (isSure && (state.isAll || meant.length === 1))) return this.#signOff(dc, state, meant);
    const [only, ...others] = meant;
    if (only !== undefined && others.length === 0) {
      const choices = [{ title: alerts.words.yes, value: only }];
      return this.#put(dc, state, { asks: 'which', text: alerts.words.askStop(alerts.titleOf(only)), choices });
    }
    const offered = meant.slice(0, mostOffered);
    const choices = [
      ...offered.map((value) => ({ title: alerts.titleOf(value), value })),
      { title: alerts.words.all, value: everything },
    ];
    return this.#put(dc, state, { asks: 'which', text: alerts.words.askWhich, choices });
  }

  /** The subscriptions of a topic, or all if there are none of it. */
  async #meant(context: TurnContext, topic: Topic | undefined): Promise<readonly string[]> {
    const all = await this.#of(context).inForce();
    const ofTopic = all.filter((each) => !topic || this.#options.topics.find(each)?.topic.id === topic.id);
    return ofTopic.length > 0 ? ofTopic : all;
  }

  async #askSubject(
    dc: DialogContext,
    state: State,
    topic: Topic | undefined,
    reading: SubjectReading,
    text?: string,
  ): Promise<DialogTurnResult> {
    const alerts = this.#of(dc.context);
    const { words } = alerts;
    const what = topic ? alerts.subjectName(topic) : '';
    const { problem, near = [] } = 'subject' in reading ? {} : reading;
    const lines = [
      text === undefined ? '' : (problem ?? words.notRead(what)),
      near.length > 0 ? words.didYouMean(near) : words.askSubject(what),
    ];
    const choices = near.map((value) => ({ title: value, value }));
    const question: Question = { asks: 'subject', text: lines.filter(Boolean).join(' '), choices };
    return this.#put(dc, { ...state, topic: topic?.id }, question);
  }

  /** Asks, and keeps what was asked. */
  async #put(dc: DialogContext, state: State, question: Question | undefined): Promise<DialogTurnResult> {
    const asked: State = { ...state, ...(question && { question }) };
    if (dc.activeDialog) dc.activeDialog.state = asked;
    await this.#ask(dc.context, asked);
    return Dialog.EndOfTurn;
  }

  /** "Cancel" is always among the buttons, and in the text from the second failure on. */
  async #ask(context: TurnContext, { question, misses }: State): Promise<void> {
    if (!question) return;
    const { cancel, wayOut } = this.#of(context).words;
    const text = misses > 1 ? `${question.text} ${wayOut}` : question.text;
    await context.sendActivity(message(text, [...question.choices.map(({ title }) => title), cancel]));
  }

  #topicOf({ topic }: State): Topic | undefined {
    const [only, ...others] = this.#options.topics.all;
    return this.#options.topics.all.find(({ id }) => id === topic) ?? (others.length === 0 ? only : undefined);
  }

  #of(context: TurnContext): PersonAlerts {
    return new PersonAlerts(context, this.#options);
  }

  #last(text: string): Partial<Activity> {
    return message(text, this.#options.menu ?? []);
  }
}

function stateOf(dc: DialogContext): State {
  const state: State | undefined = dc.activeDialog?.state;
  return state ?? { said: [], misses: 0, done: nothing };
}

function actionOf(value: string): AlertsWish['action'] {
  return (['sign-up', 'sign-off', 'list'] as const).find((each) => each === value);
}

function both(one: AlertsResult, other: AlertsResult): AlertsResult {
  return {
    signedUp: [...one.signedUp, ...other.signedUp],
    signedOff: [...one.signedOff, ...other.signedOff],
  };
}

/** Plain, so that nothing in a subject becomes markup. */
function message(text: string, titles: readonly string[]): Partial<Activity> {
  const actions = titles.map((title) => ({ type: 'imBack', title, value: title }));
  const buttons = actions.length > 0 ? { suggestedActions: { to: [], actions } } : {};
  return { type: 'message', text, textFormat: 'plain', ...buttons };
}

function sameWords(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function isNo(text: string): boolean {
  return /^(?:no|nope|nee)(?: thanks?)?[.!]*$/i.test(text);
}

function isCancel(text: string): boolean {
  return /^(?:cancel|never ?mind|forget it|quit|exit|none)[.!]*$/i.test(text);
}
