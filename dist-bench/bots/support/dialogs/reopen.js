import { WaterfallDialog } from 'botbuilder-dialogs';
import { addSaid } from '../notes.js';
import { turnOf } from '../said.js';
import { SaidPrompt } from '../saidPrompt.js';
/** Asks what is still wrong with a ticket that was just re-opened, and adds the answer to the ticket. */
export function reopenDialogs(tickets) {
    const reopen = new WaterfallDialog('reopen', [
        async (step) => {
            const { ticket, subject } = step.options;
            return step.prompt('reopen.what', `Sorry about that. I have re-opened ${ticket} (${subject}). What is still wrong?`);
        },
        async (step) => {
            const said = step.result;
            const { ticket } = step.options;
            await addSaid(tickets, ticket, said, turnOf(step.context.activity));
            await step.context.sendActivity(`Thank you, I have added that to ${ticket}. We will look at it again.`);
            return step.endDialog();
        },
    ]);
    return [reopen, prompt];
}
const prompt = new SaidPrompt('reopen.what', {
    help: 'Your ticket is open again. Tell me what is still wrong, in words or with a photo. Or say cancel: it stays open.',
    validate: () => undefined,
});
