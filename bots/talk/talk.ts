import type { Activity, StatePropertyAccessor } from 'botbuilder';
import type { DialogContext } from 'botbuilder-dialogs';
import type { Languages } from './language.js';

/** What a message asks for, as the bot reads it. */
export interface Wish {
  readonly kind: string;
  /** The message says nothing else. Only such a wish interrupts a question that is answered in the person's own words. */
  readonly isWhole?: boolean;
  /** It takes effect at once and cannot be taken back. If it was misspelt, the person is asked whether they mean it. */
  readonly isCostly?: boolean;
  /** It begins a dialog. */
  readonly begins?: boolean;
  /** A greeting or thanks: not answered beside a wish. */
  readonly isPolite?: boolean;
  /** What follows belongs to it, even if it sounds like another wish: "remind me to pay Sipho and check my balance". */
  readonly takesRest?: boolean;
}

/** How a wish was met. */
export type Met =
  /** In a message. The question that was open, if there is one, has to be asked again. */
  | 'said'
  /** By a dialog that is now under way, or by one that ended: nothing more is to be said. */
  | 'done';

/** What a bot brings to the router. */
export interface Talk<W extends Wish> {
  readonly languages: Languages;
  /** Reads a command, in English and without typing errors. */
  read(text: string, dc: DialogContext): W | undefined;
  /** The text with its typing errors mended. */
  spelt(text: string): string;
  /** The text with the words of other languages in English. */
  inEnglish(text: string): string;
  /**
   * Does what the person wishes. `text` is their own words. A dialog that is begun on top of a question gives it back
   * when it ends.
   */
  meet(dc: DialogContext, wish: W, text: string): Promise<Met>;
  /** Whether the text is exactly an answer to the question that is open, such as one of its titles. */
  isAnswer(dc: DialogContext, text: string): boolean | Promise<boolean>;
  /** Whether the question that is open is answered in the person's own words, which may sound like a command. */
  isFree(dc: DialogContext): boolean;
  /** Nothing is open, and the text is no command. `misses`: how often in a row now. */
  wonder(dc: DialogContext, text: string, misses: number): Promise<void>;
  /** The text with a button that fetches a human. */
  offerHuman(dc: DialogContext, text: string): Partial<Activity>;
  /** How often in a row nothing was understood. Kept with the conversation. */
  readonly misses: StatePropertyAccessor<number>;
}
