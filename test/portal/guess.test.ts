import { expect } from 'chai';
import { numbered } from '../../src/portal/exported.js';
import { guessSlots, guessUrlSlot } from '../../src/portal/guess.js';

const none: ReadonlySet<string> = new Set();

describe('Guessed names of slots', () => {
  const cases: [text: string, examples: string[], slots: string[]][] = [
    ['Hi {{1}}, your ticket {{2}} is resolved: {{3}}.', [], ['name', 'ticket', 'summary']],
    ['Good morning *{{1}}*! Your order number is {{2}}.', [], ['name', 'order']],
    ['Dear {{1}},\nyour invoice #{{2}} of R{{3}} is due.', [], ['name', 'invoice', 'amount']],
    ['Hallo {{1}}, jou kaartjie {{2}} is opgelos: {{3}}.', [], ['name', 'ticket', 'summary']],
    ['Flight {{1}} now leaves from gate {{2}} at {{3}}.', ['SA204', 'B14', '14:05'], ['flight', 'gate', 'time']],
    ['It comes on {{1}} between {{2}} and {{3}}.', ['12 May 2026', '9:00', '11:30'], ['date', 'time', 'time2']],
    ['*{{1}}* is your verification code.', [], ['code']],
    ['You have {{1}} points and {{2}} days left, and {{3}} % off.', [], ['points', 'days', 'percent']],
    [
      'Paid to X: {{1}} by {{2}}, see {{3}}.',
      ['R 1,250.00', 'anna@example.com', 'https://x.example.com'],
      ['amount', 'email', 'link'],
    ],
    ['Say {{1}} or {{2}} to go on.', [], ['value1', 'value2']],
    ['Order {{1}} replaces order {{2}}, and {{1}} is free.', [], ['order', 'order2']],
    ['Hi {{first_name}}, it is {{ order-id }}.', [], ['first_name', 'order_id']],
    ['No variable.', [], []],
  ];
  for (const [text, examples, slots] of cases) {
    it(`of "${text.replaceAll('\n', ' ')}" are ${slots.join(', ') || 'none'}`, () => {
      const given = numbered(text, Object.fromEntries(examples.map((example, index) => [index + 1, example])));
      expect(guessSlots(given, none)).to.deep.equal(slots);
    });
  }

  it('are none that are taken, and give way to those that are known', () => {
    const given = numbered('Hi {{1}}, your ticket {{2}} is open.');
    expect(guessSlots(given, new Set(['ticket']))).to.deep.equal(['name', 'ticket2']);
    expect(guessSlots(given, none, [undefined, 'name'])).to.deep.equal(['name2', 'name']);
  });

  for (const [url, slot] of [
    ['https://x.example.com/invoices/{{1}}', 'invoice'],
    ['https://x.example.com/track?code={{1}}', 'code'],
    ['https://x.example.com/?q={{1}}', 'q'],
    ['https://x.example.com/{{1}}', 'link'],
  ] as const) {
    it(`of the address ${url} is ${slot}`, () => {
      expect(guessUrlSlot(numbered(url), none)).to.equal(slot);
      expect(guessUrlSlot(numbered(url), new Set([slot]))).to.equal(`${slot}2`);
    });
  }
});
