import { expect } from 'chai';
import fc from 'fast-check';
import { MovableClock } from '../../src/core/clock.js';
import { ClockSkew } from '../../src/core/skew.js';

const noon = Date.UTC(2026, 4, 1, 12);
const minute = 60_000;
const hour = 60 * minute;

describe('ClockSkew', () => {
  let clock: MovableClock;
  let skew: ClockSkew;
  let passed: number[];
  beforeEach(() => {
    clock = new MovableClock({ now: () => noon });
    passed = [];
    skew = new ClockSkew(clock, (aheadMs) => passed.push(aheadMs));
  });
  /** Callbacks arrive now, this long after their events by our clock. */
  const arrive = (...delays: number[]) => {
    for (const delay of delays) skew.arrived(clock.now() - delay);
  };

  // What arrives this long after its event by our clock; how long before its status a message left, negative.
  const table: [string, number[], number[], number][] = [
    ['nothing', [], [], 0],
    ['callbacks in time', [100, 200, 300], [], 100],
    ['two callbacks, which are too few', [5 * minute, 5 * minute], [], 0],
    ['callbacks and statuses in time', [100, 200, 300], [-200, -300], 0],
    [
      'a clock that is ahead',
      [5 * minute + 100, 5 * minute + 50, 5 * minute + 900],
      [5 * minute - 200],
      5 * minute - 200,
    ],
    ['a clock that is ahead, before any status', [5 * minute + 100, 5 * minute + 50, 6 * minute], [], 5 * minute + 50],
    ['a clock that is behind', [-5 * minute + 100, -5 * minute + 50, 0], [-5 * minute - 200], -5 * minute + 50],
    ['callbacks that come again after hours', [100, 3 * hour, 4 * hour, 5 * hour], [-100], 0],
    ['only callbacks that come after hours, and a status in time', [3 * hour, 3 * hour, 2 * hour], [-100], 0],
    ['phones that were off for hours', [100, 200, 300], [-3 * hour, -4 * hour], 0],
    [
      'a clock that is ahead, and a phone that was off',
      [5 * minute, 5 * minute, 5 * minute],
      [-3 * hour, 5 * minute - 100],
      5 * minute - 100,
    ],
    ['one time in the future', [100, 200, -2 * hour], [-100], 0],
    ['times of another year', [100, 200, 300, 400 * 24 * hour, -400 * 24 * hour], [-100, 400 * 24 * hour], 0],
    ['a message that left again after its status', [100, 200, 300], [30_000], 0],
    ['times in whole seconds', [900, 100, 300], [700], 100],
  ];
  for (const [what, arrivals, answers, aheadMs] of table) {
    it(`of ${what}: ${aheadMs} ms`, () => {
      arrive(...arrivals);
      for (const ahead of answers) skew.answered(clock.now(), clock.now() - ahead);
      expect(skew.aheadMs).to.equal(aheadMs);
    });
  }

  it('passes over what has no usable time', () => {
    for (const at of [undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      skew.arrived(at);
      skew.answered(noon, at);
    }
    arrive(100, 100);
    expect(skew.aheadMs).to.equal(0);
  });

  it('is told when it passes 30 s, and once more when the clock was set', () => {
    arrive(30_000, 30_000, 30_000);
    expect(passed).to.deep.equal([]);
    clock.advance(hour);
    arrive(31_000, 32_000, 33_000, 31_000, 40_000);
    expect(passed).to.deep.equal([31_000]);
    clock.advance(-31_000);
    arrive(0, 0, 0, 0);
    expect(passed).to.deep.equal([31_000, 0]);
  });

  it('forgets what was measured before the clock was set forward', () => {
    arrive(100, 100, 100);
    skew.answered(clock.now(), clock.now() + 100);
    clock.advance(2 * minute);
    arrive(2 * minute, 2 * minute, 2 * minute);
    skew.answered(clock.now(), clock.now() - 2 * minute + 100);
    // The measurements contradict each other.
    expect(skew.aheadMs).to.equal(0);
    for (const _ of [1, 2]) {
      clock.advance(6 * minute);
      arrive(2 * minute, 2 * minute, 2 * minute);
      skew.answered(clock.now(), clock.now() - 2 * minute + 100);
    }
    expect(skew.aheadMs).to.equal(2 * minute - 100);
  });

  it('keeps what a quiet line has measured', () => {
    arrive(5 * minute, 5 * minute);
    clock.advance(20 * minute);
    arrive(5 * minute);
    expect(skew.aheadMs).to.equal(5 * minute);
  });

  it('is never said to be more than it is, whatever the delays', () => {
    const delays = fc.array(fc.integer({ min: 0, max: 6 * hour }), { minLength: 3, maxLength: 20 });
    const real = fc.integer({ min: -6 * hour, max: 6 * hour });
    fc.assert(
      fc.property(real, delays, delays, (ahead, arriving, answering) => {
        const measured = new ClockSkew(clock);
        for (const delay of arriving) measured.arrived(noon - ahead - delay);
        for (const delay of answering) measured.answered(noon, noon - ahead + delay);
        const found = measured.aheadMs;
        if (ahead >= 0) expect(found).to.be.within(0, ahead);
        else expect(found).to.be.within(ahead, 0);
      }),
    );
  });
});
