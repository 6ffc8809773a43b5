import type { Choice } from '../../choices/action.js';
import type { ContactPiece, LocationPiece } from '../piece.js';
/** A part of what an activity says, before it is known which message it is sent in. */
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
    /** Shown with the name if the file cannot be fetched. */
    readonly alt?: string;
    readonly isAudio: boolean;
}
/** The end of a card: its words are not combined with what follows. */
export interface EndBlock {
    readonly kind: 'end';
}
/** What is offered together. There are several sections if it comes from several cards. */
export interface ChoiceBlock {
    readonly kind: 'choice';
    readonly sections: readonly Section[];
}
export interface Section {
    readonly title?: string;
    /** The text of the section's card, if it was not sent before. */
    readonly words?: string;
    readonly actions: readonly Action[];
}
/** A choice that can be answered with, or an address that can be opened. */
export type Action = {
    readonly kind: 'answer';
    readonly choice: Choice;
} | {
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
export declare function wordsBlock(text: string | undefined): WordsBlock[];
/** The actions that can be answered, as choices. */
export declare function choicesAmong(actions: readonly Action[]): Choice[];
/** An action with an address as text: `label: address`. */
export declare function addressLine({ title, address }: Extract<Action, {
    kind: 'address';
}>): string;
