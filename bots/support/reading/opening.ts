import { bare } from './bare.js';
import { ticketIn } from './ticketIn.js';

const lead =
  "(?:(?:i|we|i'd|you|can|could|would|will|want|need|like|love|to|just|have|must|help|me|us|let|let's|lets|wanna|please|pls) )*";
const asked = new RegExp(
  `^${lead}(?:open|create|make|log|file|raise|report|start|book|register|lodge|submit)(?: [\\p{L}'-]+){0,4}? (ticket|problem|issue|fault|case|call|complaint|query|incident|job)\\b([\\s\\S]*)$`,
  'iu',
);
const had =
  /^(?:i|we)(?: have|'ve(?: got)?| got| am having|'m having) (?:a|an|another|some)(?: [\p{L}-]+){0,2}? (problem|issue|fault)\b([\s\S]*)$/iu;
const named =
  /^(?:a |another |new )*()ticket\b(\s*:[\s\S]*)$|^(?:a |another )?new ()ticket\b([\s\S]*)$|^another ()ticket\b([\s\S]*)$/i;
const joint =
  /^[\s:,;.–-]*(?:(?:about|for|because|cause|cos|coz|bc|regarding|re|that|as|saying|titled|called|named)\b[\s:,]*)*/i;

/** Reads "open a ticket", with the words that are to be its title: "… because my card machine is broken". */
export function openingOf(text: string): { kind: 'open'; title: string } | undefined {
  const found = [asked, had, named].map((pattern) => pattern.exec(bare(text).replaceAll('’', "'"))).find(Boolean);
  if (!found) return undefined;
  const [noun = '', rest = ''] = found.slice(1).filter((part) => part !== undefined);
  if (/^\s*(?:number\s*)?\S+/.test(rest) && ticketIn(rest.trim().slice(0, 12)) !== undefined) return undefined;
  if (noun === 'call' && /^\S*\s*make\b/i.test(bare(text))) return undefined;
  // "A problem with my router" says more than "my router".
  if (!/^ticket$/i.test(noun) && /^\s+(?:with|on|at|in|from|against)\b/i.test(rest))
    return { kind: 'open', title: `${noun}${rest}` };
  // "… and remind me" is another wish.
  if (/^\s*,?\s*(?:and|then|also|plus)\b/i.test(rest)) return { kind: 'open', title: '' };
  const title = rest.replace(joint, '').trim();
  return {
    kind: 'open',
    title: /^(?:(?:me|us|you|please|pls|now|today|thanks|here)[\s,.!?]*)*$/i.test(title) ? '' : title,
  };
}
