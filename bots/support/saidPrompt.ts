import { MessageFactory, type TurnContext } from 'botbuilder';
import {
  type DialogTurnResult,
  Prompt,
  type PromptOptions,
  type PromptRecognizerResult,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { z } from 'zod';
import type { Values } from '../words.js';
import { isQuestion } from './reading/question.js';
import { type Said, saidOf } from './said.js';
import { photoSchema } from './ticket.js';
import { isWord, type Word, wordsOfTurn } from './words.js';

const keptSchema = z.object({ photos: z.array(photoSchema).default([]), captions: z.array(z.string()).default([]) });
const askedSchema = z.object({
  ask: z.custom<Word>(isWord),
  values: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  titles: z.array(z.string()).default([]),
});

/** Why an answer is not accepted, in a sentence that asks again. */
export interface Refusal {
  readonly say: Word;
  readonly values?: Values;
  /** The words are kept beside the answer that will come, as captions of photos are. */
  readonly keepsWords?: boolean;
}

/**
 * Decides whether an answer is accepted: `undefined` accepts it. `said` has the message's words and every photo sent
 * since the question was asked (WhatsApp delivers an album one by one); `fresh` is this message alone. `values` are those
 * of the question.
 */
export type Validate = (said: Said, fresh: Said, values: Values) => Refusal | undefined;

export interface Question {
  /** The help text of this question. */
  readonly help: Word;
  readonly helpValues?: Values;
  readonly validate: Validate;
  /** It is answered in the person's own words, which may sound like a command. */
  readonly isFree?: boolean;
  /** It can be answered with photos. */
  readonly takesPhotos?: boolean;
  /** Whether the words are an answer and nothing else, even if they sound like a command. */
  readonly isExact?: (text: string) => boolean;
}

/**
 * A question that is answered with words, photos, or both. It is kept by its name, so that it is asked again in the
 * language that the person reads by then.
 */
export class SaidPrompt extends Prompt<Said> {
  readonly question: Question;

  constructor(id: string, question: Question) {
    super(id);
    this.question = question;
  }

  protected override async onRecognize(
    context: TurnContext,
    state: object,
    options: PromptOptions,
  ): Promise<PromptRecognizerResult<Said>> {
    const fresh = saidOf(context.activity);
    const kept = keptSchema.parse(state);
    const said = { ...fresh, photos: [...kept.photos, ...fresh.photos], captions: kept.captions };
    const refusal = this.question.validate(said, fresh, askedSchema.parse(options).values);
    if (refusal === undefined) return { succeeded: true, value: said };
    const isKept = fresh.text !== '' && (fresh.photos.length > 0 || refusal.keepsWords === true);
    Object.assign(state, { photos: said.photos, captions: isKept ? [...kept.captions, fresh.text] : kept.captions });
    return { succeeded: false };
  }

  /** Bot Framework would recognize every message twice, which would keep its photos twice. */
  protected override async onPreBubbleEvent(): Promise<boolean> {
    return false;
  }

  protected override async onPrompt(context: TurnContext, state: object, options: PromptOptions, isRetry: boolean) {
    const { ask: asked, values, titles } = askedSchema.parse(options);
    const say = wordsOfTurn(context);
    const fresh = saidOf(context.activity);
    const refusal = isRetry
      ? this.question.validate({ ...fresh, ...keptSchema.parse(state) }, fresh, values)
      : undefined;
    if (refusal && isQuestion(fresh.text)) {
      await context.sendActivity(say(this.question.help, this.question.helpValues));
    }
    const text = refusal ? say(refusal.say, { ...values, ...refusal.values }) : say(asked, values);
    const shown = titles.map((title) => (isWord(title) ? say(title, values) : title));
    await context.sendActivity(shown.length > 0 ? MessageFactory.suggestedActions(shown, text) : text);
  }
}

/** Asks a question of a `SaidPrompt`. A title is the name of a sentence, or stands for itself. */
export function ask(
  step: WaterfallStepContext<object>,
  prompt: string,
  question: Word,
  values: Values = {},
  titles: readonly string[] = [],
): Promise<DialogTurnResult> {
  return step.beginDialog(prompt, { ask: question, values, titles });
}
