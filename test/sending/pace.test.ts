import { expect } from 'chai';
import fc from 'fast-check';
import { Pacer, type Rate, unpaced } from '../../src/sending/pace.js';

describe('Pacer', () => {
  const at = (rates: { perPerson?: Rate; perNumber?: Rate }) => {
    let now = 0;
    const pacer = new Pacer({ ...unpaced, ...rates }, () => now);
    return {
      reserve: (person = 'thandi', business = 'bank') => pacer.reserve(business, person),
      pass: (ms: number) => {
        now += ms;
      },
    };
  };

  it('lets a burst through at once and spaces what comes after it', () => {
    const { reserve } = at({ perPerson: { burst: 3, everyMs: 6000 } });
    expect(Array.from({ length: 5 }, () => reserve())).to.deep.equal([0, 0, 0, 6000, 12_000]);
  });

  it('gives the burst back with time', () => {
    const { reserve, pass } = at({ perPerson: { burst: 2, everyMs: 1000 } });
    expect([reserve(), reserve(), reserve()]).to.deep.equal([0, 0, 1000]);
    pass(3000);
    expect([reserve(), reserve(), reserve()]).to.deep.equal([0, 0, 1000]);
  });

  it('keeps persons apart, and numbers', () => {
    const { reserve } = at({ perPerson: { burst: 1, everyMs: 1000 } });
    expect([reserve('a'), reserve('b'), reserve('a', 'shop'), reserve('a')]).to.deep.equal([0, 0, 0, 1000]);
  });

  it('keeps the number’s pace over all persons', () => {
    const { reserve } = at({ perNumber: { burst: 2, everyMs: 12.5 } });
    expect(['a', 'b', 'c', 'd'].map((person) => reserve(person))).to.deep.equal([0, 0, 12.5, 25]);
  });

  it('tells for how long a number has used up its rate', () => {
    let now = 0;
    const pacer = new Pacer({ ...unpaced, perNumber: { burst: 2, everyMs: 10 } }, () => now);
    expect(pacer.usedMs('bank')).to.equal(0);
    for (const person of ['a', 'b', 'c']) pacer.reserve('bank', person);
    expect([pacer.usedMs('bank'), pacer.usedMs('shop')]).to.deep.equal([30, 0]);
    now = 25;
    expect(pacer.usedMs('bank')).to.equal(5);
    now = 90;
    expect(pacer.usedMs('bank')).to.equal(0);
  });

  it('by default keeps WhatsApp’s: 45 to a person at once, and 80 a second from a number', () => {
    const pacer = new Pacer({}, () => 0);
    const toOne = Array.from({ length: 46 }, () => pacer.reserve('bank', 'thandi'));
    expect([toOne[44], toOne[45]]).to.deep.equal([0, 6000]);
    const toMany = Array.from({ length: 160 }, (_, index) => pacer.reserve('shop', `${index}`));
    expect(toMany[79]).to.equal(0);
    expect(toMany[159]).to.be.closeTo(1000, 1e-6);
  });

  it('never lets more through in any stretch of time than the burst and the long run allow', () => {
    fc.assert(
      fc.property(
        fc.record({ burst: fc.integer({ min: 1, max: 20 }), everyMs: fc.integer({ min: 1, max: 1000 }) }),
        fc.array(fc.nat(3000), { minLength: 1, maxLength: 60 }),
        (rate, pauses) => {
          const { reserve, pass } = at({ perPerson: rate });
          let now = 0;
          const times = pauses.map((pause) => {
            pass(pause);
            now += pause;
            return now + reserve();
          });
          expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
          for (const [index, first] of times.entries()) {
            const later = times.slice(index);
            for (const [count, time] of later.entries()) {
              expect(count + 1).to.be.at.most(rate.burst + (time - first) / rate.everyMs + 1e-9);
            }
          }
        },
      ),
    );
  });
});
