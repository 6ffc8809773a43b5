const end =
  '(?=\\s*[,;]?\\s+(?:to|into|onto|from|frm|out of|using|for|ref(?:erence)?:?|please|pls|thanks)(?:\\s|$)|[,;]\\s|$)';

/** What follows such a word, up to the next one: "savings" after "from" in "from my savings to Sipho". */
export function clause(word: string, text: string): string | undefined {
  return new RegExp(`(?:^|\\s)(?:${word})\\s+(?:my\\s+)?(.+?)${end}`, 'i').exec(text)?.[1]?.trim();
}

/** The text without such a word and what follows it. */
export function withoutClause(word: string, text: string): string {
  return text.replace(new RegExp(`(?:^|\\s)(?:${word})\\s+.+?${end}`, 'i'), ' ');
}
