import { plain } from '../../plain.js';

const yesWords = new Set(['yes', 'yep', 'yeah', 'yup', 'ja', 'yebo', 'ok', 'okay', 'sure', 'correct', 'confirm']);
const noWords = new Set(['no', 'nope', 'nah', 'nee']);
const solvedWords = new Set(['solved', 'fixed', 'resolved', 'sorted', 'works', 'working']);
const politeWords = new Set(
  "it it's its is that that's all now again fine good great perfect thanks thank you very much so everything the problem my ticket please done".split(
    ' ',
  ),
);

/** The answer to "is your ticket resolved?". */
export type Feedback = 'solved' | 'notSolved';

/**
 * Reads that answer. Closing needs clear words: every word of the message has to belong to a yes. Re-opening loses
 * nothing, so any sign of trouble is enough. Anything else, such as "no thanks", is `undefined`.
 */
export function feedbackOf(text: string): Feedback | undefined {
  const withoutTickets = text.replace(/\bt\s?-?\s?\d{1,9}\b/gi, ' ');
  const said = plain(withoutTickets);
  const words = said.split(' ');
  if (soundsBroken(said)) return 'notSolved';
  const first = words[0] ?? '';
  if (noWords.has(first)) return words.slice(1).some(soundsContent) ? undefined : 'notSolved';
  const clear = words.some((word) => (yesWords.has(word) && !/^ok/.test(word)) || solvedWords.has(word));
  const nothingElse = words.every((word) => yesWords.has(word) || solvedWords.has(word) || politeWords.has(word));
  return clear && nothingElse ? 'solved' : undefined;
}

/** Whether they say so of themselves, without being asked: "it works now". A bare yes says nothing then. */
export function tellsItWorks(text: string): boolean {
  return (
    feedbackOf(text) === 'solved' &&
    plain(text)
      .split(' ')
      .some((word) => solvedWords.has(word))
  );
}

/** Whether the words, made plain, say that something does not work. */
export function soundsBroken(said: string): boolean {
  return (
    /\b(not|never|isn't|wasn't|hasn't|aren't)\b.{0,30}\b(solved|fixed|resolved|sorted|working|work|done|yet|better)\b/.test(
      said,
    ) ||
    /\b(doesn't|didn't|does not|did not|don't|won't) (really |even )?(work|help|solve|fix)\b/.test(said) ||
    /\bstill\b.{0,40}\b(broken|not|same|down|wrong|off|out|happens|happening|there|red|dead|slow|fails|failing|problem|issue)\b/.test(
      said,
    ) ||
    /\b(broken|down|wrong|failing|happening|happened|dead|off|back|out) again\b/.test(said) ||
    /\bstill (doesn't|isn't|can't|won't)\b/.test(said) ||
    /^(unsolved|reopen|re-open)\b/.test(said)
  );
}

function soundsContent(word: string): boolean {
  return solvedWords.has(word) || ['thanks', 'thank', 'problem', 'problems', 'worries', 'fine', 'good'].includes(word);
}
