import type { Activity, TurnContext } from 'botbuilder';
import { Prompt, type PromptOptions, type PromptRecognizerResult } from 'botbuilder-dialogs';
import { z } from 'zod';
import type { Interruption } from './intents.js';
import { type Said, saidOf } from './said.js';
import { photoSchema } from './ticket.js';

const keptSchema = z.object({ photos: z.array(photoSchema).default([]), captions: z.array(z.string()).default([]) });

/**
 * Decides whether an answer is accepted. `undefined` accepts it; a sentence asks again. `said` has the message's words
 * and every photo sent since the question was asked (WhatsApp delivers an album one by one); `fresh` is this message
 * alone.
 */
export type Validate = (said: Said, fresh: Said) => string | undefined;

export interface Question {
  /** The help text of this question. */
  help: string;
  validate: Validate;
  /** Words that are an answer here, although elsewhere they would interrupt a dialog. */
  takes?: readonly Interruption[];
}

/** A question that is answered with words, photos, or both. */
export class SaidPrompt extends Prompt<Said> {
  readonly question: Question;

  constructor(id: string, question: Question) {
    super(id);
    this.question = question;
  }

  protected override async onRecognize(context: TurnContext, state: object): Promise<PromptRecognizerResult<Said>> {
    const fresh = saidOf(context.activity);
    const kept = keptSchema.parse(state);
    const said = { ...fresh, photos: [...kept.photos, ...fresh.photos], captions: kept.captions };
    if (this.question.validate(said, fresh) === undefined) return { succeeded: true, value: said };
    const captions = fresh.photos.length > 0 && fresh.text ? [...kept.captions, fresh.text] : kept.captions;
    Object.assign(state, { photos: said.photos, captions });
    return { succeeded: false };
  }

  /** Bot Framework would recognize every message twice, which would keep its photos twice. */
  protected override async onPreBubbleEvent(): Promise<boolean> {
    return false;
  }

  protected override async onPrompt(context: TurnContext, state: object, options: PromptOptions, isRetry: boolean) {
    const message: Partial<Activity> =
      typeof options.prompt === 'string' ? { type: 'message', text: options.prompt } : { ...options.prompt };
    const fresh = saidOf(context.activity);
    const complaint = isRetry && this.question.validate({ ...fresh, ...keptSchema.parse(state) }, fresh);
    await context.sendActivity(complaint ? { ...message, text: complaint } : message);
  }
}
