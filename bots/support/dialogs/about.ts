import { plain } from '../../plain.js';
import { ticketIn } from '../reading/ticketIn.js';

/** "To check the lamp" is about "check the lamp", and "about my ticket T-3" about T-3. */
export function aboutIn(rest: string): string {
  const about = rest
    .replace(
      /^(?:(?:please|asseblief)\s+)?(?:(?:to|about|of|that|for|regarding|om|aan|dat|oor)\b\s*|[\s:,;.–-]+)+/i,
      '',
    )
    .replace(/[\s:,;]+(?:please|asseblief)?$/i, '')
    .replace(/^(?:please|asseblief)$/i, '')
    .slice(0, 300);
  const id = ticketIn(about);
  return id !== undefined &&
    /^(?:(?:check|look at|see)\s+)?(?:on\s+)?(?:(?:my|the)\s+)?(?:ticket\s+)?t\s?-?\s?\d+$/i.test(about)
    ? id
    : about;
}

/** Whether the words say nothing that a person could be reminded of: none at all, or emoji alone. */
export function saysNothing(about: string): boolean {
  return /^(?:please|pls|it|that|this|me)?$/.test(plain(about));
}
