import { ActivityHandler, type ConversationState, type TurnContext, type UserState } from 'botbuilder';
import { DialogSet } from 'botbuilder-dialogs';
import type { Clock } from '../../src/index.js';
import { goOn, isHandBack } from '../human/handOff.js';
import { LastSaid } from '../human/lastSaid.js';
import type { FollowUps } from '../reminders/followUps.js';
import { Reminders } from '../reminders/reminders.js';
import { didYouMeanDialogs } from '../talk/didYouMean.js';
import { Languages } from '../talk/language.js';
import { LastOffered } from '../talk/lastOffered.js';
import type { Desk } from './desk.js';
import { addDialogs } from './dialogs/add.js';
import { closeDialogs } from './dialogs/close.js';
import { offerDialogs } from './dialogs/offer.js';
import { openDialogs } from './dialogs/open.js';
import { remindDialogs } from './dialogs/remind.js';
import { reopenDialogs } from './dialogs/reopen.js';
import { type Hearing, hear } from './hear.js';
import { SupportTalk } from './talk.js';
import type { Tickets } from './tickets.js';
import { whoIs } from './who.js';
import { menu, wordsOfTurn } from './words.js';

export interface SupportBotOptions {
  conversationState: ConversationState;
  userState: UserState;
  tickets: Tickets;
  clock: Clock;
  followUps: FollowUps;
  /** Whether the adapter keeps transcripts: then the bot keeps nothing of what was said. */
  hasTranscripts?: boolean | undefined;
}

/**
 * A support desk: opens tickets, shows them, adds to them, closes and re-opens them, sets reminders, hands off to a
 * human, and asks if a fix works.
 */
export function createSupportBot(options: SupportBotOptions): ActivityHandler {
  return new SupportBot(options);
}

/** Which language each person reads, as this bot keeps it. */
export function languagesIn(userState: UserState): Languages {
  return new Languages({ spoken: userState.createProperty('spoken') });
}

class SupportBot extends ActivityHandler {
  readonly #options: SupportBotOptions;
  readonly #dialogs: DialogSet;
  readonly #hearing: Hearing;

  constructor(options: SupportBotOptions) {
    super();
    const { conversationState, userState } = options;
    this.#options = options;
    const desk = deskOf(options);
    const misses = conversationState.createProperty<number>('misses');
    const talk = new SupportTalk({ desk, misses, languages: languagesIn(userState) });
    this.#hearing = { desk, talk, offered: new LastOffered(conversationState.createProperty('offered')) };
    this.#dialogs = new DialogSet(conversationState.createProperty('dialogs'));
    const ofTickets = [
      ...openDialogs(desk),
      ...addDialogs(desk),
      ...closeDialogs(desk),
      ...reopenDialogs(desk.tickets),
    ];
    const others = [...offerDialogs(), ...remindDialogs(desk), ...didYouMeanDialogs(talk)];
    for (const dialog of [...ofTickets, ...others]) this.#dialogs.add(dialog);
    this.onMessage(async (context, next) => {
      await hear(await this.#dialogs.createContext(context), this.#hearing);
      await next();
    });
    this.onEvent(async (context, next) => {
      await desk.reminders.heard(context);
      if (isHandBack(context.activity)) {
        await goOn(await this.#dialogs.createContext(context), (text) => menu(context, text));
      }
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      const { membersAdded = [], recipient } = context.activity;
      if (membersAdded.some(({ id }) => id !== recipient.id))
        await context.sendActivity(wordsOfTurn(context)('welcome'));
      await next();
    });
  }

  override async run(context: TurnContext): Promise<void> {
    const { desk, talk, offered } = this.#hearing;
    await desk.said.listen(context);
    await talk.languages.listen(context);
    offered.listen(context);
    await super.run(context);
    await this.#options.conversationState.saveChanges(context);
    await this.#options.userState.saveChanges(context);
  }
}

function deskOf({ conversationState, userState, tickets, clock, followUps, hasTranscripts }: SupportBotOptions): Desk {
  const lines = conversationState.createProperty('said');
  return {
    ...{ tickets, clock, followUps },
    reminders: new Reminders({ followUps, clock, waiting: conversationState.createProperty('reminders') }),
    said: new LastSaid({ lines, now: () => clock.now(), hasTranscripts }),
    whoIs: whoIs(userState.createProperty('name')),
    lastSet: conversationState.createProperty('lastReminder'),
  };
}
