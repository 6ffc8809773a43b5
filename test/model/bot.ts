import { type Activity, ConversationState, MessageFactory, type TurnContext } from 'botbuilder';
import {
  type ConsentChanged,
  conversationOf,
  holdWith,
  KeyvStorage,
  type Logic,
  outsideWindow,
  template,
  type WindowClosing,
  withIntent,
} from '../../src/index.js';
import type { Process } from './process.js';
import { type Behaviour, type Face, stopWords, type Topic } from './steps.js';
import type { World } from './world.js';

const day = 24 * 60 * 60 * 1000;

export const stateName = 'state';

/** The template in which a message leaves outside the window. The provider reads the message's tag out of it. */
export function updateOf(tag: string) {
  return template('update', { tag });
}

/** A template of marketing. */
export function offerOf(tag: string) {
  return template('offer', { tag });
}

/** The template that asks the person to answer. */
export function askFor(tag: string) {
  return template('ask_for', { tag });
}

/** Messages that replace each other while they are held. */
export const key = 'ticket';

/** What the bot remembers of a conversation. */
export interface Diary {
  /** The messages whose turns ended well, in their order. */
  turns: string[];
  /** Before which ends of windows it did something, and how many minutes before. */
  closings?: string[];
}

/** The bot of one process. It remembers each turn, and does what the message tells it to. */
export function botOf(world: World, process: Process): Logic {
  const state = new ConversationState(new KeyvStorage(process.store.keyv(stateName)));
  const diary = state.createProperty<Diary>('diary');
  return async (context) => {
    if (context.activity.type !== 'message') return;
    const { id = '', text = '' } = context.activity;
    const end = world.turnBegins(id, process, personIn(context));
    try {
      await behave(text.slice(text.indexOf(' ') + 1) as Behaviour, { world, process, context, id });
      const known = await diary.get(context, { turns: [] });
      await diary.set(context, { ...known, turns: [...known.turns, id] });
      await state.saveChanges(context);
    } finally {
      end();
    }
  };
}

/** What the bot of one process does after a person has changed what they allow: it tells the world, and the person. */
export function changedOf(world: World, process: Process): Logic {
  return async (context) => {
    const person = personIn(context);
    const { changes }: ConsentChanged = context.activity.value;
    const tag = `E:${context.activity.id}@${person}`;
    await world.says([tag], { person, face: 'plain', process, isReply: false }, () =>
      context.sendActivity(messageOf(tag, 'plain')),
    );
    world.consent.wasTold(person, changes);
  };
}

/** What the bot of one process does before a window closes: it says so, and remembers that it has. */
export function closingOf(world: World, process: Process, minutesBefore: number): Logic {
  const state = new ConversationState(new KeyvStorage(process.store.keyv(stateName)));
  const diary = state.createProperty<Diary>('diary');
  return async (context) => {
    const person = personIn(context);
    const { closesAt }: WindowClosing = context.activity.value;
    world.closingBegins(person, process, closesAt, minutesBefore);
    const tag = `C${minutesBefore}@${closesAt}@${person}`;
    await world.says([tag], { person, face: 'plain', process, isReply: false }, () =>
      context.sendActivity(messageOf(tag, 'plain')),
    );
    const known = await diary.get(context, { turns: [] });
    await diary.set(context, { ...known, closings: [...(known.closings ?? []), `${minutesBefore}@${closesAt}`] });
    await state.saveChanges(context);
  };
}

interface Scene {
  readonly world: World;
  readonly process: Process;
  readonly context: TurnContext;
  /** The message's id. */
  readonly id: string;
}

