import { expect } from 'chai';
import { Mentions } from '../../src/people/mentions.js';
import { bearingOf, isAnothers, struckOutOf, without } from '../../src/people/rows.js';

const number = '27820000001';
const userId = 'US.1349';
const brazilian = '5511987654321';
const mentions = new Mentions([number, userId, brazilian]);
const row = (key: string, value: unknown) => ({ key, json: JSON.stringify(value) });

describe('Mentions of a person', () => {
  const texts: readonly (readonly [text: string, isIn: boolean])[] = [
    [number, true],
    [`Call ${number}.`, true],
    ['Call +27 82 000 0001!', true],
    ['Call +27 (82) 000-0001', true],
    ['278200000012', false],
    ['127820000001', false],
    ['2782000000', false],
    ['I am US.1349.', true],
    ['US.13491', false],
    ['US.ENT.1349', false],
    ['BUS.1349', false],
    ['551187654321', true],
    ['5511987654321', true],
    ['5511887654321', false],
  ];
  for (const [text, isIn] of texts) {
    it(`are ${isIn ? '' : 'not '}in “${text}”`, () => expect(mentions.areIn(text)).to.equal(isIn));
  }

  const keys: readonly (readonly [key: string, isIn: boolean])[] = [
    [`windows:27110000001:${number}`, true],
    [`bot-state:clickatell/conversations/27110000001%3A${number}/`, true],
    [`x:%20${number}`, true],
    ['windows:27110000001:278200000012', false],
    ['windows:27110000001:US.1349', true],
    ['bot-state:clickatell/conversations/27110000001%3AUS.1349/', true],
    ['x:%3B27820000001', true],
    ['x:27%3A127820000001', false],
    ['windows:27110000001:US.1349.2', false],
  ];
  for (const [key, isIn] of keys) {
    it(`are ${isIn ? '' : 'not '}in the key ${key}`, () => expect(mentions.areInKey(key)).to.equal(isIn));
  }

  it('are struck out of a text, and nothing else is', () => {
    expect(mentions.struckFrom(`${number}, +27 82 000 0001 and 278200000012`)).to.equal(
      '(erased), +(erased) and 278200000012',
    );
  });
});

describe('A row', () => {
  const rows: readonly (readonly [what: string, row: { key: string; json: string }, bearing: string | undefined])[] = [
    ['whose key names the person', row(`windows:1:${number}`, {}), 'theirs'],
    ['that names them as its person', row('tickets:T-1', { person: number }), 'theirs'],
    ['of a conversation with them', row('parts:x', { conversation: `27110000001:${number}` }), 'theirs'],
    ['to them', row('x:1', { to: `+${number}` }), 'theirs'],
    ['with Bot Framework’s reference to them', row('x:1', { reference: { user: { id: number } } }), 'theirs'],
    ['that is their number', row('x:1', number), 'theirs'],
    ['with a field of another name', row('x:1', { phone: number }), 'theirs'],
    ['with their number as a number', row('x:1', { phone: Number(number) }), 'theirs'],
    [
      'under somebody else’s id that has their number as a field',
      row('bot-state:clickatell/conversations/27110000001%3A27820000009/', { payee: number }),
      'mentions',
    ],
    ['that somebody else has sent to them', row('tx:27820000009:1', { to: number }), 'mentions'],
    ['to them, under a time', row('mail:1777636860000', { to: number }), 'theirs'],
    ['of somebody else that names them', row('x:1', { person: '27820000009', phone: number }), 'mentions'],
    [
      'of somebody else under a key with their number',
      row(`notifications:${number}-3`, { conversation: '27110000001:27820000009', notification: {} }),
      'mentions',
    ],
    ['that says their number in words', row('x:1', { notes: [`Call ${number}`] }), 'mentions'],
    ['that many share', row('subscribers:1:t:0:1', [number, '27820000009']), 'mentions'],
    ['of a topic with their number', row(`subscribers:1:parcel%3A${number}:0:1`, ['27820000009']), 'mentions'],
    ['of somebody whose number begins with theirs', row('windows:1:278200000012', { name: 'x' }), undefined],
  ];
  for (const [what, given, bearing] of rows) {
    it(`${what} ${bearing === undefined ? 'is not about the person' : `counts as “${bearing}”`}`, () => {
      expect(bearingOf(given, mentions)).to.equal(bearing);
    });
  }

  it('of somebody else keeps its form', () => {
    const value = {
      person: '27820000009',
      paid: [
        { to: number, cents: 5 },
        { to: 'x', cents: 6 },
      ],
      phone: Number(number),
    };
    const given = row('bank:27820000009', value);
    expect(isAnothers(given, mentions)).to.equal(true);
    expect(isAnothers(row('tickets:list', [number, '27820000009']), mentions)).to.equal(false);
    expect(isAnothers(row('subscribers:27110000001:t:0:1', [number]), mentions)).to.equal(false);
    expect(struckOutOf(value, mentions)).to.deep.equal({
      ...value,
      paid: [
        { to: '(erased)', cents: 5 },
        { to: 'x', cents: 6 },
      ],
      phone: null,
    });
  });

  it('of many is left without what is about the person', () => {
    const other = '27820000009';
    const value = {
      people: [number, other, { person: number, words: 'gone' }, { person: other, words: `Not ${number}` }],
      byPerson: { [number]: 1, [other]: 2 },
      same: number,
      count: 3,
      nothing: null,
    };
    expect(without(value, mentions)).to.deep.equal({
      people: [other, { person: other, words: 'Not (erased)' }],
      byPerson: { [other]: 2 },
      count: 3,
      nothing: null,
    });
  });
});
