import { expect } from 'chai';
import fc from 'fast-check';
import { bind } from '../../src/templates/bind.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';
import { matchTemplate } from '../../src/templates/match.js';

const catalog = TemplateCatalog.parse({
  defaultLanguage: 'en',
  templates: [
    {
      name: 'ticket_resolved',
      language: 'en',
      category: 'utility',
      header: { type: 'text', text: 'Support' },
      body: 'Hi {{1}},\n\nyour ticket {{2}} is resolved: {{3}}. Tell us if it is not.',
      slots: ['name', 'ticket', 'summary'],
      buttons: [{ type: 'quickReply', title: 'Solved' }],
    },
    { name: 'closing', language: 'en', category: 'utility', body: 'We close at five today.' },
    {
      name: 'swapped',
      language: 'en',
      category: 'utility',
      body: 'From {{2}} to {{1}}; we go to {{1}} at noon.',
      slots: ['there', 'here'],
    },
    { name: 'loose', language: 'en', category: 'utility', body: 'Balance: {{1}}.', slots: ['amount'] },
    {
      name: 'tight',
      language: 'en',
      category: 'utility',
      body: 'Balance: {{1}} on account {{2}}.',
      slots: ['amount', 'account'],
    },
    {
      name: 'loose',
      language: 'fr',
      portalName: 'loose_fr',
      category: 'utility',
      body: 'Balance: {{1}}.',
      slots: ['montant'],
    },
    { name: 'code', language: 'en', category: 'authentication', body: 'Your code is {{1}}.', slots: ['code'] },
    {
      name: 'statement',
      language: 'en',
      category: 'utility',
      header: { type: 'document' },
      body: 'Your statement is here.',
    },
    {
      name: 'parcel',
      language: 'en',
      category: 'utility',
      body: 'Your parcel is on its way.',
      buttons: [{ type: 'url', title: 'Track', url: 'https://example.com/{{1}}', slot: 'tracking' }],
    },
    {
      name: 'greek',
      language: 'el',
      portalName: 'greek_el',
      category: 'utility',
      body: 'ΟΔΟΣ {{1}} τέλος.',
      slots: ['odos'],
    },
    { name: 'greek', language: 'en', category: 'utility', body: 'The street {{1}} ends.', slots: ['odos'] },
    {
      name: 'sale',
      language: 'en',
      category: 'marketing',
      body: 'Balance: {{1}} on account {{2}}. Buy!',
      slots: ['a', 'b'],
    },
    {
      name: 'news',
      language: 'en',
      category: 'marketing',
      body: 'We have news: {{1}}, and more of it.',
      slots: ['news'],
    },
    { name: 'facts', language: 'en', category: 'utility', body: 'We have news: {{1}}.', slots: ['news'] },
    {
      name: 'survey',
      language: 'en',
      category: 'utility',
      body: 'Hello {{1}}, was that of help?',
      slots: ['name'],
      buttons: [
        { type: 'quickReply', title: 'Yes' },
        { type: 'quickReply', title: 'No' },
      ],
    },
  ],
});

const match = (text: string, locale?: string) => {
  const found = matchTemplate(text, catalog, locale);
  return found && { name: found.template.name, ...found.parameters };
};

