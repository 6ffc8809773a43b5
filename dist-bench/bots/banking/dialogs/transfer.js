import { randomUUID } from 'node:crypto';
import { ComponentDialog, TextPrompt, WaterfallDialog, } from 'botbuilder-dialogs';
import { outsideWindow, template } from '../../../src/index.js';
import { say } from '../lines.js';
import { readAmount, showAmount } from '../money.js';
import { personOf } from '../services.js';
import { nextQuestion } from '../transferQuestion.js';
import { readParty, readTransfer } from '../transferText.js';
import { choicePrompt, question, yesNoPrompt, yesNoQuestion } from './choicePrompt.js';
/** Asks for what a transfer lacks, one thing at a time, and books it after the person has confirmed it. */
export class TransferDialog extends ComponentDialog {
    #services;
    constructor(services) {
        super('transfer');
        this.#services = services;
        this.addDialog(new WaterfallDialog('fill', [(step) => this.#ask(step), (step) => this.#take(step)]));
        this.addDialog(new TextPrompt('amount', async ({ context, options }) => {
            const reading = readAmount(context.activity.text);
            const why = reading.kind === 'unclear' ? reading.why : 'Please write the amount in figures, like 250 or 1250.50.';
            options.retryPrompt = say(why);
            return reading.kind === 'amount';
        }));
        this.addDialog(choicePrompt('payee', readName));
        this.addDialog(choicePrompt('payer', readName));
        this.addDialog(yesNoPrompt('confirmTransfer'));
    }
    async #ask(step) {
        const customer = await this.#services.bank.customer(personOf(step.context));
        const { text, slots = {} } = step.options;
        const said = text === undefined ? { slots, notes: [] } : readTransfer(text, customer);
        const next = nextQuestion(said.slots, customer);
        for (const note of [...said.notes, ...next.notes])
            await step.context.sendActivity(say(note));
        step.options.asked = { question: next, key: randomUUID() };
        if (next.ask === 'amount')
            return step.prompt('amount', question('How much would you like to send?'));
        if (next.ask === 'payee') {
            const others = [...customer.beneficiaries, ...customer.accounts.filter(({ id }) => id !== next.slots.from)];
            const names = others.map(({ name }) => name);
            const again = 'That is not one of your beneficiaries. Please choose one:';
            return step.prompt('payee', question('Who is the money for?', names, again));
        }
        if (next.ask === 'payer') {
            const names = next.payers.map(({ name }) => name);
            const lines = next.payers.map(({ name, masked, balanceCents }) => `${name} ${masked}: ${showAmount(balanceCents)}`);
            return step.prompt('payer', question(['Which account shall pay?', ...lines].join('\n'), names));
        }
        return step.prompt('confirmTransfer', yesNoQuestion(summary(next.transfer, customer)));
    }
    async #take(step) {
        if (!step.options.asked)
            return step.replaceDialog('fill', step.options);
        const { question: asked, key } = step.options.asked;
        const customer = await this.#services.bank.customer(personOf(step.context));
        const again = (more) => step.replaceDialog('fill', { slots: { ...asked.slots, ...more } });
        if (asked.ask === 'amount') {
            const reading = readAmount(String(step.result));
            return again(reading.kind === 'amount' ? { amountCents: reading.cents } : {});
        }
        const chosen = step.result.value;
        const id = [...customer.beneficiaries, ...customer.accounts].find(({ name }) => name === chosen)?.id;
        if (asked.ask === 'payee')
            return again({ to: id });
        if (asked.ask === 'payer')
            return again({ from: id });
        if (chosen !== 'Yes') {
            await step.context.sendActivity(say('All right, no money was sent.'));
            return step.endDialog();
        }
        const result = await this.#services.bank.transfer(personOf(step.context), { ...asked.transfer, key });
        if (result.kind === 'booked') {
            await step.context.sendActivity(receipt(asked.transfer, result, customer));
            return step.endDialog();
        }
        await step.context.sendActivity(say(refusal(result)));
        return result.kind === 'insufficient-funds' ? again({ from: undefined }) : step.endDialog();
    }
}
function readName(text, titles) {
    const reading = readParty(text, titles.map((name) => ({ id: name, name })));
    return reading.kind === 'one' ? reading.id : undefined;
}
function summary({ amountCents, to, from, reference }, customer) {
    return [
        `Send ${showAmount(amountCents)} to ${nameOf(to, customer)}?`,
        `From: ${nameOf(from, customer)}`,
        `Reference: ${reference}`,
    ].join('\n');
}
/** An account with its masked number, a beneficiary with the name. */
function nameOf(id, { accounts, beneficiaries }) {
    const account = accounts.find((each) => each.id === id);
    if (account)
        return `${account.name} ${account.masked}`;
    return beneficiaries.find((each) => each.id === id)?.name ?? '';
}
function receipt(transfer, booked, customer) {
    const amount = showAmount(transfer.amountCents);
    const payee = nameOf(transfer.to, customer);
    const text = `Done: ${amount} sent to ${payee} from ${nameOf(transfer.from, customer)}. Receipt ${booked.id}.`;
    return outsideWindow(say(text), template('transfer_receipt', { amount, payee, receipt: booked.id }));
}
function refusal(result) {
    if (result.kind === 'invalid')
        return 'The transfer could not be made, and no money was sent. Say "human" for help.';
    return `There is only ${showAmount(result.availableCents)} in that account now, so no money was sent.`;
}
