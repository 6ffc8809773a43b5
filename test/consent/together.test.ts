import { expect } from 'chai';
import { type ConsentRecord, type Denial, denialOf, together } from '../../src/consent/record.js';

const minute = 60_000;
const now = 1000 * minute;
const chat = (at: number) => ({ at: at * minute, source: 'chat' });
const record = (rest: Omit<ConsentRecord, 'history'>): ConsentRecord => ({ history: [], ...rest });
const signedUp = (at: number) => record({ topics: { flight: { state: 'signed-up', ...chat(at) } } });
const signedOff = (at: number) => record({ topics: { flight: { state: 'signed-off', ...chat(at) } } });

/** Whether something about the person's own business may leave, and an alert. */
type Allowed = readonly [own: Denial | undefined, alert: Denial | undefined];

describe('What a person allows under two ids', () => {
  const tables: [what: string, one: ConsentRecord, other: ConsentRecord, allowed: Allowed][] = [
    ['a STOP of either', record({ stopped: chat(5) }), record({}), ['stopped', 'not-signed-up']],
    ['a STOP after a START', record({ started: chat(4) }), record({ stopped: chat(5) }), ['stopped', 'not-signed-up']],
    ['a START after a STOP', record({ started: chat(6) }), record({ stopped: chat(5) }), [undefined, 'not-signed-up']],
    ['both at once', record({ started: chat(5) }), record({ stopped: chat(5) }), ['stopped', 'not-signed-up']],
    ['a sign-up', signedUp(5), record({}), [undefined, undefined]],
    ['a sign-up, then a STOP', signedUp(5), record({ stopped: chat(9) }), ['stopped', 'stopped']],
    ['a STOP, then a sign-up', signedUp(9), record({ stopped: chat(5) }), ['stopped', undefined]],
    ['a sign-up, then off', signedUp(5), signedOff(6), [undefined, 'not-signed-up']],
    ['off, then a sign-up', signedUp(7), signedOff(6), [undefined, undefined]],
    ['on and off at once', signedUp(6), signedOff(6), [undefined, 'not-signed-up']],
  ];
  for (const [what, one, other, [own, alert]] of tables) {
    it(`is ${what}, in either order and as often as it is put together`, () => {
      for (const [first, second] of [
        [one, other],
        [other, one],
      ] as const) {
        const both = together(first, second, now);
        expect([denialOf(both, {}, now), denialOf(both, { topic: 'flight' }, now)]).to.deep.equal([own, alert]);
        expect(together(both, record({}), now)).to.deep.equal(both);
      }
    });
  }

  it('has the history of both in the order of time', () => {
    const event = (at: number) => ({ ...chat(at), change: 'stopped' }) as const;
    const both = together({ history: [event(1), event(4)] }, { history: [event(2), event(5)] }, now);
    expect(both.history.map(({ at }) => at / minute)).to.deep.equal([1, 2, 4, 5]);
  });
});
