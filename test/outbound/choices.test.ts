import { expect } from 'chai';
import fc from 'fast-check';
import { type Choice, choicesOf, numberedList, resolveChoice } from '../../src/outbound/choices.js';

const choice = (title: string, value: unknown = title): Choice => ({ title, value, type: 'imBack' });
/** An activity as it may come out of JSON. */
const activityWith = (actions: unknown) => JSON.parse(JSON.stringify({ suggestedActions: { actions } }));

describe('choicesOf', () => {
  it('reads the suggested actions', () => {
    const actions = [
      { type: 'imBack', title: 'Balance', value: 'balance' },
      { type: 'postBack', title: 'Transfer', value: { step: 2 } },
    ];
    expect(choicesOf(activityWith(actions))).to.deep.equal([
      { type: 'imBack', title: 'Balance', value: 'balance' },
      { type: 'postBack', title: 'Transfer', value: { step: 2 } },
    ]);
  });

  it('finds something to show for an action without a title', () => {
    const actions = [
      { text: 'a' },
      { title: ' ', value: 'b' },
      { value: { id: 1 }, displayText: 'c' },
      { title: 'd\n e' },
    ];
    expect(choicesOf(activityWith(actions))).to.deep.equal([
      choice('a'),
      choice('b'),
      { ...choice('c'), value: { id: 1 } },
      choice('d e'),
    ]);
  });

  it('keeps only what can be stored of a value', () => {
    const loop: Record<string, unknown> = {};
    loop.itself = loop;
    const actions = [
      { type: 'imBack', title: 'a', value: loop },
      { type: 'imBack', title: 'b', value: new Date(0) },
    ];
    expect(choicesOf({ suggestedActions: { actions, to: [] } })).to.deep.equal([
      choice('a'),
      choice('b', '1970-01-01T00:00:00.000Z'),
    ]);
  });

  it('passes over whatever is malformed', () => {
    for (const actions of [null, 5, 'x', {}, [null, 5, 'x', [], {}, { title: 7 }]]) {
      expect(choicesOf(activityWith(actions))).to.deep.equal([]);
    }
    for (const json of ['{}', '{"suggestedActions":null}', '{"suggestedActions":5}', 'null']) {
      expect(choicesOf(JSON.parse(json))).to.deep.equal([]);
    }
  });

  it('gives choices that survive JSON, of anything', () => {
    fc.assert(
      fc.property(
        fc.array(fc.anything()),
        fc.array(fc.record({ title: fc.string(), value: fc.anything() })),
        (a, b) => {
          const activity: object = { suggestedActions: { actions: [...a, ...b] } };
          const choices = choicesOf(activity);
          expect(JSON.parse(JSON.stringify(choices))).to.deep.equal(choices);
        },
      ),
    );
  });
});

describe('numberedList', () => {
  it('numbers the titles from 1, one a line', () => {
    expect(numberedList([choice('Balance'), choice('Transfer')])).to.equal('1. Balance\n2. Transfer');
  });

  it('shows titles as they are typed', () => {
    expect(numberedList([choice('****1234'), choice('*Pay*'), choice('**a**')])).to.equal(
      '1. ****1234\n2. \u2060*Pay*\n3. \u2060*\u2060*a**',
    );
  });

  it('keeps a title of several lines on one', () => {
    expect(numberedList([choice('Pay\n2. everything')])).to.equal('1. Pay 2. everything');
  });

  it('is empty without choices', () => {
    expect(numberedList([])).to.equal('');
  });
});

describe('resolveChoice', () => {
  const choices = [choice('Check balance', 'BAL'), choice('Send  Money', { step: 2 }), choice('Ünïcode', '1')];
  const table: [reply: string, title: string | undefined][] = [
    ['1', 'Check balance'],
    [' 2. ', 'Send  Money'],
    ['(2)', 'Send  Money'],
    ['2)', 'Send  Money'],
    ['２', 'Send  Money'],
    ['②', 'Send  Money'],
    ['2️⃣', 'Send  Money'],
    ['03', 'Ünïcode'],
    ['check BALANCE', 'Check balance'],
    ['Check\u2060 balance', 'Check balance'],
    ['send money', 'Send  Money'],
    ['Ｓｅｎｄ　ｍｏｎｅｙ', 'Send  Money'],
    ['2. Send Money', 'Send  Money'],
    ['u\u0308ni\u0308code', 'Ünïcode'],
    ['bal', 'Check balance'],
    ['0', undefined],
    ['4', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['2 please', undefined],
    ['balance', undefined],
    ['', undefined],
    [' ', undefined],
  ];
  for (const [reply, title] of table) {
    it(`takes ${JSON.stringify(reply)} for ${title ?? 'none of them'}`, () => {
      expect(resolveChoice(reply, choices)?.title).to.equal(title);
    });
  }

  it('takes a title that is a number before the number in the list', () => {
    const amounts = [choice('5'), choice('10'), choice('1')];
    expect(resolveChoice('1', amounts)?.title).to.equal('1');
    expect(resolveChoice('5', amounts)?.title).to.equal('5');
    expect(resolveChoice('2', amounts)?.title).to.equal('10');
  });

  it('takes the number that the person sees before a value that nobody sees', () => {
    expect(resolveChoice('2', [choice('A', '2'), choice('B', '1')])?.title).to.equal('B');
  });

  it('finds nothing among no choices', () => {
    expect(resolveChoice('1', [])).to.equal(undefined);
  });

  it('finds every choice by its line and by its number', () => {
    const titles = fc.uniqueArray(fc.stringMatching(/^[a-z*_ ]*[a-z][a-z*_]*$/), {
      minLength: 1,
      selector: (title) => title.replace(/\s+/g, ' ').trim(),
    });
    fc.assert(
      fc.property(titles, (all) => {
        const offered = choicesOf(activityWith(all.map((title) => ({ title }))));
        for (const [index, line] of numberedList(offered).split('\n').entries()) {
          expect(resolveChoice(line, offered)).to.equal(offered[index]);
          expect(resolveChoice(String(index + 1), offered)).to.equal(offered[index]);
          expect(resolveChoice(offered[index]?.title ?? '', offered)).to.equal(offered[index]);
        }
      }),
    );
  });
});
