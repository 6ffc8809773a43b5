import { expect } from 'chai';
import { holdWith, type MessageIntent, withIntent } from '../../src/index.js';
import { asProactive, asSaidByDesk, handedOffDecision, isProactive } from '../../src/window/decide.js';
import { together } from '../../src/window/together.js';

const desk = { id: 'h1', until: 2_000_000_000_000 };
const reply = { handOff: 'h1', queue: '27110000001:27820000001' };

describe('While a human has the conversation', () => {
  const own = asProactive({ type: 'message', text: 'News' });
  const rows: readonly (readonly [
    what: string,
    intent: MessageIntent,
    isHandedOff: boolean,
    policy: 'hold' | 'send' | 'refuse',
    rule: string | undefined,
  ])[] = [
    ['what is sent on our own account is held', {}, true, 'hold', 'handed-off'],
    ['it is refused if the policy says so', {}, true, 'refuse', 'handed-off-refused'],
    ['it is sent if the policy says so', {}, true, 'send', undefined],
    ['what the human says leaves', { desk: reply }, true, 'hold', undefined],
    ['an answer to the person leaves', { proactive: false }, true, 'hold', undefined],
    ['nothing is held once the bot has it again', {}, false, 'hold', undefined],
  ];
  for (const [what, intent, isHandedOff, policy, rule] of rows) {
    it(what, () => {
      const window = isHandedOff ? { desk } : {};
      expect(handedOffDecision(withIntent(own, intent), window, policy, 're-engagement')?.rule).to.equal(rule);
    });
  }

  it('a message is held under its own key', () => {
    const keyed = withIntent(own, { whenClosed: holdWith(undefined, { key: 'T-1' }) });
    expect(handedOffDecision(keyed, { desk }, 'hold', 're-engagement')).to.include({ kind: 'hold', key: 'T-1' });
  });

  it('what the human says is an answer inside the window, and on our own account outside', () => {
    const said = withIntent('Hello', { desk: reply });
    expect(isProactive(asSaidByDesk(said, true))).to.equal(false);
    expect(isProactive(asSaidByDesk(said, false))).to.equal(true);
    expect(isProactive(asSaidByDesk(asSaidByDesk(said, false), true))).to.equal(false);
  });

  it('it goes with the person who has two ids, and of two hand-offs the one of the id that counts goes on', () => {
    const how = { alias: 'ZA.1', now: 2_000_000_000_000, windowMs: 1 };
    const other = { id: 'h2', until: 1 };
    expect(together({}, { desk }, how).desk).to.equal(desk);
    expect(together({ desk }, { desk: other }, how).desk).to.equal(desk);
    expect(together({}, {}, how)).not.to.have.property('desk');
  });
});
