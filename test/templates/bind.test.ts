import { expect } from 'chai';
import fc from 'fast-check';
import { TemplateParameterError } from '../../src/core/errors.js';
import { bind, checkSlots, slotsOf } from '../../src/templates/bind.js';
import type { Template } from '../../src/templates/shape.js';

const ticket: Template = {
  name: 'ticket_resolved',
  language: 'en',
  category: 'utility',
  header: { type: 'text', text: 'Ticket {{1}}', slot: 'head' },
  body: 'Hi {{1}}, ticket {{2}} is resolved: {{3}}. Bye {{1}}!',
  slots: ['name', 'ticket', 'summary'],
  buttons: [
    { type: 'quickReply', title: 'Solved' },
    { type: 'url', title: 'Open', url: 'https://example.com/{{1}}', slot: 'path' },
  ],
};
const given = { name: 'Thandi', ticket: 'T-42', summary: 'fixed', head: 'T-42', path: 'T-42' };

const greeting: Template = {
  name: 'greeting',
  language: 'en',
  category: 'utility',
  body: 'Hi {{1}}!',
  slots: ['name'],
};
const greet = (name: string) => bind(greeting, { name });

const count = (text: string) => [...text].length;

describe('slotsOf', () => {
  it('lists the slots of body, header and buttons', () => {
    expect(slotsOf(ticket)).to.deep.equal(['name', 'ticket', 'summary', 'head', 'path']);
    expect(slotsOf({ ...greeting, header: { type: 'video', slot: 'film' } })).to.deep.equal(['name', 'film']);
  });
});

describe('checkSlots', () => {
  it('passes exactly the slots, whatever their values', () => {
    expect(() => checkSlots(ticket, { ...given, name: '' })).not.to.throw();
  });

  it('names a slot that has no value', () => {
    const { path: _, ...rest } = given;
    expect(() => checkSlots(ticket, rest))
      .to.throw(TemplateParameterError, 'Template "ticket_resolved", slot "path": a value is missing.')
      .with.property('slot', 'path');
  });

  it('names a value that has no slot, and the slots that there are', () => {
    expect(() => checkSlots(greeting, { name: 'Thandi', nam: 'Thandi' })).to.throw(
      TemplateParameterError,
      'slot "nam": the template has no such slot; it has name.',
    );
    expect(() => checkSlots({ ...greeting, body: 'Hi!', slots: [] }, { x: '1' })).to.throw('it has none');
  });

  it('does not take what every object inherits for a value', () => {
    const odd: Template = { ...greeting, body: 'Hi {{1}} and {{2}}!', slots: ['constructor', '__proto__'] };
    expect(() => checkSlots(odd, {})).to.throw(TemplateParameterError, 'slot "constructor"');
    expect(() => checkSlots(odd, { constructor: 'x' })).to.throw(TemplateParameterError, 'slot "__proto__"');
    const values = Object.fromEntries([
      ['constructor', 'Thandi'],
      ['__proto__', 'Sipho'],
    ]);
    const bound = bind(odd, values);
    expect(bound.text).to.equal('Hi Thandi and Sipho!');
    expect(Object.entries(bound.parameters)).to.deep.equal(Object.entries(values));
  });
});

