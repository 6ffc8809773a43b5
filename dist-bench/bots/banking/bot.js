import { ActivityHandler } from 'botbuilder';
import { Reminders } from '../reminders/reminders.js';
import { dialogStateIn } from './dialogState.js';
import { say, welcome } from './lines.js';
import { answerMessage, createDialogs } from './router.js';
/**
 * A bank's assistant: balances, transactions, transfers, payment reminders and the card, in dialogs. It knows nothing
 * of the channel. All that it remembers is in the two states, which it saves at the end of each turn that did not fail.
 */
export function createBankingBot(options) {
    return new BankingBot(options);
}
class BankingBot extends ActivityHandler {
    #conversationState;
    #userState;
    constructor({ conversationState, userState, bank, clock, followUps }) {
        super();
        this.#conversationState = conversationState;
        this.#userState = userState;
        const reminders = new Reminders({ followUps, clock, waiting: conversationState.createProperty('reminders') });
        const services = { bank, clock, reminders, profile: userState.createProperty('profile') };
        const dialogs = createDialogs(services, dialogStateIn(conversationState));
        this.onMessage(async (context, next) => {
            await answerMessage(await dialogs.createContext(context), services);
            await next();
        });
        this.onMembersAdded(async (context, next) => {
            const { membersAdded = [], recipient } = context.activity;
            if (membersAdded.some(({ id }) => id !== recipient.id))
                await context.sendActivity(say(welcome));
            await next();
        });
    }
    async run(context) {
        await super.run(context);
        await this.#conversationState.saveChanges(context);
        await this.#userState.saveChanges(context);
    }
}
