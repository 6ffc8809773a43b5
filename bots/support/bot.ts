import { ActivityHandler, type ConversationState, type TurnContext, type UserState } from 'botbuilder';
import { DialogSet } from 'botbuilder-dialogs';
import type { Clock } from '../../src/index.js';
import { goOn, isHandBack } from '../human/handOff.js';
import { LastSaid } from '../human/lastSaid.js';
import type { FollowUps } from '../reminders/followUps.js';
import { Reminders } from '../reminders/reminders.js';
import { answer, interrupt } from './answer.js';
import type { Desk } from './desk.js';
import { addDialogs } from './dialogs/add.js';
import { openDialogs } from './dialogs/open.js';
import { photoDialogs } from './dialogs/photo.js';
import { remindDialogs } from './dialogs/remind.js';
import { reopenDialogs } from './dialogs/reopen.js';
import { hasOtherFiles, saidOf } from './said.js';
import type { Tickets } from './tickets.js';
import { whoIs } from './who.js';
import { menu, otherFile, unreadable } from './words.js';

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
 * A support desk: opens tickets, shows them, adds to them, sets reminders, hands off to a human, and asks if a fix
 * works.
 */
export function createSupportBot(options: SupportBotOptions): ActivityHandler {
  return new SupportBot(options);
}

class SupportBot extends ActivityHandler {
  readonly #options: SupportBotOptions;
  readonly #dialogs: DialogSet;
  readonly #desk: Desk;

  constructor(options: SupportBotOptions) {
    super();
    const { conversationState, userState, tickets, clock, followUps, hasTranscripts } = options;
    this.#options = options;
    const reminders = new Reminders({ followUps, clock, waiting: conversationState.createProperty('reminders') });
    const lines = conversationState.createProperty('said');
    const said = new LastSaid({ lines, now: () => clock.now(), hasTranscripts });
    this.#desk = { tickets, clock, followUps, reminders, said, whoIs: whoIs(userState.createProperty('name')) };
    this.#dialogs = new DialogSet(conversationState.createProperty('dialogs'));
    const dialogs = [...openDialogs(this.#desk), ...addDialogs(this.#desk), ...reopenDialogs(tickets)];
    for (const dialog of [...dialogs, ...photoDialogs(), ...remindDialogs(this.#desk)]) this.#dialogs.add(dialog);
    this.onMessage(async (context, next) => {
      await this.#hear(context);
      await next();
    });
    this.onEvent(async (context, next) => {
      await reminders.heard(context);
      if (isHandBack(context.activity)) await goOn(await this.#dialogs.createContext(context), menu);
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      const { membersAdded = [], recipient } = context.activity;
      if (membersAdded.some(({ id }) => id !== recipient.id)) {
        await context.sendActivity('Welcome to the support desk.');
      }
      await next();
    });
  }

  override async run(context: TurnContext): Promise<void> {
    await this.#desk.said.listen(context);
    await super.run(context);
    await this.#options.conversationState.saveChanges(context);
    await this.#options.userState.saveChanges(context);
  }

  async #hear(context: TurnContext): Promise<void> {
    const said = saidOf(context.activity);
    const dc = await this.#dialogs.createContext(context);
    const busy = dc.activeDialog !== undefined;
    if (!said.text && said.photos.length === 0) {
      await context.sendActivity(unreadable);
      if (busy) await dc.repromptDialog();
      return;
    }
    if (!busy) await answer(dc, said, this.#desk);
    else if (!(await interrupt(dc, said, this.#desk))) await dc.continueDialog();
    if (hasOtherFiles(context.activity)) await context.sendActivity(otherFile);
  }
}
