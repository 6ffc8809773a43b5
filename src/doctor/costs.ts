import { inUnits } from '../costs/money.js';
import { placeOf } from '../costs/place.js';
import { type PricedCategory, type PriceTable, pricedCategories } from '../costs/priceTable.js';
import type { Shape } from './shape.js';

/**
 * What sending the shapes costs, as sentences. The window is open, because the person has written first. A price is the
 * most that it can be: what is free for the first messages of a month is counted as if it were not.
 */
export function costsOf(shapes: readonly Shape[], to: string, prices: PriceTable | undefined): string[] {
  const counted = pricedCategories
    .map((category) => ({ category, among: shapes.filter((each) => each.category === category) }))
    .filter(({ among }) => among.length > 0);
  const lines = counted.map(({ category, among }) => {
    const names = among.map(({ title }) => title).join(', ');
    return `${among.length} ${kinds[category]}: ${names}. ${rules[category]}`;
  });
  if (!prices) return [...lines, 'What your contract says counts: give a price table with --prices to see the sum.'];
  const place = placeOf(to, prices.prefixes);
  const sum = counted.reduce((all, { category, among }) => {
    return all + (isFree(category, prices) ? 0 : among.length * prices.price(place, category));
  }, 0);
  return [...lines, `At most ${inUnits(sum)} ${prices.currency}, by the prices of ${prices.asOf} (${prices.source}).`];
}

const kinds: Readonly<Record<PricedCategory, string>> = {
  service: 'free-form messages',
  utility: 'utility template messages',
  marketing: 'marketing template messages',
  authentication: 'authentication template messages',
};

const rules: Readonly<Record<PricedCategory, string>> = {
  service: 'Meta charges nothing for them in the window that the person’s ping opens; Clickatell may.',
  utility: 'Meta charges nothing for them in an open window; Clickatell may.',
  marketing: 'Meta charges for each, also in an open window.',
  authentication: 'Meta charges for each, also in an open window.',
};

function isFree(category: PricedCategory, { free }: PriceTable): boolean {
  return free.some((rule) => rule.category === category && rule.perMonth === undefined);
}
