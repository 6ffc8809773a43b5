import type { StatePropertyAccessor } from 'botbuilder';
import { type DialogContext, DialogSet, type DialogState } from 'botbuilder-dialogs';
import { type Services } from './services.js';
export declare function createDialogs(services: Services, state: StatePropertyAccessor<DialogState>): DialogSet;
/**
 * Answers one message. Interruptions come first: help, cancel, menu, a human, and anything that is not text. Then comes
 * the current dialog, unless the person clearly wants another one. Then a new dialog.
 */
export declare function answerMessage(dialogs: DialogContext, services: Services): Promise<void>;
