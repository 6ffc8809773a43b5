import type { StatePropertyAccessor, TurnContext } from 'botbuilder';

/**
 * The choices that the person was shown last. The channel knows those of the last answer alone: after a menu and an
 * answer without choices, "1" still means the menu, as long as no question is open.
 */
export class LastOffered {
  readonly #titles: StatePropertyAccessor<readonly string[]>;

  /** `titles`: kept with the conversation. */
  constructor(titles: StatePropertyAccessor<readonly string[]>) {
    this.#titles = titles;
  }

  /** Keeps the titles of what the bot offers in this turn. Call it before the bot answers. */
  listen(context: TurnContext): void {
    context.onSendActivities(async (_, activities, next) => {
      const offers = activities.flatMap(({ suggestedActions }) => (suggestedActions ? [suggestedActions.actions] : []));
      const last = offers.at(-1)?.map(({ title }) => title);
      if (last && last.length > 0) await this.#titles.set(context, last);
      return next();
    });
  }

  /** The title that a number and nothing else stands for. */
  async chosen(context: TurnContext, text: string): Promise<string | undefined> {
    const number = /^\W*(\d{1,2})\W*$/.exec(text)?.[1];
    return number === undefined ? undefined : (await this.#titles.get(context, []))[Number(number) - 1];
  }
}
