import { expect } from 'chai';
import fc from 'fast-check';
import { redacted } from '../../src/core/redact.js';

describe('redacted', () => {
  const table: readonly (readonly [words: string, shown: string])[] = [
    ['Recipient opted out', 'Recipient opted out'],
    ['Undeliverable to 27820000001 at 10:05', 'Undeliverable to …0001 at 10:05'],
    ['to +27 82 000 0001, code 29', 'to …0001, code 29'],
    ['to (+27) 82-000-0001.', 'to (…0001.'],
    ['TO_27_82_000_0001_AND', 'TO_…0001_AND'],
    ['to 27–82–000–0001', 'to …0001'],
    ['to 27\u200B82\u200B000\u200B0001', 'to …0001'],
    ['to 27,820,000,001, code 29', 'to …0001, code 29'],
    ['to 27·82·000·0001', 'to …0001'],
    ['to 27:82:000:0001', 'to …0001'],
    ['to %2B27%2082%20000%200001', 'to %2B…0001'],
    ['to ２７８２０００００００１', 'to …０００１'],
    ['to ٢٧٨٢٠٠٠٠٠٠١', 'to …٠٠٠١'],
    ['error 131047: 24 hours have passed', 'error 131047: 24 hours have passed'],
    ['UNDELIVERABLE TO US.ENT.11815799212886844830', 'UNDELIVERABLE TO …4830'],
    ['Template "Hello Thandi, you owe R500" was refused', 'Template "…" was refused'],
    ["Content 'Hello Thandi' isn't valid", 'Content "…" isn\'t valid'],
    ['Key dGhpcyBpcyBhIGtleSEx1234== is invalid', 'Key … is invalid'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer …'],
    ['mail thandi@example.com', 'mail …'],
    ['GET https://host.example/m/27820000001?key=s3cret failed', 'GET https://host.example/… failed'],
    ['WHATSAPP_SPAM_RATE_LIMIT_REACHED', 'WHATSAPP_SPAM_RATE_LIMIT_REACHED'],
    ['two\nlines', 'two lines'],
  ];
  for (const [words, shown] of table) {
    it(`shows ${JSON.stringify(words)} as ${JSON.stringify(shown)}`, () => expect(redacted(words)).to.equal(shown));
  }

  it('shows no whole number, in whatever it stands, and stays short', () => {
    const digits = fc.stringMatching(/^[1-9]\d{8,14}$/);
    const words = fc.string({ maxLength: 400 }).map((text) => text.replace(/\d/g, 'x'));
    fc.assert(
      fc.property(words, digits, words, (before, number, after) => {
        const shown = redacted(`${before} ${number} ${after}`);
        expect(shown).not.to.include(number);
        expect(shown.length).to.be.at.most(201);
      }),
    );
  });
});
