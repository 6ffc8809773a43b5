import { expect } from 'chai';
import fc from 'fast-check';
import { type Choice, decodeAction, encodeAction } from '../../src/choices/action.js';

const choice = (type: string, value: unknown, text?: string): Choice => ({
  title: 'Title',
  value,
  type,
  ...(text !== undefined && { text }),
});

describe('encodeAction', () => {
  const rows: [name: string, choice: Choice, id: string][] = [
    ['an imBack', choice('imBack', 'Balance: now'), 'imBack:Balance: now'],
    ['a postBack', choice('postBack', { step: 2 }), 'postBack:{"step":2}'],
    ['a postBack of a string', choice('postBack', 'x'), 'postBack:"x"'],
    ['a messageBack', choice('messageBack', 1, 'one'), 'messageBack:[1,"one"]'],
    ['a messageBack without a text', choice('messageBack', 1), 'messageBack:[1]'],
    ["an adaptive card's submit", choice('submit', {}), 'submit:{}'],
  ];
  for (const [name, given, id] of rows) {
    it(`writes ${name} into the id, and reads it`, () => {
      const { title, ...said } = given;
      expect(encodeAction(given, 256)).to.deep.equal({ id });
      expect(decodeAction(id)).to.deep.equal(said);
    });
  }

  it('keeps what does not fit, to the unit', () => {
    const fits = choice('imBack', '😀'.repeat(10));
    expect(encodeAction(fits, 27)).to.deep.equal({ id: `imBack:${'😀'.repeat(10)}` });
    const { id, kept } = encodeAction(choice('imBack', 'x'.repeat(250)), 256);
    expect(id).to.match(/^kept:[\w-]{22}$/);
    expect(kept).to.deep.equal(choice('imBack', 'x'.repeat(250)));
    expect(decodeAction(id)).to.deep.equal({ kept: id });
  });

  it('keeps what would not come back as it was', () => {
    const values = [' a', 'a\n', 'a\u0000b', '\uD800', { not: 'text' }];
    const odd = [...values.map((value) => choice('imBack', value)), choice('invoke', 'x'), choice('', 'x')];
    for (const one of odd) expect(encodeAction(one, 256).kept).to.equal(one);
  });

  it('names the same choice alike, and others not', () => {
    const large = 'x'.repeat(300);
    const ids = [
      encodeAction(choice('postBack', large), 256),
      encodeAction(choice('postBack', large), 256),
      encodeAction(choice('postBack', large), 256, 1),
      encodeAction({ ...choice('postBack', large), title: 'Other' }, 256),
      encodeAction(choice('postBack', `${large}x`), 256),
    ].map(({ id }) => id);
    expect(ids[0]).to.equal(ids[1]);
    expect(new Set(ids).size).to.equal(4);
  });

  it('tells apart by an index what means the same', () => {
    const { id } = encodeAction(choice('imBack', 'a:b'), 256, 3);
    expect(id).to.equal('imBack#3:a:b');
    expect(decodeAction(id)).to.deep.equal({ type: 'imBack', value: 'a:b' });
  });

  it('gives an id within the limit that says the choice or keeps it, for any', () => {
    const type = fc.constantFrom('imBack', 'postBack', 'messageBack', 'submit', 'invoke');
    const any = fc.record({ title: fc.string(), type, value: fc.jsonValue() });
    fc.assert(
      fc.property(any, fc.integer({ min: 32, max: 256 }), (given, limit) => {
        const { id, kept } = encodeAction(given, limit);
        expect(id.length).to.be.within(1, limit);
        const { value } = JSON.parse(JSON.stringify(given));
        expect(decodeAction(id)).to.deep.equal(kept ? { kept: id } : { type: given.type, value });
      }),
      { numRuns: 200 },
    );
  });
});

describe('decodeAction', () => {
  const foreign = [
    '',
    'balance',
    'kept:',
    'kept:short',
    'postBack:',
    'postBack:{',
    'messageBack:{}',
    'invoke:1',
    'imBack',
    '#1:x',
    '__proto__:1',
  ];
  for (const id of foreign) {
    it(`finds nothing in ${JSON.stringify(id)}`, () => {
      expect(decodeAction(id)).to.equal(undefined);
    });
  }

  it('never throws', () => {
    const prefix = fc.constantFrom('', 'imBack:', 'postBack:', 'messageBack:', 'kept:');
    fc.assert(
      fc.property(prefix, fc.string(), (start, rest) => {
        decodeAction(start + rest);
      }),
    );
  });
});
