import { ActivityHandler, type ConversationState, type StatePropertyAccessor, type TurnContext } from 'botbuilder';
import { DialogSet, type DialogState } from 'botbuilder-dialogs';
import { AlertsDialog } from '../../src/dialogs.js';
import { goOn, isHandBack } from '../human/handOff.js';
import { LastSaid } from '../human/lastSaid.js';
import { answer } from './answer.js';
import { MeantDialog } from './meant.js';
import type { Services } from './services.js';
import { standingOf } from './services.js';
import { endOf, readSubject } from './subjects.js';
import { menuTitles, offer, say, words } from './words.js';

export interface AlertsBotOptions extends Services {
  readonly conversationState: ConversationState;
  /** Whether the adapter keeps transcripts: then the bot keeps nothing of what was said. */
  readonly hasTranscripts?: boolean | undefined;
}

/** Where the conversation keeps its dialogs. */
export function dialogsIn(conversationState: ConversationState): StatePropertyAccessor<DialogState> {
  return conversationState.createProperty<DialogState>('dialogs');
}

/** Flight and shipping alerts: people sign up in chat, sign off, see what they have, and ask how it stands now. */
export function createAlertsBot(options: AlertsBotOptions): ActivityHandler {
  return new AlertsBot(options);
}

class AlertsBot extends ActivityHandler {
  readonly #conversationState: ConversationState;
  readonly #said: LastSaid;

  constructor({ conversationState, hasTranscripts, ...services }: AlertsBotOptions) {
    super();
    this.#conversationState = conversationState;
    const { consent, topics } = services;
    const dialogs = new DialogSet(dialogsIn(conversationState)).add(new MeantDialog()).add(
      new AlertsDialog('alerts', {
        ...{ consent, topics, menu: menuTitles },
        readSubject: ({ id }, text, context) => readSubject(id, text, context, services),
        until: (subscription) => endOf(subscription, services),
        standing: (subscription, context) => standingIn(subscription, context, services),
      }),
    );
    const misses = conversationState.createProperty<number>('misses');
    const said = new LastSaid({
      lines: conversationState.createProperty('said'),
      now: () => services.clock.now(),
      hasTranscripts,
    });
    this.#said = said;
    this.onMessage(async (context, next) => {
      await answer(await dialogs.createContext(context), { ...services, misses, said });
      await next();
    });
    this.onEvent(async (context, next) => {
      if (isHandBack(context.activity)) {
        const dc = await dialogs.createContext(context);
        await goOn(dc, dc.activeDialog ? say : (text) => offer(text));
      }
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      const { membersAdded = [], recipient } = context.activity;
      if (membersAdded.some(({ id }) => id !== recipient.id)) await context.sendActivity(say(words('welcome')));
      await next();
    });
  }

  override async run(context: TurnContext): Promise<void> {
    await this.#said.listen(context);
    await super.run(context);
    await this.#conversationState.saveChanges(context);
  }
}

async function standingIn(subscription: string, context: TurnContext, services: Services): Promise<string | undefined> {
  const [topic, id = ''] = subscription.split(':');
  if (topic !== 'flight' && topic !== 'parcel') return undefined;
  const standing = await standingOf(topic, id, context, services);
  return standing.kind === 'found' ? standing.text : undefined;
}