async function behave(behaviour: Behaviour, scene: Scene): Promise<void> {
  const { world, process, context, id } = scene;
  const person = personIn(context);
  const say = (ordinal: number, face: Face = 'plain') => saying(scene, context, `${id}.${ordinal}`, face);
  switch (behaviour) {
    case 'says nothing':
      return;
    case 'says two things':
      await say(1);
      return say(2);
    case 'says two things at once': {
      const tags = [`${id}.1`, `${id}.2`];
      const messages = tags.map((tag) => MessageFactory.text(`${tag} said`));
      return world.says(tags, { person, face: 'plain', process, isReply: true }, () =>
        context.sendActivities(messages),
      );
    }
    case 'has a template':
      return say(1, 'template');
    case 'is long':
      return say(1, 'long');
    case 'refuses outside the window':
      return say(1, 'refuse');
    case 'holds':
      await say(1, 'hold');
      return say(2, 'hold under a key');
    case 'holds for a day':
      await say(1, 'hold');
      if (world.isFirstTime(id)) world.clock.advance(day);
      await say(2, 'hold a long one');
      return say(3, 'hold under a key');
    case 'holds, and crashes a day later':
      await say(1, 'hold');
      await say(2, 'hold a long one');
      if (world.isFirstTime(id)) {
        world.clock.advance(day);
        if (await world.crash(process)) return new Promise(() => {});
      }
      return say(3, 'hold');
    case 'thinks for a day':
      await say(1);
      if (world.isFirstTime(id)) world.clock.advance(day);
      await say(2, 'template');
      return say(3);
    case 'is written to meanwhile':
      if (world.isFirstTime(id)) await world.write(person, 'echo');
      return say(1);
    case 'notifies':
      await world.notify(person, 'both');
      return say(1);
    case 'talks to the next one': {
      // Only in one direction: two that wait for each other are another test's matter.
      const next = world.personAfter(person);
      if (next === undefined) return say(1, 'template');
      const reference = process.adapter.reference(next);
      await process.adapter.continueConversation(reference, (other) => saying(scene, other, `${id}.1`, 'template'));
      return say(2);
    }
    case 'signs the person up':
      await world.changeConsent(person, { topics: { tickets: true } }, process);
      return say(1);
    case 'signs the person off':
      await world.changeConsent(person, { topics: { tickets: false } }, process);
      return say(1);
    case 'hears STOP meanwhile':
      await say(1);
      if (world.isFirstTime(id)) await world.keyword(person, stopWords[0] ?? '', true);
      await world.notify(person, 'both');
      return say(2);
    case 'goes on in a turn of its own': {
      const reference = process.adapter.reference(person);
      return process.adapter.continueConversation(reference, (other) => saying(scene, other, `${id}.1`, 'plain', true));
    }
    case 'fails':
      await say(1);
      throw new Error('The bot fails, as it was told to.');
    case 'crashes':
      await say(1);
      if (world.isFirstTime(id) && (await world.crash(process))) return new Promise(() => {});
      return say(2);
    case 'stalls':
      await say(1);
      if (world.isFirstTime(id)) world.stall(process);
      await process.passes();
      return say(2);
    default:
      return say(1);
  }
}

/** Says one thing, and tells the world what became of it. A bot that is refused something goes on. */
function saying(
  { world, process }: Scene,
  context: TurnContext,
  tag: string,
  face: Face,
  isReply = context.activity.type === 'message',
): Promise<void> {
  const person = personIn(context);
  return world.says(tagsOf(tag, face), { person, face, process, isReply }, () =>
    context.sendActivity(messageOf(tag, face)),
  );
}

/** One for each part. */
export function tagsOf(tag: string, face: Face): string[] {
  return face === 'long' || face === 'hold a long one' ? [`${tag}a`, `${tag}b`] : [tag];
}

export function messageOf(tag: string, face: Face, topic?: Topic): Partial<Activity> {
  return topic === undefined ? saidIn(tag, face) : withIntent(saidIn(tag, face), { topic });
}

function saidIn(tag: string, face: Face): Partial<Activity> {
  switch (face) {
    case 'template':
      return outsideWindow(`${tag} said`, updateOf(tag));
    case 'long':
      return outsideWindow(longText(tag), updateOf(`${tag}a`));
    case 'refuse':
      return withIntent(outsideWindow(`${tag} said`, updateOf(tag)), { whenClosed: 'refuse' });
    case 'hold':
      return withIntent(`${tag} said`, { whenClosed: 'hold' });
    case 'hold a long one':
      return withIntent(longText(tag), { whenClosed: holdWith(askFor(tag)) });
    case 'hold under a key':
      return withIntent(`${tag} said`, { whenClosed: holdWith(undefined, { key }) });
    default:
      return MessageFactory.text(`${tag} said`);
  }
}

function longText(tag: string): string {
  return `${tag}a ${'-'.repeat(4000)}\n${tag}b ${'-'.repeat(4000)}`;
}

function personIn({ activity }: TurnContext): string {
  return conversationOf(activity.conversation?.id ?? '')?.person ?? '';
}
