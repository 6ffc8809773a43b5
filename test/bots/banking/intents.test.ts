import { expect } from 'chai';
import { readIntent } from '../../../bots/banking/intents.js';
import { holdsSecretNumber } from '../../../bots/banking/secrets.js';

const table: Readonly<Record<string, readonly string[]>> = {
  balance: ['Balance', "what's my balance", 'what’s my balance?', 'how much do I have', 'How much money is left?'],
  transactions: [
    'Transactions',
    'show transactions from 1 May to last Friday',
    'How much did I spend last week?',
    'send me my statement',
    'show my last payments',
  ],
  transfer: [
    'Transfer',
    'send R250 to Sipho',
    'pay Thandi 100',
    'please pay Sipho',
    'I want to send money',
    'move R500 from savings to cheque',
    'pay my agent R250',
  ],
  freeze: ['Freeze card', 'block my card', 'I lost my card!', 'my card was stolen', 'cancel my card', 'stop my card'],
  unfreeze: ['unfreeze my card', 'Unblock card'],
  notMe: ['Not me', 'It was not me', "No, it wasn't me"],
  itWasMe: ['It was me', 'yes, it was me'],
  cancel: ['cancel', 'Cancel!', 'stop', 'never mind', 'please cancel', 'cancel the transfer'],
  help: ['Help', '?', 'help me please'],
  menu: ['menu', 'Main menu'],
  human: ['human', 'I want an agent', 'can I speak to a person'],
  greeting: ['hi', 'Hello!', 'good morning', 'Sawubona 👋'],
  thanks: ['thanks 👍', 'ok'],
  unknown: ['asdf', '250', 'Sipho', 'yes', 'last week', '🔥'],
};

describe('readIntent', () => {
  for (const [kind, texts] of Object.entries(table)) {
    it(`reads ${kind}`, () => {
      expect(texts.map((text) => `${text}: ${readIntent(text)?.kind ?? 'unknown'}`)).to.deep.equal(
        texts.map((text) => `${text}: ${kind}`),
      );
    });
  }
});

describe('holdsSecretNumber', () => {
  it('sees card, account and identity numbers, not amounts or telephone numbers', () => {
    expect(['4111 1111 1111 1111', 'id 8001015009087', '4111-1111-1111-1111'].map(holdsSecretNumber)).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect(['R1 250,50', '27820000001', '05/06/2026 to 07/06/2026'].map(holdsSecretNumber)).to.deep.equal([
      false,
      false,
      false,
    ]);
  });
});
