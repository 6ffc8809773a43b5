import { expect } from 'chai';
import fc from 'fast-check';
import { type AnswerEntry, matchAnswers } from '../../src/clickatell/match.js';
import { message } from './provider.js';

describe('matchAnswers', () => {
  const [a, b, c] = [message('a', '271'), message('b', '272'), message('c', '271')];
  const entry = (apiMessageId: string, rest: Partial<AnswerEntry> = {}): AnswerEntry => ({
    apiMessageId,
    accepted: true,
    ...rest,
  });

  const table: [name: string, messages: (typeof a)[], entries: AnswerEntry[], expected: (string | undefined)[]][] = [
    [
      'the id decides, not the order',
      [a, b],
      [entry('B', { clientMessageId: 'b' }), entry('A', { clientMessageId: 'a' })],
      ['A', 'B'],
    ],
    [
      'the id decides over the recipient',
      [a, c],
      [entry('C', { clientMessageId: 'c', to: '271' }), entry('A', { clientMessageId: 'a', to: '271' })],
      ['A', 'C'],
    ],
    ['without ids the recipient decides', [a, b], [entry('B', { to: '272' }), entry('A', { to: '+271' })], ['A', 'B']],
    ['an empty id is no id', [a, b], [entry('B', { clientMessageId: '', to: '272' })], [undefined, 'B']],
    [
      'two messages to one recipient are not told apart by it',
      [a, c],
      [entry('A', { to: '271' }), entry('C', { to: '271' })],
      [undefined, undefined],
    ],
    [
      'the recipient decides among those that are left',
      [a, c],
      [entry('C', { to: '271' }), entry('A', { clientMessageId: 'a' })],
      ['A', 'C'],
    ],
    ['a lone entry that names nothing belongs to a lone message', [a], [entry('A')], ['A']],
    [
      'the last entry that names nothing belongs to the last message',
      [a, b],
      [entry('B'), entry('A', { clientMessageId: 'a' })],
      ['A', 'B'],
    ],
    ['but not when entries are missing', [a, b], [entry('B')], [undefined, undefined]],
    ['and never by position', [a, b], [entry('A'), entry('B')], [undefined, undefined]],
    ['a strange id belongs to nobody', [a], [entry('X', { clientMessageId: 'x', to: '271' })], [undefined]],
    ['a strange recipient belongs to nobody', [a], [entry('X', { to: '279' })], [undefined]],
    [
      'two entries with one id contradict each other',
      [a],
      [entry('A', { clientMessageId: 'a' }), entry('X', { clientMessageId: 'a' })],
      [undefined],
    ],
    ['an empty answer says nothing', [a, b], [], [undefined, undefined]],
  ];
  for (const [name, messages, entries, expected] of table) {
    it(name, () => {
      expect(matchAnswers(messages, entries).map((found) => found?.apiMessageId)).to.deep.equal(expected);
    });
  }

  it('gives no message the entry of another, however the answer is mixed, shortened and stripped of names', () => {
    const recipient = fc.constantFrom('271', '272', '273', '274');
    const fate = fc.record({
      to: recipient,
      present: fc.boolean(),
      id: fc.boolean(),
      named: fc.boolean(),
      rank: fc.nat(),
    });
    let matched = 0;
    fc.assert(
      fc.property(fc.array(fate, { minLength: 1, maxLength: 8 }), (fates) => {
        const messages = fates.map(({ to }, place) => message(`m${place}`, to));
        const entries = fates
          .map((each, place) => ({
            ...each,
            entry: entry(`m${place}`, {
              ...(each.id && { clientMessageId: `m${place}` }),
              ...(each.named && { to: each.to }),
            }),
          }))
          .filter(({ present }) => present)
          .sort((one, other) => one.rank - other.rank)
          .map((each) => each.entry);
        const found = matchAnswers(messages, entries);
        expect(found).to.have.length(messages.length);
        for (const [place, { present, id }] of fates.entries()) {
          if (found[place]) expect(found[place].apiMessageId).to.equal(`m${place}`);
          if (present && id) expect(found[place]).to.not.equal(undefined);
          if (found[place]) matched += 1;
        }
      }),
    );
    expect(matched).to.be.greaterThan(0);
  });
});
