import type { StatePropertyAccessor } from 'botbuilder';
import type { DialogContext } from 'botbuilder-dialogs';
import type { AlertsWish } from '../../src/dialogs.js';
import { askForHuman } from '../human/handOff.js';
import type { LastSaid } from '../human/lastSaid.js';
import { plain } from '../plain.js';
import type { Flight } from './flight.js';
import { type Intent, mended, readIntent, type TopicId } from './intents.js';
import { isNo } from './meant.js';
import { followed, kindOf, type Services, standingOf } from './services.js';
import { menuTitles, offer, say, words } from './words.js';

export interface AnswerServices extends Services {
  /** How often in a row the person was not understood. */
  readonly misses: StatePropertyAccessor<number>;
  /** What was said last, for a human. */
  readonly said: LastSaid;
}

type Command = Extract<Intent, { subjects: readonly string[] }>;

/** So many things are told of at once. */
const mostTold = 8;
const actions = { follow: 'sign-up', stop: 'sign-off' } as const;

/**
 * Answers one message. A command interrupts a question, which comes back afterwards; a new command of the same kind takes
 * its place. Everything else answers the question that is open, or begins something.
 */
export async function answer(dc: DialogContext, services: AnswerServices): Promise<void> {
  const { context } = dc;
  const text = context.activity.text?.trim() ?? '';
  if (text === '' || context.activity.valueType === 'clickatell/unsupported') return interrupt(dc, words('textOnly'));
  if (dc.activeDialog?.id === 'meant') {
    const { result } = await dc.continueDialog();
    if (typeof result === 'string') return answerText(dc, result, services);
    if (isNo(text)) {
      await context.sendActivity(offer(words('whatElse')));
      return;
    }
  }
  return answerText(dc, text, services);
}

async function answerText(dc: DialogContext, text: string, services: AnswerServices): Promise<void> {
  const { context } = dc;
  const known = await services.flights.ids();
  const isKnown = (topic: TopicId, id: string) => topic === 'parcel' || known.includes(id);
  const intent = readIntent(text, isKnown);
  const misses = await services.misses.get(context, 0);
  await services.misses.set(context, intent.kind === 'unknown' && !dc.activeDialog ? misses + 1 : 0);
  switch (intent.kind) {
    case 'cancel':
      if (dc.activeDialog) await dc.cancelAllDialogs();
      await context.sendActivity(offer(words('whatElse')));
      return;
    case 'list':
      await dc.beginDialog('alerts', { action: 'list' } satisfies AlertsWish);
      return;
    case 'help':
      return interrupt(dc, words('help'));
    case 'human':
      await askForHuman(context, services.said, { reason: text, draft: draftOf(dc) });
      await context.sendActivity(say(words('handedOver')));
      return;
    case 'who':
      return interrupt(dc, words('bot'));
    case 'upset':
      return interrupt(dc, words('sorry'));
    case 'foreign':
      return interrupt(dc, words('english'));
    case 'thanks':
      return interrupt(dc, words('thanks'));
    case 'greeting':
      return interrupt(dc, words('greeting'));
    case 'yesNo':
      if (dc.activeDialog) break;
      return interrupt(dc, words('nothingAsked'));
    case 'follow':
    case 'stop':
      if (intent.kind === 'stop' && dc.activeDialog && isStopIt(text) && wishIn(dc)?.action !== 'sign-off') {
        await dc.cancelAllDialogs();
        return interrupt(dc, words('whatElse'));
      }
      if (await tellPlaces(dc, text, intent, services)) return;
      return begin(dc, intent, actions[intent.kind]);
    case 'state':
      if (dc.activeDialog && (intent.isBare || intent.isGuessed)) break;
      if (intent.isGuessed && (await askMeant(dc, text, isKnown))) return;
      if (await tellPlaces(dc, text, intent, services)) return;
      return tellState(dc, intent, services);
    case 'unknown':
      if (dc.activeDialog) break;
      if (await askMeant(dc, text, isKnown)) return;
      await context.sendActivity(
        misses > 0
          ? offer(words('notUnderstoodAgain'), [words('menu.human'), ...menuTitles.slice(0, 2)])
          : offer(words('notUnderstood')),
      );
      return;
  }
  await dc.continueDialog();
}

async function begin(dc: DialogContext, intent: Command, action: 'sign-up' | 'sign-off'): Promise<void> {
  const { topic, subjects, flightsToo, isAll, isUnsure } = intent;
  const wish: AlertsWish = { action, topic, isAll, isUnsure, ...(subjects.length > 0 && { subjects }) };
  // Another command of the same kind is what the person wants now. A different one comes in between.
  const before = wishIn(dc)?.action;
  if (dc.activeDialog && (before === undefined || before === action || dc.stack.length > 2)) {
    await dc.cancelAllDialogs();
  }
  // On top of each other: what the first has to ask comes after the second.
  if (flightsToo.length > 0) await dc.beginDialog('alerts', { ...wish, topic: 'flight', subjects: flightsToo });
  await dc.beginDialog('alerts', wish);
}

