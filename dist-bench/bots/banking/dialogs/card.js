import { ComponentDialog, WaterfallDialog } from 'botbuilder-dialogs';
import { say } from '../lines.js';
import { personOf } from '../services.js';
import { yesNoPrompt, yesNoQuestion } from './choicePrompt.js';
/** Freezes or unfreezes the card after the person has confirmed it. */
export class CardDialog extends ComponentDialog {
    #services;
    constructor(services) {
        super('card');
        this.#services = services;
        this.addDialog(new WaterfallDialog('confirm', [(step) => this.#ask(step), (step) => this.#change(step)]));
        this.addDialog(yesNoPrompt('confirmCard'));
    }
    async #ask(step) {
        const { action, afterFraud = false } = step.options;
        const customer = await this.#services.bank.customer(personOf(step.context));
        const card = customer.accounts.find(({ id }) => id === 'credit')?.masked ?? '';
        if (customer.cardIsFrozen === (action === 'freeze')) {
            await step.context.sendActivity(say(already(action, card)));
            return step.endDialog();
        }
        const opening = afterFraud ? 'Thank you for telling us. ' : '';
        return step.prompt('confirmCard', yesNoQuestion(`${opening}Shall I ${action} your card ${card} now?`));
    }
    async #change(step) {
        const { action, afterFraud = false } = step.options;
        const { value } = step.result;
        if (value === 'Yes')
            await this.#book(personOf(step.context), action);
        await step.context.sendActivity(say(value === 'Yes' ? done(action, afterFraud) : 'All right, your card stays as it is.'));
        return step.endDialog();
    }
    async #book(person, action) {
        if (action === 'freeze')
            await this.#services.bank.freezeCard(person);
        else
            await this.#services.bank.unfreezeCard(person);
    }
}
function already(action, card) {
    return action === 'freeze'
        ? `Your card ${card} is frozen already. Say "unfreeze my card" when you want to use it again.`
        : `Your card ${card} is not frozen: you can use it.`;
}
function done(action, afterFraud) {
    if (action === 'unfreeze')
        return 'Your card is unfrozen: you can use it again.';
    const next = afterFraud
        ? ' Say "human" to report the payment to a consultant.'
        : ' Say "unfreeze my card" when you want to use it again.';
    return `Your card is frozen: nobody can pay with it.${next}`;
}
