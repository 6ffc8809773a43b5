import { DialogSet } from 'botbuilder-dialogs';
import { readPeriod } from '../dates/period.js';
import { CardDialog } from './dialogs/card.js';
import { ReminderDialog } from './dialogs/reminder.js';
import { TransactionsDialog } from './dialogs/transactions.js';
import { TransferDialog } from './dialogs/transfer.js';
import { holdsSecretNumber, readIntent, readYesNo } from './intents.js';
import { handedOver, help, helpAt, left, noSecrets, notUnderstood, offer, say, textOnly } from './lines.js';
import { localeIn, personOf } from './services.js';
import { showAccount } from './transferQuestion.js';
export function createDialogs(services, state) {
    return new DialogSet(state)
        .add(new TransactionsDialog(services))
        .add(new TransferDialog(services))
        .add(new CardDialog(services))
        .add(new ReminderDialog(services));
}
/** The dialog for each intent. The others are answered in one message. */
const dialogFor = {
    transactions: 'transactions',
    transfer: 'transfer',
    remind: 'reminder',
    freeze: 'card',
    unfreeze: 'card',
    notMe: 'card',
};
/**
 * Answers one message. Interruptions come first: help, cancel, menu, a human, and anything that is not text. Then comes
 * the current dialog, unless the person clearly wants another one. Then a new dialog.
 */
export async function answerMessage(dialogs, services) {
    const { context } = dialogs;
    const text = context.activity.text?.trim() ?? '';
    const active = dialogs.activeDialog?.id;
    if (text === '' || context.activity.valueType === 'clickatell/unsupported')
        return interrupt(dialogs, textOnly);
    if (holdsSecretNumber(text))
        return interrupt(dialogs, noSecrets);
    const intent = readIntent(text);
    switch (intent.kind) {
        case 'cancel':
            return leave(dialogs, (active && left[active]) ?? 'There is nothing to cancel. What can I do for you?');
        case 'menu':
            return leave(dialogs, `${active ? `${left[active]} ` : ''}What can I do for you?`);
        case 'help':
            return interrupt(dialogs, (active && helpAt[dialogs.child?.activeDialog?.id ?? '']) ?? help);
        case 'human':
            await context.sendActivity({ type: 'event', name: 'handoff.initiate', value: { reason: text } });
            return interrupt(dialogs, handedOver);
        case 'balance':
            return interrupt(dialogs, await balance(dialogs, services));
        case 'unremind':
            return interrupt(dialogs, await services.reminders.takeBack(context, intent.text, await localeIn(context, services)));
        case 'reminders':
            return interrupt(dialogs, await services.reminders.list(context, await localeIn(context, services)));
        case 'itWasMe':
            return interrupt(dialogs, 'Thank you, then all is well with that payment.');
    }
    const wanted = dialogFor[intent.kind];
    if (active && (wanted === undefined || wanted === active)) {
        await dialogs.continueDialog();
        return;
    }
    if (active) {
        await context.sendActivity(say(left[active] ?? 'Cancelled.'));
        await dialogs.cancelAllDialogs();
    }
    await begin(dialogs, intent, text, services);
}
async function begin(dialogs, intent, text, services) {
    const { context } = dialogs;
    switch (intent.kind) {
        case 'transactions':
            await dialogs.beginDialog('transactions', { text, account: intent.account });
            return;
        case 'transfer':
            await dialogs.beginDialog('transfer', { text });
            return;
        case 'remind':
            await dialogs.beginDialog('reminder', { text: intent.text });
            return;
        case 'freeze':
        case 'unfreeze':
            await dialogs.beginDialog('card', { action: intent.kind });
            return;
        case 'notMe':
            await dialogs.beginDialog('card', { action: 'freeze', afterFraud: true });
            return;
        case 'greeting': {
            const { name } = await services.bank.customer(personOf(context));
            await context.sendActivity(offer(`Hello ${name}. What can I do for you?`));
            return;
        }
        case 'thanks':
            await context.sendActivity(offer('You are welcome. Is there anything else?'));
            return;
    }
    if (await namesDays(dialogs, text, services)) {
        await dialogs.beginDialog('transactions', { text });
        return;
    }
    const nothingAsked = readYesNo(text) === undefined ? notUnderstood : 'There is no question open. What can I do for you?';
    await context.sendActivity(offer(nothingAsked));
}
/** Says something, then continues where the person was: with the same question, or with the menu. */
async function interrupt(dialogs, text) {
    if (!dialogs.activeDialog) {
        await dialogs.context.sendActivity(offer(text));
        return;
    }
    await dialogs.context.sendActivity(say(text));
    await dialogs.repromptDialog();
}
async function leave(dialogs, text) {
    await dialogs.cancelAllDialogs();
    await dialogs.context.sendActivity(offer(text));
}
async function balance({ context }, { bank }) {
    const accounts = await bank.accounts(personOf(context));
    return ['Your accounts:', ...accounts.map(showAccount)].join('\n');
}
/** "Last week" on its own asks for the transactions of those days. */
async function namesDays({ context }, text, services) {
    const { zone, culture } = await localeIn(context, services);
    const { kind } = readPeriod(text, { now: services.clock.now(), zone, culture });
    return kind === 'period' || kind === 'ambiguous';
}
