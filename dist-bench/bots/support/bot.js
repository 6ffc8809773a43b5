import { ActivityHandler } from 'botbuilder';
import { DialogSet } from 'botbuilder-dialogs';
import { Reminders } from '../reminders/reminders.js';
import { answer, interrupt } from './answer.js';
import { addDialogs } from './dialogs/add.js';
import { openDialogs } from './dialogs/open.js';
import { photoDialogs } from './dialogs/photo.js';
import { remindDialogs } from './dialogs/remind.js';
import { reopenDialogs } from './dialogs/reopen.js';
import { hasOtherFiles, saidOf } from './said.js';
import { whoIs } from './who.js';
import { otherFile, unreadable } from './words.js';
/**
 * A support desk: opens tickets, shows them, adds to them, sets reminders, hands off to a human, and asks if a fix
 * works.
 */
export function createSupportBot(options) {
    return new SupportBot(options);
}
class SupportBot extends ActivityHandler {
    #options;
    #dialogs;
    #desk;
    constructor(options) {
        super();
        const { conversationState, userState, tickets, clock, followUps } = options;
        this.#options = options;
        const reminders = new Reminders({ followUps, clock, waiting: conversationState.createProperty('reminders') });
        this.#desk = { tickets, clock, followUps, reminders, whoIs: whoIs(userState.createProperty('name')) };
        this.#dialogs = new DialogSet(conversationState.createProperty('dialogs'));
        const dialogs = [...openDialogs(this.#desk), ...addDialogs(this.#desk), ...reopenDialogs(tickets)];
        for (const dialog of [...dialogs, ...photoDialogs(), ...remindDialogs(this.#desk)])
            this.#dialogs.add(dialog);
        this.onMessage(async (context, next) => {
            await this.#hear(context);
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
    async run(context) {
        await super.run(context);
        await this.#options.conversationState.saveChanges(context);
        await this.#options.userState.saveChanges(context);
    }
    async #hear(context) {
        const said = saidOf(context.activity);
        const dc = await this.#dialogs.createContext(context);
        const busy = dc.activeDialog !== undefined;
        if (!said.text && said.photos.length === 0) {
            await context.sendActivity(unreadable);
            if (busy)
                await dc.repromptDialog();
            return;
        }
        if (!busy)
            await answer(dc, said, this.#desk);
        else if (!(await interrupt(dc, said, this.#desk)))
            await dc.continueDialog();
        if (hasOtherFiles(context.activity))
            await context.sendActivity(otherFile);
    }
}
