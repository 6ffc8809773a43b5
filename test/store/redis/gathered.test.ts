import { setImmediate as nextLoop } from 'node:timers/promises';
import { expect } from 'chai';
import { Gathered } from '../../../src/store/redis/gathered.js';
import { rejection } from '../../support/rejection.js';

describe('Gathered', () => {
  it('sends the requests of one turn of the event loop together, and answers each', async () => {
    const sent: number[] = [];
    const gathered = new Gathered<number, number>(async (entries) => {
      sent.push(entries.length);
      return entries.map((each) => 2 * each);
    });
    const numbers = Array.from({ length: 100 }, (_, index) => index);
    const answers = await Promise.all(numbers.map((each) => gathered.add(each)));
    expect(answers).to.deep.equal(numbers.map((each) => 2 * each));
    expect(sent).to.deep.equal([64, 36]);
  });

  it('answers a few callers per turn of the event loop, because each goes on with its turn', async () => {
    let answer = (_: number[]) => {};
    const gathered = new Gathered<number, number>(() => new Promise((resolve) => (answer = resolve)));
    const answered: number[] = [];
    const adding = Array.from({ length: 64 }, (_, index) => gathered.add(index).then((each) => answered.push(each)));
    await nextLoop();
    answer(Array.from({ length: 64 }, (_, index) => index));
    const perLoop: number[] = [];
    while (answered.length < 64) {
      const before = answered.length;
      await nextLoop();
      perLoop.push(answered.length - before);
    }
    await Promise.all(adding);
    expect(Math.max(...perLoop)).to.be.at.most(16);
    expect(answered).to.deep.equal(Array.from({ length: 64 }, (_, index) => index));
  });

  it('rejects all requests of a command that failed, or that was not answered for each', async () => {
    const failing = new Gathered(async () => {
      throw new RangeError('no');
    });
    await rejection(failing.add(1), RangeError);
    await rejection(new Gathered(async () => []).add(1), TypeError);
  });
});
