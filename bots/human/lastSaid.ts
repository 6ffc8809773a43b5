import type { Activity, StatePropertyAccessor, TurnContext } from 'botbuilder';

/** One line of what was said. It is kept with the conversation, so it must survive JSON. */
export interface SaidLine {
  readonly from: 'person' | 'bot';
  readonly text: string;
  /** Epoch ms. */
  readonly at: number;
}

/** So much of a conversation tells a human what it is about. */
const mostLines = 20;
const longestLine = 1000;
/** What is kept in the place of words that may not be. */
export const notKept = '(not kept, because it holds a number that should not be sent)';

export interface LastSaidOptions {
  /** Kept with the conversation. */
  readonly lines: StatePropertyAccessor<readonly SaidLine[]>;
  readonly now: () => number;
  /** Whether the words of a person may be kept. Default: all. */
  readonly mayKeep?: (text: string) => boolean;
  /** Whether the adapter keeps transcripts: then it shows the human what was said, and nothing is kept here. */
  readonly hasTranscripts?: boolean | undefined;
}

/** The last lines of a conversation, for the human that it is handed off to. */
export class LastSaid {
  readonly #options: LastSaidOptions;

  constructor(options: LastSaidOptions) {
    this.#options = options;
  }

  /** Keeps what the person says in this turn, and what the bot answers. Call it before the bot answers. */
  async listen(context: TurnContext): Promise<void> {
    const { mayKeep, hasTranscripts } = this.#options;
    if (hasTranscripts) return;
    if (context.activity.type === 'message') {
      const text = wordsOf(context.activity);
      const kept = mayKeep && !mayKeep(text) ? notKept : text;
      await this.#add(context, 'person', [kept]);
    }
    context.onSendActivities(async (_, activities, next) => {
      const responses = await next();
      const texts = activities.filter(({ type }) => type === 'message').map(wordsOf);
      await this.#add(context, 'bot', texts);
      return responses;
    });
  }

  /** The lines as a transcript of Bot Framework's; `undefined` if the adapter has them. */
  async transcript(context: TurnContext): Promise<{ readonly activities: readonly Partial<Activity>[] } | undefined> {
    if (this.#options.hasTranscripts) return undefined;
    const { from, recipient } = context.activity;
    const lines = await this.#options.lines.get(context, []);
    return {
      activities: lines.map(({ from: who, text, at }) => ({
        type: 'message',
        text,
        timestamp: new Date(at),
        from: who === 'person' ? { id: from.id, name: from.name, role: 'user' } : { ...recipient, role: 'bot' },
      })),
    };
  }

  async #add(context: TurnContext, from: SaidLine['from'], texts: readonly string[]): Promise<void> {
    const { lines, now } = this.#options;
    const said = texts.filter(Boolean).map((text) => ({ from, text: text.slice(0, longestLine), at: now() }));
    if (said.length === 0) return;
    const before = await lines.get(context, []);
    await lines.set(context, [...before, ...said].slice(-mostLines));
  }
}

function wordsOf({ text, attachments }: Partial<Activity>): string {
  const files = (attachments ?? []).map(({ name, contentType }) => `(${name ?? contentType})`);
  return [text?.trim() ?? '', ...files].filter(Boolean).join(' ');
}