describe('bind', () => {
  it('fills in body and header', () => {
    expect(bind(ticket, given)).to.deep.equal({
      template: ticket,
      parameters: given,
      text: 'Hi Thandi, ticket T-42 is resolved: fixed. Bye Thandi!',
      headerText: 'Ticket T-42',
    });
  });

  it('gives a static header as it stands, and a media header no text', () => {
    expect(bind({ ...greeting, header: { type: 'text', text: 'Shop' } }, { name: 'A' }).headerText).to.equal('Shop');
    const withFile = bind({ ...greeting, header: { type: 'image', slot: 'header' } }, { name: 'A', header: 'f-1.png' });
    expect(withFile).not.to.have.property('headerText');
    expect(withFile.parameters).to.deep.equal({ name: 'A', header: 'f-1.png' });
  });

  const cleaned: [string, string, string][] = [
    ['a new line', 'a\nb', 'a b'],
    ['a Windows new line and a tab', 'a\r\n\tb', 'a b'],
    ['line and paragraph separators', 'a\u2028b\u2029c\u0085d', 'a b c d'],
    ['five blanks', 'a     b', 'a b'],
    ['no-break blanks', '1\u00A0000\u202F000', '1 000 000'],
    ['blanks around', '  a  ', 'a'],
    ['control characters', 'a\u0000\u001b\u007fb', 'ab'],
    ['zero-width blanks', '\uFEFFa\u200Bb\u2060', 'ab'],
    ['a control character between blanks', 'a \u0007 b', 'a b'],
    ['half a surrogate pair', 'a\uD83Db', 'ab'],
    ['an emoji of several parts', '👩‍👩‍👧', '👩‍👩‍👧'],
    ['a value that reads like a variable', '{{1}} {{2}}', '{{1}} {{2}}'],
    ['a value that reads like a replacement', '$& $1', '$& $1'],
  ];
  for (const [what, value, sent] of cleaned) {
    it(`sends ${what} as ${JSON.stringify(sent)}`, () => {
      expect(greet(value)).to.deep.include({ parameters: { name: sent }, text: `Hi ${sent}!` });
    });
  }

  const empty: [string, string][] = [
    ['nothing', ''],
    ['blanks and new lines', ' \n\t '],
    ['zero-width joiners', '\u200D\u200C'],
    ['direction marks and fillers', '\u200E \u3164'],
  ];
  for (const [what, value] of empty) {
    it(`refuses ${what} as a value`, () => {
      expect(() => greet(value)).to.throw(
        TemplateParameterError,
        'Template "greeting", slot "name": the value is empty.',
      );
    });
  }

  it('refuses an empty value of a header or a button', () => {
    expect(() => bind(ticket, { ...given, head: ' ' })).to.throw(TemplateParameterError, 'slot "head"');
    expect(() => bind(ticket, { ...given, path: ' ' })).to.throw(TemplateParameterError, 'slot "path"');
  });

  it('leaves a body of 1024 characters whole', () => {
    const fits = 'a'.repeat(1024 - 'Hi !'.length);
    expect(greet(fits).parameters).to.deep.equal({ name: fits });
    expect(greet(`${fits}a`).parameters).to.deep.equal({ name: `${fits.slice(1)}…` });
  });

  it('counts characters, not halves of surrogate pairs', () => {
    const fits = '🦒'.repeat(1020);
    expect(greet(fits).text).to.equal(`Hi ${fits}!`);
    expect(greet(`${fits}🦒`).text).to.equal(`Hi ${'🦒'.repeat(1019)}…!`);
  });

  it('never cuts inside what a reader sees as one character', () => {
    const family = '👩‍👩‍👧';
    expect(greet(family.repeat(300)).text).to.equal(`Hi ${family.repeat(203)}…!`);
    expect(greet(`a${'\u0301'.repeat(2000)}`).text).to.equal('Hi …!');
  });

  it('cuts the longest value first, and equally long ones alike', () => {
    const long = bind(ticket, { ...given, summary: 'a'.repeat(5000) });
    expect(long.parameters.name).to.equal('Thandi');
    expect(count(long.text)).to.equal(1024);

    const both = bind(ticket, { ...given, ticket: 'a'.repeat(5000), summary: 'b'.repeat(1000) });
    expect(both.parameters.ticket).to.have.lengthOf(both.parameters.summary?.length ?? 0);
    expect(count(both.text)).to.be.within(1023, 1024);
  });

  it('counts a variable that stands twice twice', () => {
    const twice = bind(ticket, { ...given, name: 'a'.repeat(5000) });
    expect(count(twice.text)).to.be.within(1023, 1024);
  });

  it('cuts the value of a header to 60 characters in all', () => {
    const { headerText, parameters } = bind(ticket, { ...given, head: 'b'.repeat(100) });
    expect(headerText).to.equal(`Ticket ${'b'.repeat(52)}…`);
    expect(parameters.head).to.equal(`${'b'.repeat(52)}…`);
  });

  const piece = fc.constantFrom('\n', '\t', '     ', '\u2028', '\uD83D', '👩‍👩‍👧', '{{2}}', 'é', '\u0301', '\u200D');
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme' }))).map((pieces) => `x${pieces.join('')}`),
    fc.tuple(fc.string({ minLength: 1 }), fc.nat(2000)).map(([text, times]) => `x${text.repeat(times)}`),
  );
  const values = fc.record({ name: value, ticket: value, summary: value, head: value, path: value });

  it('makes a body and a header that WhatsApp takes, of whatever values', () => {
    let bodies = 0;
    fc.assert(
      fc.property(values, (parameters) => {
        try {
          const { text, headerText = '', parameters: sent } = bind(ticket, parameters);
          bodies += 1;
          expect(count(text)).to.be.at.most(1024);
          expect(count(headerText)).to.be.at.most(60);
          for (const one of [text, headerText, ...Object.values(sent)]) {
            expect(one).not.to.match(/[\r\n\t]| {4}|\p{Cs}/u);
            expect(one.trim()).not.to.equal('');
          }
        } catch (error) {
          if (!(error instanceof TemplateParameterError)) throw error;
        }
      }),
    );
    expect(bodies).to.be.greaterThan(0);
  });

  it('binds what is bound already without a change', () => {
    const visible = values.map((all) =>
      Object.fromEntries(Object.entries(all).map(([slot, one]) => [slot, `x${one}`])),
    );
    fc.assert(
      fc.property(visible, (parameters) => {
        const once = bind(ticket, parameters);
        expect(bind(ticket, once.parameters)).to.deep.equal(once);
      }),
    );
  });
});
