import { expect } from 'chai';
import fc from 'fast-check';
import { components, isVCard, plainText, vCardsIn } from '../../src/core/vcard.js';

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\r\n');
const only = (...lines: string[]) => vCardsIn(card(...lines))[0] ?? expect.fail();

describe('A vCard', () => {
  const values: [name: string, lines: string[], value: string][] = [
    ['in plain text', ['FN:Thandi M'], 'Thandi M'],
    ['folded', ['FN:Than', ' di M'], 'Thandi M'],
    ['folded with a tab', ['FN:Than', '\tdi M'], 'Thandi M'],
    ['with a colon', ['FN:a:b'], 'a:b'],
    ['with a parameter in quotes', ['FN;X="a:b;c":d'], 'd'],
    ['quoted-printable', ['FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen'], 'Jürgen'],
    [
      'quoted-printable with soft breaks',
      ['FN;ENCODING=QUOTED-PRINTABLE;CHARSET=utf-8:J=C3=BCrgen=20=', 'M=C3=BC=', ' ller'],
      'Jürgen Müller',
    ],
    ['quoted-printable, said alone', ['FN;QUOTED-PRINTABLE:J=c3=bcrgen'], 'Jürgen'],
    ['quoted-printable in Latin-1', ['FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen'], 'Jürgen'],
    ['quoted-printable of no known set', ['FN;CHARSET=KLINGON;ENCODING=QUOTED-PRINTABLE:J=FCrgen'], 'Jürgen'],
    ['quoted-printable, half encoded', ['FN;ENCODING=QUOTED-PRINTABLE:Jü=rgen =4'], 'Jü=rgen =4'],
    ['that ends within', ['FN;ENCODING=QUOTED-PRINTABLE:J='], 'J='],
  ];
  for (const [name, lines, value] of values) {
    it(`is read ${name}`, () => {
      const [property] = vCardsIn(name === 'that ends within' ? `BEGIN:VCARD\n${lines[0]}` : card(...lines))[0] ?? [];
      expect(property).to.include({ name: 'FN', value });
    });
  }

  it('separates no parts at what is encoded or escaped', () => {
    expect(components(only('N;ENCODING=QUOTED-PRINTABLE:M=3BM;J=5Cn')[0]?.value ?? '')).to.deep.equal(['M;M', 'J\\n']);
    expect(components('a\\;b;c\\, d;;')).to.deep.equal(['a;b', 'c, d', '', '']);
    expect(components('a\\\\;b')).to.deep.equal(['a\\', 'b']);
    expect(plainText(' a\\nb\\\\ ')).to.equal('a b\\');
  });

  it('has its parts read in one pass, however many backslashes stand in it', () => {
    const many = '\\'.repeat(300_000);
    expect(components(`${many};b`)).to.deep.equal(['\\'.repeat(150_000), 'b']);
    expect(components(`${many}\\;b`)).to.deep.equal([`${'\\'.repeat(150_000)};b`]);
  });

  it('tells groups, types and parameters', () => {
    const [property] = only('Item1.tel;TYPE=CELL,voice;HOME;type="work";waid=27820000001:+27 82');
    expect(property).to.deep.include({ group: 'item1', name: 'TEL', types: ['CELL', 'voice', 'HOME', 'work'] });
    expect(property?.parameters.get('waid')).to.equal('27820000001');
  });

  it('may be one of several, and one without an end', () => {
    const cards = vCardsIn(`before\n${card('FN:a')}\nFN:between\n${card('FN:b')}\nbegin:vcard\nFN:c`);
    expect(cards.map((each) => each.map(({ value }) => value))).to.deep.equal([['a'], ['b'], ['c']]);
  });

  it('is told by its beginning', () => {
    expect(['BEGIN:VCARD\nFN:a', '\ufeff begin:vcard\r\n'].map(isVCard)).to.deep.equal([true, true]);
    expect(['', 'BEGIN:VCALENDAR\n', 'my BEGIN:VCARD\n'].map(isVCard)).to.deep.equal([false, false, false]);
  });

  it('reads whatever there is', () => {
    const part = fc.constantFrom(
      'BEGIN:VCARD',
      '\n',
      '\r\n ',
      'FN',
      ';ENCODING=QUOTED-PRINTABLE',
      ':',
      '=',
      '=C3',
      '"',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string())), (parts) => {
        for (const property of vCardsIn(parts.join('')).flat()) expect(property.name).to.match(/^[\w-]+$/);
      }),
    );
  });
});
