const count = /\b(?:last|latest|recent|newest|top|biggest|largest)\s+(\d+)\b/i;

/** Whether the text says how many of the latest it wants. */
export function hasCount(text: string): boolean {
  return count.test(text);
}

/** How many of the latest to show: the number in "last 20 transactions", at most 20, otherwise 5. */
export function latestAsked(text: string): number {
  const asked = Number(count.exec(text)?.[1] ?? 5);
  return Math.min(Math.max(asked, 1), 20);
}

/** Whether the text seems to name days, even though none could be read. */
export function namesDays(text: string): boolean {
  const rest = text.replace(/\b(?:last|latest|recent|newest|top|biggest|largest)\s+\d+\b/gi, '');
  return /\d|\b(?:since|between|until|till|before|after|during)\b/i.test(rest);
}
