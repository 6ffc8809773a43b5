import { expect } from 'chai';
import type { Choice } from '../../src/choices/action.js';
import { encodeAction } from '../../src/choices/action.js';
import { contentOfNative, nativeKinds } from '../../src/render/native/kinds.js';
import type { Offer } from '../../src/render/piece.js';

const choice = (title: string, value: unknown = title, type = 'imBack'): Choice => ({ title, value, type });
const offer = (title: string, given = choice(title)): Offer => ({ title, choice: given });
const idFor = (one: Choice, limit: number, index?: number) => encodeAction(one, limit, index).id;

describe('contentOfNative', () => {
  it('writes reply buttons', () => {
    const buttons = [offer('Balance'), offer('Tra…', choice('Transfer', { step: 2 }, 'postBack'))];
    expect(contentOfNative({ kind: 'buttons', body: 'What next?', buttons, text: '' }, idFor)).to.deep.equal({
      button: {
        body: 'What next?',
        items: [
          { type: 'reply', title: 'Balance', postbackData: 'imBack:Balance' },
          { type: 'reply', title: 'Tra…', postbackData: 'postBack:{"step":2}' },
        ],
      },
    });
  });

  it('writes a list', () => {
    const sections = [
      { title: 'Phone', rows: [offer('Buy')] },
      { title: 'Tablet', rows: [{ ...offer('Rent'), description: 'by the month' }] },
    ];
    expect(
      contentOfNative({ kind: 'list', body: 'Which?', button: 'Choose', sections, text: '' }, idFor),
    ).to.deep.equal({
      list: {
        body: 'Which?',
        button: 'Choose',
        sections: [
          { title: 'Phone', items: [{ title: 'Buy', postbackData: 'imBack:Buy' }] },
          { title: 'Tablet', items: [{ title: 'Rent', description: 'by the month', postbackData: 'imBack:Rent' }] },
        ],
      },
    });
  });

  it('writes a link', () => {
    const url = 'https://example.com/';
    expect(contentOfNative({ kind: 'link', body: 'Read', title: 'Page', url, text: '' }, idFor)).to.deep.equal({
      ctaUrl: { body: 'Read', title: 'Page', url },
    });
  });

  it('tells apart choices that mean the same', () => {
    const rows = [offer('Yes', choice('Yes', 1)), offer('Yeah', choice('Yeah', 1)), offer('No', choice('No', 2))];
    const seen: unknown[] = [];
    const note = (_: Choice, limit: number, index?: number) => `${seen.push([limit, index])}`;
    contentOfNative({ kind: 'buttons', body: '?', buttons: rows, text: '' }, note);
    contentOfNative({ kind: 'list', body: '?', button: '?', sections: [{ rows }], text: '' }, note);
    expect(seen).to.deep.equal([
      [256, undefined],
      [256, 1],
      [256, undefined],
      [200, undefined],
      [200, 1],
      [200, undefined],
    ]);
  });
});

describe('nativeKinds', () => {
  it('trusts the one shape that was seen', () => {
    expect(nativeKinds).to.deep.equal({
      buttons: { certain: true },
      list: { certain: false },
      link: { certain: false },
    });
  });
});
