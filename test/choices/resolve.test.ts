import { expect } from 'chai';
import fc from 'fast-check';
import type { Choice } from '../../src/choices/action.js';
import { editDistance } from '../../src/choices/near.js';
import { resolveChoice } from '../../src/choices/resolve.js';
import { numberedList } from '../../src/render/native/inWords.js';
import { choicesOf } from '../render/activities.js';

const choice = (title: string, value: unknown = title): Choice => ({ title, value, type: 'imBack' });

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
    ['check', 'Check balance'],
    ['unicode', 'Ünïcode'],
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

  describe('where titles have numbers of their own', () => {
    const numbered = [choice('0. Go back'), choice('1. Inline file', 'a'), choice('2. Internet file', '0')];
    const table: [reply: string, title: string | undefined][] = [
      ['0', '0. Go back'],
      ['1', '1. Inline file'],
      ['2.', '2. Internet file'],
      ['3', undefined],
      ['inline file', '1. Inline file'],
      ['internet', '2. Internet file'],
      ['inlne file', '1. Inline file'],
    ];
    for (const [reply, title] of table) {
      it(`takes ${JSON.stringify(reply)} for ${title ?? 'none of them'}`, () => {
        expect(resolveChoice(reply, numbered)?.title).to.equal(title);
      });
    }

    it('goes by the list where not all have one', () => {
      expect(resolveChoice('1', [choice('2. Internet file'), choice('Inline file')])?.title).to.equal(
        '2. Internet file',
      );
    });
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
        const offered = choicesOf({
          suggestedActions: { to: [], actions: all.map((title) => ({ type: 'imBack', title, value: title })) },
        });
        for (const [index, line] of numberedList(offered).split('\n').entries()) {
          expect(resolveChoice(line, offered)).to.equal(offered[index]);
          expect(resolveChoice(String(index + 1), offered)).to.equal(offered[index]);
          expect(resolveChoice(offered[index]?.title ?? '', offered)).to.equal(offered[index]);
        }
      }),
    );
  });

  it('takes a value before what is only near to a title', () => {
    expect(resolveChoice('trans', [choice('Transfer'), choice('Move', 'trans')])?.title).to.equal('Move');
  });
});

describe('A reply near to a title', () => {
  const menu = ['Balance', 'Transfer', 'Freeze card', 'Cancel card', 'Account 1234', 'Not solved', 'Pay R100 now'];
  const table: [reply: string, titles: readonly string[], title?: string][] = [
    // The beginning of one title.
    ['balanc', menu, 'Balance'],
    ['BALANC', menu, 'Balance'],
    ['bal', menu, 'Balance'],
    ['ba', menu],
    ['freeze', menu, 'Freeze card'],
    ['freeze…', menu, 'Freeze card'],
    ['account', menu, 'Account 1234'],
    ['tra', ['Transfer', 'Transactions']],
    ['trans', ['Transfer', 'Transactions']],
    ['transf', ['Transfer', 'Transactions'], 'Transfer'],
    ['ala', menu],
    ['card', menu],
    // Accents, punctuation, emoji.
    ['balance!', ['💳 Balance', 'Transfer'], '💳 Balance'],
    ['resume', ['Résumé'], 'Résumé'],
    ['yes', ['✅ Yes', '❌ No'], '✅ Yes'],
    ['no', ['✅ Yes', '❌ No'], '❌ No'],
    ["don't know", ['Don’t know!'], 'Don’t know!'],
    ['resumé', ['Résumé', 'Resume']],
    ['c', ['C#', 'Java']],
    // One slip of the fingers, or two in a long word.
    ['blaance', menu, 'Balance'],
    ['balence', menu, 'Balance'],
    ['blnce', menu],
    ['transfers', menu, 'Transfer'],
    ['tranfser', menu, 'Transfer'],
    ['trnasfre', menu, 'Transfer'],
    ['frezee crd', ['Freeze cards']],
    ['freze card', menu, 'Freeze card'],
    ['savings acount', ['Savings account', 'Cheque account'], 'Savings account'],
    ['mony', ['Money', 'Monty']],
    ['pau', ['Pay']],
    ['баланз', ['Баланс'], 'Баланс'],
    ['余额查看', ['余额查询']],
    // What would be the opposite, another thing or a question.
    ["don't transfer", menu],
    ['dont transfer', menu],
    ['no transfer', menu],
    ['not', menu],
    ['not solvd', menu],
    ['solved', menu],
    ['untransfer', menu],
    ['unfreeze card', menu],
    ['dont', ['Done', 'Later']],
    ["don't", ['Done', 'Later']],
    ['never', ['Nevermore']],
    ['cancel', menu],
    ['stop', ['Stop a cheque']],
    ['help', ['Help with payments']],
    ['yes', ['Yesterday']],
    ['i do', ['I do not agree', 'I agree']],
    ['transfer?', menu],
    ['do you transfer', menu],
    ['transfer please', menu],
    ['transfer 500 to thandi', menu],
    ['account 1235', menu],
    ['account 12', menu],
    ['accuont 1234', menu, 'Account 1234'],
    ['pay r10', menu],
    ['pay r1000 now', menu],
    ['17', menu],
    ['12', ['123', '1234']],
    ['debit', ['Credit', 'Other']],
    ['deactivate', ['Activate', 'Later']],
  ];
  for (const [reply, titles, title] of table) {
    it(`${JSON.stringify(reply)} is ${title === undefined ? 'none' : `"${title}"`} of ${titles.join(', ')}`, () => {
      const offered = titles.map((one) => choice(one, { of: one }));
      expect(resolveChoice(reply, offered)?.title).to.equal(title);
    });
  }

  it('is one slip away from its title, or begins it, whatever it resolves to', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    const titles = fc.uniqueArray(word, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(titles, word, (all, reply) => {
        const found = resolveChoice(
          reply,
          all.map((title) => choice(title, {})),
        )?.title;
        if (found === undefined || found === reply || found.startsWith(reply)) return;
        expect(found[0]).to.equal(reply[0]);
        expect(Math.abs(found.length - reply.length)).to.be.below(3);
      }),
    );
  });

  it('never throws, and never finds what was not offered', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), (reply, all) => {
        const offered = all.map((title) => choice(title));
        expect([undefined, ...offered]).to.include(resolveChoice(reply, offered));
      }),
    );
  });
});

describe('editDistance', () => {
  const table: [a: string, b: string, distance: number][] = [
    ['', '', 0],
    ['', 'ab', 2],
    ['balance', 'balance', 0],
    ['balance', 'balanc', 1],
    ['balance', 'blaance', 1],
    ['balance', 'balencf', 2],
    ['freeze', 'unfreeze', 2],
    ['kitten', 'sitting', 3],
  ];
  for (const [a, b, distance] of table) {
    it(`of "${a}" and "${b}" is ${distance}`, () => {
      expect(editDistance(a, b, 5)).to.equal(distance);
      expect(editDistance(b, a, 5)).to.equal(distance);
    });
  }

  it('stops counting above the limit', () => {
    expect(editDistance('a', 'abcdefgh', 2)).to.be.above(2);
  });
});