describe('matchTemplate', () => {
  const found: [string, string, object][] = [
    [
      'the words of a template',
      'Hi Thandi,\n\nyour ticket T-42 is resolved: new card sent. Tell us if it is not.',
      { name: 'Thandi', ticket: 'T-42', summary: 'new card sent' },
    ],
    [
      'other white space and case',
      '  HI Thandi, your   ticket T-42 is\tresolved: New Card. tell us if it is not.\n',
      { name: 'Thandi', ticket: 'T-42', summary: 'New Card' },
    ],
    [
      'values of several lines and sentences',
      'Hi Thandi, your ticket T-42 is resolved: card. Sent.\nToday. Tell us if it is not.',
      { name: 'Thandi', ticket: 'T-42', summary: 'card. Sent. Today' },
    ],
    [
      'values with letters that change length with their case',
      'Hi İİİ, your ticket ẞ is resolved: ﬁne. Tell us if it is not.',
      { name: 'İİİ', ticket: 'ẞ', summary: 'ﬁne' },
    ],
    [
      'values that read like variables and patterns',
      'Hi {{2}}, your ticket .* is resolved: $1. Tell us if it is not.',
      { name: '{{2}}', ticket: '.*', summary: '$1' },
    ],
  ];
  for (const [what, text, parameters] of found) {
    it(`finds ${what}`, () => {
      const result = matchTemplate(text, catalog);
      expect(result?.template.name).to.equal('ticket_resolved');
      expect(result?.parameters).to.deep.equal(parameters);
    });
  }

  it('finds a template without variables', () => {
    expect(match('We close at five TODAY.')).to.deep.equal({ name: 'closing' });
  });

  it('finds letters in any composition', () => {
    expect(match('οδοσ Ερμού τέλος.'.normalize('NFD'), 'el')).to.deep.equal({ name: 'greek', odos: 'Ερμού' });
  });

  it('wants the same value wherever one variable stands', () => {
    expect(match('From Durban to Cape Town; we go to Cape Town at noon.')).to.deep.equal({
      name: 'swapped',
      here: 'Durban',
      there: 'Cape Town',
    });
    expect(match('From Durban to Cape Town; we go to Paarl at noon.')).to.equal(undefined);
  });

  const nothing: [string, string][] = [
    ['an empty text', ''],
    ['other words', 'Good morning!'],
    ['words before', 'Well: we close at five today.'],
    ['words after', 'We close at five today. Bye.'],
    ['an empty slot', 'Hi , your ticket T-42 is resolved: card. Tell us if it is not.'],
    ['a slot of nothing but joiners', 'Balance: \u200D.'],
    ['a beginning and an end that share letters', 'Balance:.'],
    ['an authentication template', 'Your code is 123456.'],
    ['a template that needs a file', 'Your statement is here.'],
    ['a template that needs an address', 'Your parcel is on its way.'],
  ];
  for (const [what, text] of nothing) {
    it(`finds nothing in ${what}`, () => {
      expect(match(text)).to.equal(undefined);
    });
  }

  it('takes the template with the most words of its own', () => {
    expect(match('Balance: R 5 on account 77.')).to.deep.equal({ name: 'tight', amount: 'R 5', account: '77' });
    expect(match('Balance: R 5.')).to.deep.equal({ name: 'loose', amount: 'R 5' });
  });

  it("takes one in the conversation's language first", () => {
    const french = { name: 'loose', montant: 'R 5 on account 77' };
    expect(match('Balance: R 5 on account 77.', 'fr')).to.deep.equal(french);
    expect(match('Balance: R 5 on account 77.', 'fr-CA')).to.deep.equal(french);
    expect(match('Balance: R 5.', 'en-ZA')).to.deep.equal({ name: 'loose', amount: 'R 5' });
  });

  it('takes utility before marketing, even where that has more words of its own', () => {
    expect(match('We have news: it rains, and more of it.')).to.deep.equal({
      name: 'facts',
      news: 'it rains, and more of it',
    });
  });

  const answers: [string, string[], string | undefined][] = [
    ['none', [], 'survey'],
    ['the same', ['Yes', 'No'], 'survey'],
    ['the same in another order and case', ['no', 'YES'], 'survey'],
    ['others', ['Yes', 'Perhaps'], undefined],
    ['one more', ['Yes', 'No', 'Perhaps'], undefined],
    ['one fewer', ['Yes'], undefined],
  ];
  for (const [what, replies, name] of answers) {
    it(`of a text that offers answers, ${what}: ${name ?? 'nothing'}`, () => {
      const found = matchTemplate('Hello Thandi, was that of help?', catalog, undefined, replies);
      expect(found?.template.name).to.equal(name);
    });
  }

  it('finds in a bound body the values that were put into it', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9]{1,600}$/);
    fc.assert(
      fc.property(word, word, word, (name, ticket, summary) => {
        const bound = bind(catalog.get('ticket_resolved'), { name, ticket, summary });
        expect(matchTemplate(bound.text, catalog)?.parameters).to.deep.equal(bound.parameters);
      }),
    );
  });

  it('gives values that can be bound, and never throws, on any text', () => {
    const words = fc.constantFrom(
      'Balance: ',
      ' on account ',
      '.',
      'From ',
      ' to ',
      '; we go to ',
      '\u200D',
      ' at noon.',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(words, fc.string({ maxLength: 3 }))).map((pieces) => `Balance: ${pieces.join('')}.`),
      fc.array(words).map((pieces) => pieces.join('')),
    );
    let matches = 0;
    fc.assert(
      fc.property(text, (said) => {
        const result = matchTemplate(said, catalog);
        if (!result) return;
        matches += 1;
        bind(result.template, result.parameters);
      }),
      // A fast run tries too few inputs to meet a match for certain.
      { examples: [['Balance: R 5.']] },
    );
    expect(matches).to.be.greaterThan(0);
  });

  it('comes to an end on text made to be slow', () => {
    const slots = Array.from({ length: 80 }, (_, index) => `s${index}`);
    const slow = TemplateCatalog.parse({
      templates: [
        {
          name: 'many',
          language: 'en',
          category: 'utility',
          body: `a${slots.map((_, i) => `{{${i + 1}}}a`).join('')}`,
          slots,
        },
        { name: 'one', language: 'en', category: 'utility', body: `a${'{{1}}a'.repeat(80)}`, slots: ['s'] },
        {
          name: 'late',
          language: 'en',
          category: 'utility',
          body: `a{{1}}${'a'.repeat(500)}b{{2}}c`,
          slots: ['s', 't'],
        },
      ],
    });
    expect(matchTemplate('a'.repeat(4096), slow)?.template.name).to.equal('many');
    expect(matchTemplate(`${'a'.repeat(100_000)}!`, slow)).to.equal(undefined);
    expect(matchTemplate(`${'a'.repeat(100_000)}c`, slow)).to.equal(undefined);
  });
});
