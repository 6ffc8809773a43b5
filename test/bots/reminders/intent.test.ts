import { expect } from 'chai';
import { reminderIntent } from '../../../bots/reminders/intent.js';

const table: readonly (readonly [said: string, intent: ReturnType<typeof reminderIntent>])[] = [
  ['remind me tomorrow at 9', { kind: 'remind', text: 'tomorrow at 9' }],
  ['Please remind me in 2 hours to check the lamp.', { kind: 'remind', text: 'in 2 hours to check the lamp' }],
  ['Could you please remind me about T-3?', { kind: 'remind', text: 'about T-3' }],
  ['set a reminder for Friday', { kind: 'remind', text: 'for Friday' }],
  ['Remind me', { kind: 'remind', text: '' }],
  ['Reminder: pay Sipho', { kind: 'remind', text: 'pay Sipho' }],
  ['cancel my reminder', { kind: 'unremind', text: 'my' }],
  ['Cancel my payment reminder!', { kind: 'unremind', text: 'my payment' }],
  ['cancel all my reminders', { kind: 'unremind', text: 'all my' }],
  ['delete the reminder about the lamp', { kind: 'unremind', text: 'the about the lamp' }],
  ['cancel my T-3 reminder', { kind: 'unremind', text: 'my T-3' }],
  ['don’t remind me about the lamp', { kind: 'unremind', text: 'about the lamp' }],
  ['my reminders', { kind: 'reminders' }],
  ['Show me my reminders please', { kind: 'reminders' }],
  ['cancel', undefined],
  ['cancel my card', undefined],
  ['you did not remind me', undefined],
  ['T-3 is a reminder of how bad this is', undefined],
  ['', undefined],
];

describe('reminderIntent', () => {
  for (const [said, intent] of table) {
    it(`reads "${said}"`, () => expect(reminderIntent(said)).to.deep.equal(intent));
  }
});
