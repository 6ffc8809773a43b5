import { expect } from 'chai';
import { meantIn, meantName } from '../../src/core/meant.js';

describe('The name that is meant', () => {
  for (const [wrong, meant] of [
    ['footr', 'footer'],
    ['Ticket_resolvd', 'ticket_resolved'],
    ['nmae', 'name'],
    ['date', undefined],
    ['x', undefined],
    ['', undefined],
  ] as const) {
    it(`is ${meant ?? 'not known'} for "${wrong}"`, () => {
      expect(meantName(wrong, ['footer', 'ticket_resolved', 'name'])).to.equal(meant);
    });
  }

  it('is a question behind the wrong one', () => {
    expect(meantIn('footr', ['footer'])).to.equal(' (is "footer" meant?)');
    expect(meantIn('footr', [])).to.equal('');
  });
});
