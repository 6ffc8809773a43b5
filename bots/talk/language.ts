import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import { type Language, languages } from '../words.js';

/** What is kept of the language that a person reads. */
export interface Spoken {
  /** What the person chose. */
  readonly chosen?: Language;
  /** The person has been told which languages the bot writes. */
  readonly isTold?: boolean;
}

export interface LanguagesOptions {
  /** Kept with the person. */
  readonly spoken: StatePropertyAccessor<Spoken>;
  /** The language of the person's profile, if there is one. What the person chose themselves comes first. */
  readonly ofProfile?: (context: TurnContext) => Promise<Language | undefined>;
}

const current = Symbol('language');

/** Which language each person reads: what they chose, otherwise that of their profile, otherwise English. */
export class Languages {
  readonly #options: LanguagesOptions;

  constructor(options: LanguagesOptions) {
    this.#options = options;
  }

  /** Finds the language of the turn. Call it before anything is said, in proactive turns too. */
  async listen(context: TurnContext): Promise<void> {
    const { spoken, ofProfile } = this.#options;
    const { chosen } = await spoken.get(context, {});
    context.turnState.set(current, chosen ?? (await ofProfile?.(context)) ?? 'en');
  }

  async choose(context: TurnContext, language: Language): Promise<void> {
    const { spoken } = this.#options;
    await spoken.set(context, { ...(await spoken.get(context, {})), chosen: language });
    context.turnState.set(current, language);
  }

  /** Whether this is the first time that the person has to be told which languages the bot writes. */
  async isFirstTime(context: TurnContext): Promise<boolean> {
    const { spoken } = this.#options;
    const kept = await spoken.get(context, {});
    if (kept.isTold) return false;
    await spoken.set(context, { ...kept, isTold: true });
    return true;
  }
}

/** The language of the turn, once `Languages.listen` has found it. */
export function languageIn(context: TurnContext): Language {
  const found: unknown = context.turnState.get(current);
  return languages.find((language) => language === found) ?? 'en';
}
