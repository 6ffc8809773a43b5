import { expect } from 'chai';
import { MovableClock } from '../../src/core/clock.js';
import { NotTaken } from '../../src/sending/notTaken.js';
import { Pauses } from '../../src/sending/pauses.js';

const business = '27110000001';
const noMoney = new NotTaken('account', 'no money');

describe('While a number is paused', () => {
  const paused = () => {
    const clock = new MovableClock({ now: () => Date.UTC(2026, 4, 1) });
    const pauses = new Pauses(clock, undefined);
    pauses.failed(business, noMoney, pauses.admit(business));
    const isAdmitted = () => {
      try {
        pauses.admit(business);
        return true;
      } catch {
        return false;
      }
    };
    return { clock, pauses, isAdmitted };
  };

  it('one message tries at growing intervals of at most a minute', () => {
    const { clock, pauses, isAdmitted } = paused();
    const tries: number[] = [];
    for (let second = 0; second < 300; second += 1) {
      if (isAdmitted()) {
        tries.push(second);
        pauses.failed(business, noMoney, 0);
      }
      clock.advance(1000);
    }
    expect(tries).to.deep.equal([1, 3, 7, 15, 31, 63, 123, 183, 243]);
  });

  it('the others wait for what becomes of it, unless it was not tried after all', () => {
    const { clock, pauses, isAdmitted } = paused();
    clock.advance(1000);
    expect([isAdmitted(), isAdmitted()]).to.deep.equal([true, false]);
    pauses.unused(business);
    expect([isAdmitted(), isAdmitted()]).to.deep.equal([true, false]);
    pauses.taken(business);
    expect([isAdmitted(), isAdmitted()]).to.deep.equal([true, true]);
  });
});
