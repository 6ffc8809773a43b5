import { ConversationState, UserState } from 'botbuilder';
import { KeyvStorage } from '../src/index.js';
import { bankingRoutes } from './banking/api.js';
import { Bank } from './banking/bank.js';
import { createBankingBot } from './banking/bot.js';
import { transferAtClosing } from './banking/closing.js';
import bankingTemplates from './banking/templates.json' with { type: 'json' };
import { ticketRoutes } from './support/api.js';
import { createSupportBot } from './support/bot.js';
import { ticketsAtClosing } from './support/closing.js';
import supportTemplates from './support/templates.json' with { type: 'json' };
import { Tickets } from './support/tickets.js';
export const programs = { banking: bankingProgram, support: supportProgram };
function bankingProgram(store, clock, followUps) {
    const bank = new Bank(store.keyv('bank'), clock);
    const states = statesIn(store, 'banking-state');
    const bot = createBankingBot({ ...states, bank, clock, followUps });
    return {
        logic: (context) => bot.run(context),
        closing: transferAtClosing(states.conversationState),
        templates: bankingTemplates,
        routes: (server) => bankingRoutes(server, { bank }),
    };
}
function supportProgram(store, clock, followUps) {
    const tickets = new Tickets(store.keyv('tickets'), clock);
    const bot = createSupportBot({ ...statesIn(store, 'support-state'), tickets, clock, followUps });
    return {
        logic: (context) => bot.run(context),
        closing: ticketsAtClosing(tickets),
        templates: supportTemplates,
        routes: (server, adapter) => {
            ticketRoutes(server, { tickets, notify: (message) => adapter.notify(message), followUps });
        },
    };
}
/** Each bot has a state of its own, so that two bots do not overwrite each other's if a person talks to both. */
function statesIn(store, namespace) {
    const storage = new KeyvStorage(store.keyv(namespace));
    return { conversationState: new ConversationState(storage), userState: new UserState(storage) };
}
