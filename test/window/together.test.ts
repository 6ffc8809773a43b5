import { expect } from 'chai';
import type { WindowRecord } from '../../src/core/conversation.js';
import { leftBehind, together, wroteLast } from '../../src/window/together.js';

const hour = 60 * 60 * 1000;
const now = 1000 * hour;
const how = { alias: 'ZA.1', now, windowMs: 24 * hour };

describe('What is known of two ids together', () => {
  const tables: [what: string, own: WindowRecord, other: WindowRecord, both: Partial<WindowRecord>][] = [
    ['nothing', {}, {}, { aliases: ['ZA.1'], untold: ['ZA.1'] }],
    ['the later message', { lastInboundAt: 5 }, { lastInboundAt: 9 }, { lastInboundAt: 9, address: 'ZA.1' }],
    ['the later message, of the first', { lastInboundAt: 9 }, { lastInboundAt: 5 }, { lastInboundAt: 9 }],
    [
      'that a person who wrote under both is new under neither',
      { lastInboundAt: 9, firstMessageId: 'a' },
      { lastInboundAt: 5, firstMessageId: 'b' },
      { firstMessageId: 'joined', lastMessageId: 'a' },
    ],
    ['who has written under one', {}, { lastInboundAt: 5, firstMessageId: 'b' }, { firstMessageId: 'b' }],
    ['the later refusal', { refusedAt: 5 }, { refusedAt: 9 }, { refusedAt: 9 }],
    [
      'that they have been asked, and have not answered',
      { lastInboundAt: 1 },
      { asked: { at: 9, message: 'q' } },
      { asked: { at: 9, message: 'q' } },
    ],
    [
      'that they have answered under the other id',
      { lastInboundAt: now - hour },
      { asked: { at: 9, message: 'q' } },
      { asked: { at: 9, message: 'q', isOver: true } },
    ],
    ['the name as told last', { lastInboundAt: 1, name: 'A' }, { lastInboundAt: 2, name: 'B' }, { name: 'B' }],
    ['the ids of both', { aliases: ['ZA.2'] }, { aliases: ['ZA.3'] }, { aliases: ['ZA.2', 'ZA.3', 'ZA.1'] }],
    ['that the bot knows', { aliases: ['ZA.1'] }, {}, { aliases: ['ZA.1'] }],
    [
      'the alert that a STOP answers',
      { lastInboundAt: 1 },
      { lastInboundAt: 5, alert: { topic: 't', heardAt: 5, at: 6 } },
      { alert: { topic: 't', heardAt: 5, at: 6 } },
    ],
  ];
  for (const [what, own, other, both] of tables) {
    it(`is ${what}, as often as it is put together`, () => {
      const first = together(own, other, how);
      expect(first).to.deep.include(both);
      const rest = leftBehind(other, { person: '27820000001', at: now });
      expect(together(first, rest, how)).to.deep.equal(first);
    });
  }

  it('tells which of them the person wrote under last, until one is part of the other', () => {
    const joined = { person: '27820000001', at: now };
    expect(wroteLast({ lastInboundAt: 9, joined: { ...joined, state: 'drained', heardAt: 5 } })).to.equal(true);
    expect(wroteLast({ lastInboundAt: 9, joined: { ...joined, state: 'drained' } })).to.equal(true);
    expect(wroteLast({ lastInboundAt: 5, joined: { ...joined, state: 'drained', heardAt: 9 } })).to.equal(false);
    expect(wroteLast({ lastInboundAt: 9, joined: { ...joined, heardAt: 5 } })).to.equal(false);
  });
});
