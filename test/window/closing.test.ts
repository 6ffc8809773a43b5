import { expect } from 'chai';
import fc from 'fast-check';
import type { Closing } from '../../src/core/conversation.js';
import { closingAfter, closingSteps } from '../../src/window/closing.js';
import { windowState } from '../../src/window/decide.js';

const minute = 60_000;
const wrote = Date.UTC(2026, 4, 1, 12);
const closesAt = wrote + 24 * 60 * minute - minute;
const before = (minutesBefore: number) => ({ minutesBefore, at: closesAt - minutesBefore * minute });

describe('closingSteps', () => {
  const cases: [what: string, minutes: number[], closing: Closing | undefined, now: number, left: number[]][] = [
    ['nothing without a handler', [], undefined, wrote, []],
    ['the steps, the earliest first', [5, 60, 30], undefined, wrote, [60, 30, 5]],
    ['each once', [30, 30], undefined, wrote, [30]],
    ['also what is overdue', [60, 5], undefined, closesAt - 1, [60, 5]],
    ['nothing once the window has closed', [60, 5], undefined, closesAt, []],
    ['what has not run in this window', [60, 30, 5], { heardAt: wrote, done: 30 }, wrote, [5]],
    ['nothing when all has run', [60, 30], { heardAt: wrote, done: 30 }, closesAt - 1, []],
    ['all again if it ran in an earlier window', [60, 30], { heardAt: wrote - 1, done: 30 }, wrote, [60, 30]],
    ['a step that was added between two others', [60, 45, 30], { heardAt: wrote, done: 60 }, wrote, [45, 30]],
  ];
  for (const [what, minutes, closing, now, left] of cases) {
    it(`gives ${what}`, () => {
      const window = { lastInboundAt: wrote, ...(closing && { closing }) };
      expect(closingSteps(minutes, window, now, minute)).to.deep.equal(left.map(before));
    });
  }

  it('gives nothing for a person who never wrote, and for a window that the provider found closed', () => {
    expect(closingSteps([30], undefined, wrote, minute)).to.deep.equal([]);
    expect(closingSteps([30], { lastInboundAt: wrote, refusedAt: wrote + 1 }, wrote + 2, minute)).to.deep.equal([]);
  });

  it('has each step run once for each window, while it is open, whatever moment anything looks', () => {
    const moves = fc.array(fc.record({ afterMs: fc.nat(20 * 60 * minute), writes: fc.boolean() }), { maxLength: 20 });
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 1400 }), { maxLength: 4 }), moves, (minutes, moved) => {
        const ran: string[] = [];
        let now = wrote;
        let window: { lastInboundAt: number; closing?: Closing } = { lastInboundAt: now };
        for (const { afterMs, writes } of moved) {
          now += afterMs;
          if (writes) window = { ...window, lastInboundAt: now };
          const steps = closingSteps(minutes, window, now, minute);
          const due = steps.filter(({ at }) => at <= now);
          if (due.length > 0) expect(windowState(window, now, minute).state).to.equal('open');
          for (const { minutesBefore } of due) ran.push(`${window.lastInboundAt} ${minutesBefore}`);
          const closing = closingAfter(window, due.at(-1)?.minutesBefore, steps[due.length]?.at);
          window = { lastInboundAt: window.lastInboundAt, ...(closing && { closing }) };
        }
        expect(new Set(ran).size).to.equal(ran.length);
      }),
    );
  });
});

describe('closingAfter', () => {
  const window = { lastInboundAt: wrote, closing: { heardAt: wrote, at: 1, done: 60 } };
  it('keeps what has run in this window', () => {
    expect(closingAfter(window, undefined, 2)).to.deep.equal({ heardAt: wrote, at: 2, done: 60 });
    expect(closingAfter(window, 30, undefined)).to.deep.equal({ heardAt: wrote, done: 30 });
  });
  it('keeps nothing of an earlier window', () => {
    const later = { ...window, lastInboundAt: wrote + 1 };
    expect(closingAfter(later, undefined, 2)).to.deep.equal({ heardAt: wrote + 1, at: 2 });
    expect(closingAfter(later, undefined, undefined)).to.equal(undefined);
  });
});
