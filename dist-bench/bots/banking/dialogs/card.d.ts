import { ComponentDialog } from 'botbuilder-dialogs';
import { type Services } from '../services.js';
export interface CardRequest {
    readonly action: 'freeze' | 'unfreeze';
    /** The person has just said that a payment was not theirs. */
    readonly afterFraud?: boolean;
}
/** Freezes or unfreezes the card after the person has confirmed it. */
export declare class CardDialog extends ComponentDialog<CardRequest> {
    #private;
    constructor(services: Services);
}
