import { expect } from 'chai';
import fc from 'fast-check';
import { TemplateParameterError } from '../../src/core/errors.js';
import { bind, checkSlots } from '../../src/templates/bind.js';
import type { Template } from '../../src/templates/shape.js';
import { slotsOf } from '../../src/templates/slots.js';

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
  it('passes exactly the slots, whatever their texts', () => {
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

describe('a value that is no text', () => {
  const taken: [unknown, string][] = [
    [12, '12'],
    [1.5, '1.5'],
    [0, '0'],
    [-3, '-3'],
    [12345678901234567890n, '12345678901234567890'],
  ];
  for (const [value, sent] of taken) {
    it(`leaves as ${sent} if it is the ${typeof value} ${value}`, () => {
      expect(bind(greeting, { name: value }).parameters).to.deep.equal({ name: sent });
    });
  }

  const refused: [unknown, string][] = [
    [undefined, 'undefined'],
    [null, 'null'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [{ first: 'Thandi' }, 'an object'],
    [new Date(0), 'an object'],
    [['Thandi'], 'a list'],
    [true, 'a boolean'],
    [() => 'Thandi', 'a function'],
    [Symbol('Thandi'), 'a symbol'],
  ];
  for (const [value, kind] of refused) {
    it(`is refused by its slot if it is ${kind}`, () => {
      const sentence = `Template "greeting", slot "name": the value is ${kind}: give a text or a number.`;
      for (const check of [bind, checkSlots]) {
        expect(() => check(greeting, { name: value }))
          .to.throw(TemplateParameterError, sentence)
          .with.property('slot', 'name');
      }
    });
  }
});

describe('the value of a button', () => {
  const track = (url: string): Template => ({
    ...greeting,
    name: 'track',
    body: 'Your parcel.',
    slots: [],
    buttons: [{ type: 'url', title: 'Track', url, slot: 'code' }],
  });
  const shop = 'https://shop.example/t/';
  const suffix = (code: unknown, url = `${shop}{{1}}`) => bind(track(url), { code }).parameters.code;

  const sent: [string, unknown, string, string?][] = [
    ['a suffix', 'abc', 'abc'],
    ['a number', 42, '42'],
    ['a suffix with a query and a fragment', 'abc?x=1&y=a+b#top', 'abc?x=1&y=a+b#top'],
    ['blanks', 'a b', 'a%20b'],
    ['other letters', 'naïve/日本', 'na%C3%AFve/%E6%97%A5%E6%9C%AC'],
    ['quotes and angle brackets', '"<a>"', '%22%3Ca%3E%22'],
    ['what is encoded already', 'a%20b%c3%af', 'a%20b%c3%af'],
    ['a lone per cent sign', '50%', '50%25'],
    ['a whole address', `${shop}abc`, 'abc'],
    ['a whole address in capitals', 'HTTPS://Shop.Example/t/Abc', 'Abc'],
    ['a whole address with the usual port', 'https://shop.example:443/t/abc', 'abc'],
    ['a whole address without its scheme', 'shop.example/t/abc', 'abc'],
    ['a whole address that leaves the scheme to the page', '//shop.example/t/abc', 'abc'],
    ['a whole address that was put together twice', `${shop}${shop}abc`, 'abc'],
    [
      'a whole address for a query',
      'https://shop.example/track?id=a b',
      'a%20b',
      'https://shop.example/track?id={{1}}',
    ],
    ['a path right after the host', 'https://shop.example/abc', '/abc', 'https://shop.example{{1}}'],
  ];
  for (const [what, value, expected, url] of sent) {
    it(`leaves as ${expected} if it is ${what}`, () => {
      expect(suffix(value, url)).to.equal(expected);
      expect(suffix(expected, url)).to.equal(expected);
    });
  }

  const wrong: [string, string, RegExp, string?][] = [
    ['the address of another host', 'https://evil.example/t/abc', /another than the button's.*https:\/\/shop/],
    ['another place of the host', 'https://shop.example/u/abc', /another than the button's/],
    ['the address without its encryption', 'http://shop.example/t/abc', /another than the button's/],
    ['an address of another scheme', 'ftp://shop.example/t/abc', /another than the button's/],
    [
      'the address of another host that leaves the scheme to the page',
      '//evil.example/t/abc',
      /another than the button's/,
    ],
    ['an address whose slashes got lost', 'https:/shop.example/t/abc', /another than the button's/],
    ["the template's own address alone", shop, /the value is empty/],
    ['dots that lead upwards', '../admin', /leads out of/],
    ['dots that lead upwards, encoded', '%2e%2e/admin', /leads out of/],
    ['what makes another host of it', '.evil.example/', /leads out of/, 'https://shop.example{{1}}'],
    ['what makes a user name of it', '@evil.example/', /leads out of/, 'https://shop.example{{1}}'],
    ['too long', 'a'.repeat(2001), /has 2001 characters.*2000 is the most/],
    ['too long once it is encoded', 'é'.repeat(400), /has 2400 characters/],
  ];
  for (const [what, value, problem, url] of wrong) {
    it(`is refused by its slot if it is ${what}`, () => {
      expect(() => suffix(value, url))
        .to.throw(TemplateParameterError, problem)
        .with.property('slot', 'code');
    });
  }

  it('may have 2000 characters', () => {
    expect(suffix('a'.repeat(2000))).to.equal('a'.repeat(2000));
  });

  it('is either refused or stays below the address, and is the same if it is bound again', () => {
    const piece = fc.constantFrom('..', '/', '%2e', '%', '?', '#', '@', ':', 'https://', 'shop.example/t/', '\\', 'é');
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(piece, fc.string({ maxLength: 3 }))).map((pieces) => pieces.join('')),
    );
    let bound = 0;
    fc.assert(
      fc.property(value, (code) => {
        let once: string | undefined;
        try {
          once = suffix(code);
        } catch (error) {
          if (!(error instanceof TemplateParameterError)) throw error;
          return;
        }
        bound += 1;
        expect(suffix(once)).to.equal(once);
        expect(new URL(shop + once).href.startsWith(shop)).to.equal(true);
        expect(once).to.match(/^[\x21-\x7e]+$/);
      }),
    );
    expect(bound).to.be.greaterThan(0);
  });
});

describe('the file of a header', () => {
  const withFile: Template = { ...greeting, body: 'Here.', slots: [], header: { type: 'image', slot: 'file' } };
  for (const file of ['0d9b1f3c-1.png', 'https://files.example/a b.png', 'data:image/png;base64,iVBORw0KGgo=']) {
    it(`may be ${file}`, () => {
      expect(bind(withFile, { file: ` ${file} ` }).parameters).to.deep.equal({ file });
    });
  }
  for (const file of ['./a.png', '/tmp/a.png', 'C:\\a.png', 'ftp://files.example/a.png', 'my photo.png', 'cid:1']) {
    it(`is refused by its slot if it is ${file}`, () => {
      expect(() => bind(withFile, { file }))
        .to.throw(TemplateParameterError, 'slot "file": the value is no file: give the id of an uploaded file')
        .with.property('slot', 'file');
    });
  }
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
    ['direction overrides', '\u202Aa\u202Bb\u202Cc\u202Dd\u202Ee', 'abcde'],
    ['direction isolates', '\u2066a\u2067b\u2068c\u2069d', 'abcd'],
    ['deprecated direction marks and annotations', '\u206Aa\u206Fb\uFFF9c\uFFFAd\uFFFB', 'abcd'],
    ['the marks that Hebrew and Arabic need', 'a\u200Eb\u200Fc', 'a\u200Eb\u200Fc'],
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
    fc
      .tuple(fc.oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^[!_*~` x]{1,5}$/)), fc.nat(2000))
      .map(([text, times]) => `x${text.repeat(times)}`),
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
      Object.fromEntries(Object.entries(all).map(([slot, one]) => [slot, slot === 'path' ? 'T-42' : `x${one}`])),
    );
    fc.assert(
      fc.property(visible, (parameters) => {
        const once = bind(ticket, parameters);
        expect(bind(ticket, once.parameters)).to.deep.equal(once);
      }),
    );
  });
});
