import { expect } from 'chai';
import type { Outcome } from './storm.js';

/** All that was to be heard was heard: once, in order. */
export function expectPerfect({ expected, heard, missing, doubled, aside, wrong }: Outcome): void {
  // Some conversations are enough to see what went wrong.
  const seen = { heard, missing, doubled, aside, wrong: wrong.slice(0, 3) };
  expect(seen).to.deep.equal({ heard: expected, missing: 0, doubled: 0, aside: 0, wrong: [] });
}

/** Prints the counts. */
export function tell({ wrong, seconds, ...counts }: Outcome): void {
  const told = { ...counts, wrong: wrong.length, seconds: Math.round(seconds) };
  const figures = Object.entries(told).map(([name, value]) => `${value} ${name}`);
  console.log(`        ${figures.join(', ')}`);
}
