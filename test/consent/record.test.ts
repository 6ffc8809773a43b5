import { expect } from 'chai';
import fc from 'fast-check';
import {
  after,
  type ConsentChange,
  type ConsentEvent,
  type ConsentRecord,
  denialOf,
  inForce,
  type Need,
} from '../../src/consent/record.js';

const start = Date.UTC(2026, 4, 1, 12);
/** Two clocks are never known to be nearer than that. */
const step = 5 * 60_000;
const flight = 'flight:SA204';

type Said = [change: ConsentChange, at: number, topic?: string, more?: { until?: number; byStop?: true }];

const event = ([change, at, topic]: Said): ConsentEvent => ({
  ...{ at: start + at * step, change, source: 'chat' },
  ...(topic !== undefined && { topic }),
});

function recordOf(...said: readonly Said[]): ConsentRecord | undefined {
  let record: ConsentRecord | undefined;
  for (const each of said) {
    const { until, byStop } = each[3] ?? {};
    const how = { byStop, ...(until !== undefined && { until: start + until * step }) };
    record = after(record, event(each), how);
  }
  return record;
}

const at = (time: number) => start + time * step;

describe('denialOf', () => {
  const own: Need = {};
  const alert: Need = { topic: flight };
  const cases: [string, readonly Said[], Need, string | undefined][] = [
    ['nothing known, the person’s own business', [], own, undefined],
    ['nothing known, an alert', [], alert, 'not-signed-up'],
    ['signed up', [['signed-up', 1, flight]], alert, undefined],
    ['signed up for another one', [['signed-up', 1, 'flight:BA1']], alert, 'not-signed-up'],
    [
      'signed off',
      [
        ['signed-up', 1, flight],
        ['signed-off', 2, flight],
      ],
      alert,
      'not-signed-up',
    ],
    ['signed up until now', [['signed-up', 1, flight, { until: 10 }]], alert, 'not-signed-up'],
    ['signed up until later', [['signed-up', 1, flight, { until: 11 }]], alert, undefined],
    ['STOP, own business', [['stopped', 1]], own, 'stopped'],
    ['STOP, an alert that was never signed up for', [['stopped', 1]], alert, 'not-signed-up'],
    [
      'signed up, STOP',
      [
        ['signed-up', 1, flight],
        ['stopped', 2],
      ],
      alert,
      'stopped',
    ],
    [
      'STOP, signed up',
      [
        ['stopped', 1],
        ['signed-up', 2, flight],
      ],
      alert,
      undefined,
    ],
    [
      'STOP, signed up, own business',
      [
        ['stopped', 1],
        ['signed-up', 2, flight],
      ],
      own,
      'stopped',
    ],
    [
      'STOP, signed up, STOP',
      [
        ['stopped', 1],
        ['signed-up', 2, flight],
        ['stopped', 3],
      ],
      alert,
      'stopped',
    ],
    [
      'STOP, START',
      [
        ['signed-up', 1, flight],
        ['stopped', 2],
        ['started', 3],
      ],
      alert,
      undefined,
    ],
    [
      'STOP, START, own business',
      [
        ['stopped', 2],
        ['started', 3],
      ],
      own,
      undefined,
    ],
    [
      'START older than STOP',
      [
        ['stopped', 3],
        ['started', 2],
      ],
      own,
      'stopped',
    ],
    [
      'START between two STOPs, told last',
      [
        ['stopped', 1],
        ['stopped', 3],
        ['started', 2],
      ],
      own,
      'stopped',
    ],
    [
      'STOP older than START, told last',
      [
        ['started', 3],
        ['stopped', 2],
      ],
      own,
      undefined,
    ],
    [
      'signed up before a STOP, told last',
      [
        ['stopped', 3],
        ['signed-up', 2, flight],
      ],
      alert,
      'stopped',
    ],
    [
      'signed up before a STOP and a START',
      [
        ['stopped', 3],
        ['started', 4],
        ['signed-up', 2, flight],
      ],
      alert,
      undefined,
    ],
    [
      'signed off, an older sign-up told last',
      [
        ['signed-off', 3, flight],
        ['signed-up', 2, flight],
      ],
      alert,
      'not-signed-up',
    ],
    [
      'STOP to the alert',
      [
        ['signed-up', 1, flight],
        ['signed-off', 2, flight, { byStop: true }],
      ],
      alert,
      'stopped',
    ],
    [
      'STOP to the alert, START',
      [
        ['signed-up', 1, flight],
        ['signed-off', 2, flight, { byStop: true }],
        ['started', 3],
      ],
      alert,
      undefined,
    ],
    [
      'STOP to the alert, an older START',
      [
        ['signed-up', 1, flight],
        ['signed-off', 3, flight, { byStop: true }],
        ['started', 2],
      ],
      alert,
      'stopped',
    ],
    [
      'STOP to the alert, signed off, START',
      [
        ['signed-up', 1, flight],
        ['signed-off', 2, flight, { byStop: true }],
        ['signed-off', 3, flight],
        ['started', 4],
      ],
      alert,
      'not-signed-up',
    ],
    [
      'STOP to the alert, until long ago, START',
      [
        ['signed-up', 1, flight, { until: 4 }],
        ['signed-off', 2, flight, { byStop: true }],
        ['started', 5],
      ],
      alert,
      'stopped',
    ],
    ['no marketing, marketing', [['marketing-stopped', 1]], { isMarketing: true }, 'marketing-stopped'],
    ['no marketing, something else', [['marketing-stopped', 1]], own, undefined],
    [
      'no marketing, an alert of it',
      [
        ['signed-up', 1, flight],
        ['marketing-stopped', 2],
      ],
      { ...alert, isMarketing: true },
      'marketing-stopped',
    ],
    [
      'no marketing, START',
      [
        ['marketing-stopped', 1],
        ['started', 2],
      ],
      { isMarketing: true },
      undefined,
    ],
    [
      'no marketing, an older START',
      [
        ['marketing-stopped', 3],
        ['started', 2],
      ],
      { isMarketing: true },
      'marketing-stopped',
    ],
    [
      'no marketing, older than START',
      [
        ['started', 3],
        ['marketing-stopped', 2],
      ],
      { isMarketing: true },
      undefined,
    ],
    [
      'STOP, and no marketing',
      [
        ['stopped', 1],
        ['marketing-stopped', 2],
      ],
      { isMarketing: true },
      'stopped',
    ],
  ];
  for (const [what, said, need, denial] of cases) {
    it(`${what}: ${denial ?? 'allowed'}`, () => {
      expect(denialOf(recordOf(...said), need, at(10))).to.equal(denial);
    });
  }
});

