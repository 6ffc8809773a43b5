import { Prompt } from 'botbuilder-dialogs';
import { z } from 'zod';
import { saidOf } from './said.js';
import { photoSchema } from './ticket.js';
const keptSchema = z.object({ photos: z.array(photoSchema).default([]), captions: z.array(z.string()).default([]) });
/** A question that is answered with words, photos, or both. */
export class SaidPrompt extends Prompt {
    question;
    constructor(id, question) {
        super(id);
        this.question = question;
    }
    async onRecognize(context, state) {
        const fresh = saidOf(context.activity);
        const kept = keptSchema.parse(state);
        const said = { ...fresh, photos: [...kept.photos, ...fresh.photos], captions: kept.captions };
        if (this.question.validate(said, fresh) === undefined)
            return { succeeded: true, value: said };
        const captions = fresh.photos.length > 0 && fresh.text ? [...kept.captions, fresh.text] : kept.captions;
        Object.assign(state, { photos: said.photos, captions });
        return { succeeded: false };
    }
    /** Bot Framework would recognize every message twice, which would keep its photos twice. */
    async onPreBubbleEvent() {
        return false;
    }
    async onPrompt(context, state, options, isRetry) {
        const message = typeof options.prompt === 'string' ? { type: 'message', text: options.prompt } : { ...options.prompt };
        const fresh = saidOf(context.activity);
        const complaint = isRetry && this.question.validate({ ...fresh, ...keptSchema.parse(state) }, fresh);
        await context.sendActivity(complaint ? { ...message, text: complaint } : message);
    }
}
