/** Whether the text holds a number as long as a card's, an account's or an identity document's. */
export function holdsSecretNumber(text: string): boolean {
  return /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/.test(text);
}
