import { lastFour } from '../core/conversation.js';
export function tellOutcome(observe, { person }, outcome) {
    observe?.({ kind: 'hold', outcome, person: lastFour(person) });
}
