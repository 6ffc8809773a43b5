import { expect } from 'chai';
import fc from 'fast-check';
import { TemplateCatalog } from '../../src/templates/catalog.js';
import { nearestTemplate } from '../../src/templates/nearest.js';

const catalog = TemplateCatalog.parse({
  templates: [
    { name: 'hello', language: 'en', category: 'utility', body: 'Hello {{1}}, we have news for you.', slots: ['name'] },
    { name: 'closing', language: 'en', category: 'utility', body: "We're closed at five – today." },
    {
      name: 'moved',
      language: 'en',
      category: 'utility',
      body: 'From {{1}} to {{2}}; we go there at noon.',
      slots: ['here', 'there'],
    },
    { name: 'cafe', language: 'en', category: 'marketing', body: 'Café {{1}} is open!', slots: ['name'] },
    { name: 'code', language: 'en', category: 'authentication', body: 'Your code is {{1}}.', slots: ['code'] },
    {
      name: 'statement',
      language: 'en',
      category: 'utility',
      header: { type: 'document' },
      body: 'Your statement is here.',
    },
    { name: 'dots', language: 'en', category: 'utility', body: '… {{1}} …', slots: ['any'] },
  ],
});

describe('nearestTemplate', () => {
  const near: [string, string, string][] = [
    ['marks', '*Hello* Thandi, we have _news_ for you.', 'hello'],
    ['no full stop at the end', 'Hello Thandi, we have news for you', 'hello'],
    ['another mark at the end', 'Hello Thandi, we have news for you!', 'hello'],
    ['an emoji at the end', 'Hello Thandi, we have news for you. 🎉', 'hello'],
    ['an emoji at the start', '👋 Hello Thandi, we have news for you.', 'hello'],
    ['no comma', 'Hello Thandi we have news for you.', 'hello'],
    ['typographic quotes and another dash', 'We’re closed at five - today', 'closing'],
    ['no accents', 'Cafe Zoë is open', 'cafe'],
    ['several variables', 'From Durban to Cape Town: we go there at noon', 'moved'],
    ['the very words of a template that needs a file', 'Your statement is here.', 'statement'],
  ];
  for (const [what, text, name] of near) {
    it(`finds ${name} in a text with ${what}`, () => {
      expect(nearestTemplate(text, catalog)?.name).to.equal(name);
    });
  }

  const far: [string, string][] = [
    ['no text', ''],
    ['other words', 'Good morning!'],
    ['nothing for a variable', 'Hello, we have news for you.'],
    ['words after the end', 'Hello Thandi, we have news for you. Bye.'],
    ['an authentication template', 'Your code is 123456'],
    ['a template without words', '… anything …'],
  ];
  for (const [what, text] of far) {
    it(`finds nothing in ${what}`, () => expect(nearestTemplate(text, catalog)).to.equal(undefined));
  }

  it('never throws, and comes to an end, on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void nearestTemplate(text, catalog)));
    for (const text of ['from to '.repeat(20_000), 'a'.repeat(100_000), 'hello '.repeat(20_000)]) {
      nearestTemplate(text, catalog);
    }
  });
});
