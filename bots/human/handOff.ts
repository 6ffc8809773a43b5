import { type Activity, EventFactory, MessageFactory, type Transcript, type TurnContext } from 'botbuilder';
import type { DialogContext } from 'botbuilder-dialogs';
import { type HandOffStatus, WindowClosedError, withIntent } from '../../src/index.js';
import { languageIn } from '../talk/language.js';
import { wordsFrom } from '../words.js';
import type { LastSaid } from './lastSaid.js';
import af from './words.af.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

const wordsIn = wordsFrom({ en, af });

/** What a human is told of a conversation. */
export interface HandOffContext {
  readonly reason: string;
  /** What the open dialog has collected so far. */
  readonly draft?: object | undefined;
  readonly [fact: string]: unknown;
}

/** Asks the channel for a human, with what was said last. The bot is silent from the end of this turn on. */
export async function askForHuman(context: TurnContext, said: LastSaid, about: HandOffContext): Promise<void> {
  const { draft, ...facts } = about;
  const kept = await said.transcript(context);
  // Bot Framework's type asks for all that an activity of its service has.
  const transcript: Transcript | undefined = kept && { activities: kept.activities as Activity[] };
  const value = { ...facts, ...(draft && { draft }) };
  await context.sendActivity(EventFactory.createHandoffInitiation(context, value, transcript));
}

/** Whether the turn tells that the bot has the conversation again. */
export function isHandBack({ type, name, value }: Activity): boolean {
  if (type !== 'event' || name !== 'handoff.status') return false;
  const { state }: Partial<HandOffStatus> = value ?? {};
  return state === 'completed' || state === 'failed';
}

/**
 * The bot is back: it says so, and asks again what it had asked. Nothing if the window is closed: it goes on when they
 * write. `say` adds what can be done to a text.
 */
export async function goOn(dc: DialogContext, say: (text: string) => Partial<Activity>): Promise<void> {
  const { context, activeDialog } = dc;
  const { state }: HandOffStatus = context.activity.value;
  const sentence = wordsIn(languageIn(context));
  const words = sentence(state === 'completed' ? 'back' : 'nobody');
  // A question that comes again brings its own choices.
  const message = activeDialog
    ? MessageFactory.text(`${words} ${sentence('goOn')}`)
    : say(`${words} ${sentence('whatElse')}`);
  try {
    await context.sendActivity(withIntent(message, { whenClosed: 'refuse' }));
  } catch (error) {
    if (!(error instanceof WindowClosedError)) throw error;
    return;
  }
  if (activeDialog) await dc.repromptDialog();
}