describe('after', () => {
  it('notes what changed something, with the words and the source, and nothing else', () => {
    const one = after(undefined, { at: start, change: 'stopped', source: 'chat', words: 'Stop!', message: 'm1' });
    expect(one.history).to.deep.equal([
      { at: start, change: 'stopped', source: 'chat', words: 'Stop!', message: 'm1' },
    ]);
    expect(after(one, { at: start, change: 'stopped', source: 'chat', message: 'm1' })).to.equal(one);
    const two = after(one, { at: start + 1, change: 'stopped', source: 'chat', message: 'm2' });
    expect(two.history).to.equal(one.history);
    // It counts from then on: an older START does not undo it.
    expect(denialOf(after(two, { at: start, change: 'started', source: 'chat' }), {}, at(1))).to.equal('stopped');
  });

  it('has a sign-up that is repeated count as of the later time', () => {
    const twice = recordOf(['signed-up', 1, flight], ['signed-up', 3, flight]);
    expect(twice?.history).to.have.length(1);
    // The STOP comes late, and was said between the two.
    const record = after(twice, event(['stopped', 2]));
    expect(denialOf(record, { topic: flight }, at(4))).to.equal(undefined);
  });

  it('has START tell what it takes up again, once', () => {
    const record = recordOf(
      ...([
        ['signed-up', 1, 'a'],
        ['signed-up', 1, 'b'],
        ['signed-up', 1, 'c', { until: 3 }],
        ['signed-off', 2, 'a', { byStop: true }],
        ['stopped', 3],
        ['started', 4],
        ['started', 5],
      ] as const satisfies readonly Said[]),
    );
    const taken = record?.history.slice(-3).map(({ change, topic }) => [change, topic]);
    expect(taken).to.deep.equal([
      ['started', undefined],
      ['signed-up', 'a'],
      ['signed-up', 'b'],
    ]);
    expect(inForce(record, at(6))).to.have.members(['a', 'b']);
  });

  it('keeps 200 entries, and the latest 50 of the subscriptions that are over', () => {
    let record: ConsentRecord | undefined;
    for (let n = 0; n < 300; n += 1) {
      record = after(record, event(['signed-up', n, `flight:${n}`]));
      if (n % 2 === 0) record = after(record, event(['signed-off', n + 0.5, `flight:${n}`]));
    }
    expect(record?.history).to.have.length(200);
    expect(inForce(record, at(400))).to.have.length(150);
    const over = Object.entries(record?.topics ?? {}).filter(([, { state }]) => state === 'signed-off');
    expect(over).to.have.length(50);
    expect(over.map(([name]) => name))
      .to.include('flight:298')
      .and.not.include('flight:0');
  });

  it('does not change the record that it is given', () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 12 }), (said) => {
        const records: (ConsentRecord | undefined)[] = [undefined];
        const texts: string[] = [];
        for (const [n, [change, topic]] of said.entries()) {
          const next = after(records.at(-1), event([change, n, topic]));
          records.push(next);
          texts.push(JSON.stringify(next));
        }
        expect(records.slice(1).map((each) => JSON.stringify(each))).to.deep.equal(texts);
      }),
    );
  });

  it('comes to the same, in whatever order events come', () => {
    const shuffled = fc.array(changes, { minLength: 1, maxLength: 8 }).chain((said) => {
      const events = said.map(([change, topic], n): Said => [change, n + 1, topic]);
      return fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }));
    });
    fc.assert(
      fc.property(shuffled, ([inOrder, mixed]) => {
        const [one, other] = [recordOf(...inOrder), recordOf(...mixed)];
        for (const need of needs) {
          expect(denialOf(other, need, at(20)), JSON.stringify(need)).to.equal(denialOf(one, need, at(20)));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('comes to the same if each event comes again, at any time', () => {
    const repeated = fc.array(changes, { minLength: 1, maxLength: 6 }).chain((said) => {
      const events = said.map(([change, topic], n): Said => [change, n + 1, topic]);
      return fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
      );
    });
    fc.assert(
      fc.property(repeated, ([once, twice]) => {
        const [one, other] = [recordOf(...once), recordOf(...twice)];
        for (const need of needs) expect(denialOf(other, need, at(20))).to.equal(denialOf(one, need, at(20)));
      }),
      { numRuns: 1000 },
    );
  });

  it('lets nothing through that was signed up for before the last STOP, unless START came after it', () => {
    fc.assert(
      fc.property(fc.array(changes, { minLength: 1, maxLength: 10 }), (said) => {
        const record = recordOf(...said.map(([change, topic], n): Said => [change, n, topic]));
        const lastOf = (wanted: ConsentChange, name?: string) =>
          said.findLastIndex(([change, topic]) => change === wanted && topic === name);
        const [stop, go] = [lastOf('stopped'), lastOf('started')];
        if (stop <= go) return;
        expect(denialOf(record, {}, at(20))).to.equal('stopped');
        for (const topic of ['a', 'b']) {
          if (lastOf('signed-up', topic) > stop) continue;
          expect(denialOf(record, { topic }, at(20)), topic).not.to.equal(undefined);
        }
      }),
    );
  });
});

/** STOPs to one alert are left out of what is mixed: which alert a word answers depends on what was sent before. */
const changes = fc.oneof(
  fc.constantFrom<[ConsentChange, string?]>(['stopped'], ['started'], ['marketing-stopped']),
  fc.tuple(fc.constantFrom<ConsentChange>('signed-up', 'signed-off'), fc.constantFrom('a', 'b')),
);
const needs: readonly Need[] = [
  {},
  { isMarketing: true },
  ...['a', 'b'].flatMap((topic) => [{ topic }, { topic, isMarketing: true }]),
];
