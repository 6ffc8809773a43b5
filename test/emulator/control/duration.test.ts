import { expect } from 'chai';
import { durationMs } from '../../../src/emulator/control/duration.js';

const hour = 3_600_000;

describe('durationMs', () => {
  const table: [unknown, number | undefined][] = [
    ['25h', 25 * hour],
    ['90m', 1.5 * hour],
    ['23h59m', 24 * hour - 60_000],
    ['23h 59m 59s 999ms', 24 * hour - 1],
    ['1d 2h', 26 * hour],
    ['1.5h', 1.5 * hour],
    ['-1h', -hour],
    ['- 1h', -hour],
    ['+1h', hour],
    [' 500ms ', 500],
    [1500, 1500],
    [-5, -5],
    ['', undefined],
    ['-', undefined],
    ['25', undefined],
    ['25 hours', undefined],
    ['h', undefined],
    ['1h tomorrow', undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [null, undefined],
    [{}, undefined],
  ];
  for (const [given, expected] of table) {
    it(`reads ${JSON.stringify(given)} as ${expected}`, () => {
      expect(durationMs(given)).to.equal(expected);
    });
  }
});
