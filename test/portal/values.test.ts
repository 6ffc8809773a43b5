import { expect } from 'chai';
import { InvalidInputError } from '../../src/core/errors.js';
import { fill, setsFrom, valuesFrom, withPlaceholders } from '../../src/portal/values.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';

const [template] = TemplateCatalog.parse({
  templates: [
    {
      ...{
        name: 'due',
        language: 'en',
        category: 'utility',
        body: 'Dear {{1}}, {{2}} is due.',
        slots: ['name', 'what'],
      },
      buttons: [{ type: 'url', title: 'Pay', url: 'https://x.example.com/{{1}}', slot: 'invoice' }],
    },
  ],
});
if (!template) throw new Error('The catalogue has a template.');

describe('A set of values', () => {
  it('fills a template', () => {
    const filled = fill(template, { name: 'Anna', what: 12, invoice: 'i-1' });
    expect(filled).to.deep.include({ kind: 'filled', notes: [] });
    expect(filled.kind === 'filled' && filled.bound.text).to.equal('Dear Anna, 12 is due.');
  });

  it('leaves as sending makes it, and says so', () => {
    const filled = fill(template, { name: ' An\nna', what: 'x'.repeat(2000), invoice: 'https://x.example.com/i 1' });
    expect(filled.kind === 'filled' && filled.notes).to.satisfy((notes: string[]) => {
      expect(notes[0]).to.equal('"name" leaves as "An na"');
      expect(notes[1]).to.match(/^"what" is too long, and leaves shortened as "x+…"$/);
      expect(notes[2]).to.equal('"invoice" leaves as "i%201"');
      return notes.length === 3;
    });
  });

  it('that does not fit says everything about its names at once, with what may be meant', () => {
    expect(fill(template, { nmae: 'Anna', invoice: '1' })).to.deep.equal({
      kind: 'wrong',
      problems: [
        '"name" has no value (is "nmae" meant?)',
        '"what" has no value',
        '"nmae" is no slot of the template (is "name" meant?); it has name, what, invoice',
      ],
    });
  });

  for (const [what, values, told] of [
    ['is empty', { name: ' ', what: 'x', invoice: '1' }, /name.*empty/],
    ['is no text', { name: null, what: 'x', invoice: '1' }, /name.*the value is null/],
    ['leads elsewhere', { name: 'a', what: 'b', invoice: 'https://y.example.com' }, /invoice.*another than the button/],
  ] as const) {
    it(`with a value that ${what} does not fit`, () => {
      const filled = fill(template, values);
      expect(filled.kind === 'wrong' && filled.problems.join()).to.match(told);
    });
  }

  it('is read from pairs, and sets from JSON', () => {
    expect(valuesFrom(['a=1', 'b=x=y', 'c=one\\ntwo', 'd='])).to.deep.equal({ a: '1', b: 'x=y', c: 'one\ntwo', d: '' });
    expect(setsFrom('\uFEFF{"a":1}')).to.deep.equal([{ a: 1 }]);
    expect(setsFrom('[{"a":1},{"a":2}]')).to.deep.equal([{ a: 1 }, { a: 2 }]);
    expect(() => valuesFrom(['name'])).to.throw(InvalidInputError, /write slot=value/);
    for (const text of ['{', '1', '["a"]']) expect(() => setsFrom(text)).to.throw(InvalidInputError, /^--values/);
  });

  it('is completed with the names of the slots for a preview', () => {
    expect(withPlaceholders(template, { name: 'Anna' })).to.deep.equal({
      name: 'Anna',
      what: '[what]',
      invoice: '[invoice]',
    });
  });
});
