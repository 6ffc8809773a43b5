import type { Numbers } from '../clickatell/numbers.js';
import { lastFour } from '../core/conversation.js';
import type { Observer } from '../core/observe.js';
import type { Findings } from '../findings/findings.js';
import type { NumberFindings } from '../findings/shape.js';

/** What is known of each of our numbers, found out at the provider that it talks to. Limits their requests by it. */
export function knownOf(findings: Findings | undefined, numbers: Numbers): ReadonlyMap<string, NumberFindings> {
  const known = new Map<string, NumberFindings>();
  for (const number of numbers.all) {
    const client = numbers.clientFor(number);
    const found = findings?.of(number, client.baseUrl);
    if (!found) continue;
    known.set(number, found);
    if (found.batchSize !== undefined) client.limitBatch(found.batchSize);
  }
  return known;
}

/** Tells for each number whether something is known of it, if there are findings at all. */
export function tellFindings(findings: Findings | undefined, numbers: Numbers, observe: Observer | undefined): void {
  if (!findings || !observe) return;
  for (const number of numbers.all) {
    const found = findings.of(number, numbers.clientFor(number).baseUrl);
    const outcome = found ? 'used' : findings.of(number) ? 'elsewhere' : 'none';
    observe({ kind: 'findings', business: lastFour(number), outcome, ...(found && { at: found.at }) });
  }
}
