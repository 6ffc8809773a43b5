const leads =
  "no+|nope|nah|nee|yes|ja|yeah|yep|ok|okay|but|wait|wag|hold on|hang on|sorry|jammer|oops|actually|eintlik|rather|eerder|liewer|instead|i mean(?:t)?|ek bedoel|make (?:it|that)|maak dit|change (?:it|that)?(?: to)?|move (?:it|that)(?: to)?|it should be|should be|let'?s(?: do)?|please|pls|asseblief|only|just|so|um+|uh+|hmm+|correction|use|man|well|and|set it (?:to|for)";
const lead = new RegExp(`^(?:(?:${leads})(?![\\p{L}'])[\\s,.!:;-]*)+`, 'iu');

/** The text without what a correction begins with: "no wait, make it". */
export function withoutLead(text: string): string {
  return text
    .trim()
    .replace(lead, '')
    .replace(/\s+(?:rather|instead|please|pls|asseblief|eerder|liewer)[.!]*$/i, '')
    .trim();
}

/** Whether the text begins, or ends, as a correction of what was said before. */
export function isCorrection(text: string): boolean {
  return lead.test(text.trim()) || /\b(?:rather|instead|eerder|liewer)[.!]*$/i.test(text);
}
