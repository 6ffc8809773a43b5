import type { Choice } from '../../choices/action.js';
import type { ContactPiece, LocationPiece } from '../piece.js';

/** A part of what an activity says, in order, before it is known which message it is said in. */
export type Block = WordsBlock | FileBlock | LocationPiece | ContactPiece | ChoiceBlock | EndBlock;

export interface WordsBlock {
  readonly kind: 'words';
  /** In WhatsApp's marks, of any length. */
  readonly text: string;
}

export interface FileBlock {
  readonly kind: 'file';
  readonly source: string;
  readonly contentType: string;
  readonly fileName?: string;
  /** What stands for it where it cannot be had, besides its name. */
  readonly alt?: string;
  readonly isAudio: boolean;
}

/** A card ends: its words are not said with what comes next. */
export interface EndBlock {
  readonly kind: 'end';
}

/** What is offered together; several sections where several cards offer something. */
export interface ChoiceBlock {
  readonly kind: 'choice';
  readonly sections: readonly Section[];
}

export interface Section {
  readonly title?: string;
  /** What its card says, where that was not said before. */
  readonly words?: string;
  readonly actions: readonly Action[];
}

/** What can be answered, or an address that can be opened. */
export type Action =
  | { readonly kind: 'answer'; readonly choice: Choice }
  | {
      readonly kind: 'address';
      readonly title: string;
      readonly address?: string;
      /** Whether a button may open it. */
      readonly isPage: boolean;
    };

/** An attachment: what it says and what it offers. */
export interface Card {
  /** Its name in a list of cards. */
  readonly title?: string;
  readonly blocks: readonly Block[];
  readonly actions: readonly Action[];
}

export function wordsBlock(text: string | undefined): WordsBlock[] {
  return text !== undefined && /\S/.test(text) ? [{ kind: 'words', text }] : [];
}

/** The actions that can be answered, as choices. */
export function choicesAmong(actions: readonly Action[]): Choice[] {
  return actions.flatMap((action) => (action.kind === 'answer' ? [action.choice] : []));
}

/** What a person reads of an action that is not answered: `label: address`. */
export function addressLine({ title, address }: Extract<Action, { kind: 'address' }>): string {
  return address === undefined || address === title ? title : `${title}: ${address}`;
}