/** What the person was about to sign up for, or off from, for a human. */
function draftOf(dc: DialogContext): object | undefined {
  const { action, topic, subjects } = wishIn(dc) ?? {};
  if (action === undefined) return undefined;
  return { task: action, ...(topic !== undefined && { topic }), ...(subjects && { subjects }) };
}

/** What the dialog that is open is about, if it is the one of alerts. */
function wishIn(dc: DialogContext): AlertsWish | undefined {
  return dc.activeDialog?.state;
}

/** "Stop it" in the middle of a question is about the question, unless that asks what to stop. */
function isStopIt(text: string): boolean {
  return /^(?:please )?(?:stop|end)(?: (?:it|that|this))?(?: (?:now|please))*$/.test(plain(text));
}

/** A flight that is named by where it goes to, or comes from: those that may be meant, to choose from. */
async function tellPlaces(dc: DialogContext, text: string, intent: Command, services: Services): Promise<boolean> {
  const { kind, topic, subjects } = intent;
  if (kind === 'stop' || topic === 'parcel' || subjects.length > 0) return false;
  const said = ` ${plain(text)} `;
  const all = await services.flights.all();
  const named = (before: string, place: string | undefined) =>
    place !== undefined && said.includes(` ${before}${plain(place)} `);
  const ways: readonly ((flight: Flight) => boolean)[] = [
    ({ origin, destination }) => named('from ', origin) && named('to ', destination),
    ({ destination }) => named('to ', destination),
    ({ origin }) => named('from ', origin),
    ({ origin, destination }) => named('', origin) || named('', destination),
  ];
  const meant =
    ways
      .map((way) => all.filter(way))
      .find((found) => found.length > 0)
      ?.slice(0, mostTold) ?? [];
  if (meant.length === 0) return false;
  const lines = meant.map((flight) => services.flights.kind.standing(flight));
  const titles = meant.slice(0, 2).map(({ id }) => words('follow', { id }));
  await interrupt(dc, lines.join('\n'), [...titles, words('menu.alerts')]);
  return true;
}

async function tellState(dc: DialogContext, intent: Command, services: AnswerServices): Promise<void> {
  const { context } = dc;
  const wanted = intent.subjects.length > 0 ? named(intent) : await own(intent, dc, services);
  const [first, ...others] = wanted;
  if (!first) {
    const example = intent.topic === undefined ? 'SA204 or ZA123456789' : kindOf[intent.topic].example;
    return interrupt(dc, words('whichOne', { what: intent.topic ?? 'either', example }));
  }
  const lines: string[] = [];
  let titles: readonly string[] = menuTitles;
  for (const { topic, id } of wanted.slice(0, mostTold)) {
    const standing = await standingOf(topic, id, context, services);
    const isNear = standing.kind === 'unknown' && standing.near.length > 0;
    lines.push(
      isNear ? `${standing.text} ${words('didYouMean', { what: standing.near.join(' or ') })}` : standing.text,
    );
    if (others.length > 0) continue;
    if (isNear) titles = [...standing.near, words('menu.alerts')];
    if (standing.kind === 'found') {
      const isFollowed = (await followed(topic, context, services)).includes(id);
      titles = [words(isFollowed ? 'stop' : 'follow', { id }), words('menu.alerts')].slice(
        standing.isOver && !isFollowed ? 1 : 0,
      );
    }
  }
  if (wanted.length > mostTold) lines.push(words('andMore', { count: wanted.length - mostTold }));
  await interrupt(dc, lines.join('\n'), titles);
}

function named({ topic = 'flight', subjects, flightsToo }: Command): { topic: TopicId; id: string }[] {
  const also = flightsToo.map((id) => ({ topic: 'flight' as const, id }));
  return [...also, ...subjects.map((id) => ({ topic, id }))];
}

/** "Where is my parcel?": those that the person follows. */
async function own({ topic }: Command, { context }: DialogContext, services: Services) {
  const topics = topic === undefined ? (['flight', 'parcel'] as const) : [topic];
  const lists = topics.map(async (each) =>
    (await followed(each, context, services)).map((id) => ({ topic: each, id })),
  );
  return (await Promise.all(lists)).flat();
}

/** Mends typing errors. What is meant is asked back, because it may change something. */
async function askMeant(
  dc: DialogContext,
  text: string,
  isKnown: (topic: TopicId, id: string) => boolean,
): Promise<boolean> {
  const meant = mended(text);
  const intent = meant === undefined ? undefined : readIntent(meant, isKnown);
  const isGuess = intent && 'isGuessed' in intent && intent.isGuessed;
  if (meant === undefined || !intent || intent.kind === 'unknown' || isGuess) return false;
  await dc.beginDialog('meant', { text: meant });
  return true;
}

/** Says something, then goes on where the person was: with the same question, or with the menu. */
async function interrupt(dc: DialogContext, text: string, titles: readonly string[] = menuTitles): Promise<void> {
  if (!dc.activeDialog) {
    await dc.context.sendActivity(offer(text, titles));
    return;
  }
  await dc.context.sendActivity(say(text));
  await dc.repromptDialog();
}
