import { MessageFactory } from 'botbuilder';
import { WaterfallDialog } from 'botbuilder-dialogs';
import { yesOrNo } from '../answers.js';
import { plain, ticketIn } from '../intents.js';
import { turnOf } from '../said.js';
import { SaidPrompt } from '../saidPrompt.js';
import { menu } from '../words.js';
/** Offers to open a ticket with a photo, or to add the photo to the open ticket. */
export function photoDialogs() {
    const photo = new WaterfallDialog('photo', [
        async (step) => {
            const { ticket } = step.options;
            const titles = ['Open a ticket', ...(ticket ? [`Add to ${ticket}`] : []), 'No'];
            return step.prompt('photo.offer', MessageFactory.suggestedActions(titles, question));
        },
        async (step) => {
            const said = step.result;
            const wish = wishOf(said.text);
            const photos = [...step.options.photos, ...said.photos];
            const text = [step.options.text, ...said.captions].filter(Boolean).join('\n');
            if (wish === 'open') {
                const draft = { key: turnOf(step.context.activity), subject: '', description: text, photos };
                return step.replaceDialog('open', draft);
            }
            if (wish && wish !== 'no') {
                const addition = { ticket: wish, text, photos };
                return step.replaceDialog('add', addition);
            }
            await step.context.sendActivity(menu('All right, I have not kept the photo.'));
            return step.endDialog();
        },
    ]);
    return [photo, prompt];
}
const question = 'Thank you for the photo. Shall I open a ticket with it?';
const prompt = new SaidPrompt('photo.offer', {
    help: 'I can open a ticket with your photo, or add it to a ticket ("add to T-42"). Say no if neither is what you want.',
    takes: ['open'],
    validate({ text }, { photos }) {
        if (wishOf(text))
            return undefined;
        return photos.length > 0
            ? 'I have that one too. Shall I open a ticket with your photos?'
            : `Please say yes or no. ${question}`;
    },
});
/** `open`, `no`, or the number of a ticket to add to. */
function wishOf(text) {
    if (/^(open|open (a|one|it)( ticket)?|open a new ticket|new ticket)$/.test(plain(text)))
        return 'open';
    const said = yesOrNo(text);
    return ticketIn(text) ?? (said === 'yes' ? 'open' : said);
}
