import words from './categories.json' with { type: 'json' };

/** What a transaction is for. */
export type Category = keyof typeof words;

const known: Readonly<Record<Category, readonly string[]>> = words;
export const categories: readonly Category[] = Object.keys(words).filter((id): id is Category => id in words);

/** The categories that a text in English names, and the text without their words. */
export function readCategories(text: string): { categories: readonly Category[]; rest: string } {
  let rest = ` ${text} `;
  const named = categories.filter((id) => {
    const before = rest;
    for (const word of known[id].toSorted((one, other) => other.length - one.length)) {
      rest = rest.replace(new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, 'giu'), ' ');
    }
    return rest !== before;
  });
  return { categories: named, rest };
}
