import { MessageFactory } from 'botbuilder';
import { WaterfallDialog } from 'botbuilder-dialogs';
import { yesOrNo } from '../answers.js';
import { plain } from '../intents.js';
import { wordsOf } from '../said.js';
import { SaidPrompt } from '../saidPrompt.js';
import { menu } from '../words.js';
const longestSubject = 120;
/** Opens a ticket: asks for subject, description and photo, and for a confirmation before it is sent. */
export function openDialogs({ tickets, whoIs }) {
    const open = new WaterfallDialog('open', [
        async (step) => step.prompt('open.subject', step.options.photos.length > 0 ? 'What is it about, in a few words?' : subjectQuestion),
        async (step) => {
            const said = step.result;
            step.options.subject = said.text;
            take(step.options, { ...said, text: '' });
            return step.options.description ? step.next() : step.prompt('open.description', descriptionQuestion);
        },
        async (step) => {
            take(step.options, step.result);
            return step.options.photos.length > 0 ? step.next() : step.prompt('open.photo', photoQuestion());
        },
        async (step) => {
            const said = step.result;
            take(step.options, said && isSkip(said.text) ? { ...said, text: '' } : said);
            return step.prompt('open.confirm', confirmQuestion(step.options));
        },
        async (step) => {
            const said = step.result;
            if (yesOrNo(said.text) === 'no') {
                await step.context.sendActivity(menu('All right, I have not opened a ticket.'));
                return step.endDialog();
            }
            take(step.options, { ...said, text: '' });
            const ticket = await tickets.open({ ...(await whoIs(step.context)), ...step.options });
            await step.context.sendActivity(`Your ticket ${ticket.id} is open. We will write to you here.`);
            return step.endDialog();
        },
    ]);
    return [open, ...prompts];
}
const subjectQuestion = 'What is the problem, in a few words?';
const descriptionQuestion = 'Please describe it: what happens, and since when?';
const photoQuestion = () => MessageFactory.suggestedActions(['Skip'], 'Would a photo help? Send a photo, or say skip.');
const prompts = [
    new SaidPrompt('open.subject', {
        help: 'I am opening a ticket for you. A few words are enough for its title, as "No internet". Or say cancel.',
        validate({ text, photos }) {
            if (text.length > longestSubject) {
                return `Please keep it to one short line (${longestSubject} characters); you can tell me the rest next.`;
            }
            if (text)
                return undefined;
            return photos.length > 0 ? 'I have your photo. What is the problem, in a few words?' : subjectQuestion;
        },
    }),
    new SaidPrompt('open.description', {
        help: 'Tell me in your own words what happens. You can also send a photo with the words under it. Or say cancel.',
        validate: ({ text }) => (text ? undefined : 'I have your photo. Please also describe in words what happens.'),
    }),
    new SaidPrompt('open.photo', {
        help: 'A photo of the fault often helps us. Send one, or say skip if you have none. Or say cancel.',
        validate: ({ text, photos }) => photos.length > 0 || isSkip(text) ? undefined : 'Please send a photo, or say skip.',
    }),
    new SaidPrompt('open.confirm', {
        help: 'Yes opens the ticket as you see it, no throws it away. A photo sent now is added to it.',
        validate({ text }, { photos }) {
            if (yesOrNo(text))
                return undefined;
            return photos.length > 0
                ? 'I have added that photo. Shall I open the ticket?'
                : 'Please answer yes or no: shall I open the ticket?';
        },
    }),
];
function take(draft, said) {
    if (!said)
        return;
    draft.photos.push(...said.photos);
    draft.description = [draft.description, wordsOf(said)].filter(Boolean).join('\n');
}
function confirmQuestion({ subject, description, photos }) {
    const text = `This is your ticket:\n*${subject}*\n${description}\nPhotos: ${photos.length}\nShall I open it?`;
    return MessageFactory.suggestedActions(['Yes', 'No'], text);
}
function isSkip(text) {
    return /^(skip|skip it|no|nope|none|no photo|no thanks?|no thank you|without|(i )?don't have (one|any|a photo))$/.test(plain(text));
}
