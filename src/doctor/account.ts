import { z } from 'zod';
import type { Http, Reply } from '../clickatell/http.js';
import { toldRefusal } from '../clickatell/told.js';
import { isWorthAnotherTry } from '../clickatell/verdict.js';
import { errors, paths, sendAnswer } from '../clickatell/wire.js';
import type { Clock } from '../core/clock.js';
import { isSkewed } from '../core/skew.js';
import { isThisMachine } from '../core/thisMachine.js';
import { isRecord } from '../inbound/fields.js';
import type { Check } from './check.js';

const balance = z.object({ balance: z.number(), currency: z.string().regex(/^[A-Z]{3}$/) });

/** No message has this id. */
export const nobodysMessage = '0'.repeat(32);

/** Two questions that cost nothing: whether the key is taken, whether a One API answers here, and what time it has. */
export async function checkAccount(http: Http, baseUrl: string, clock: Clock): Promise<Check[]> {
  const began = clock.now();
  const money = await http.request('GET', paths.balance);
  const ended = clock.now();
  const key = keyCheck(money) ?? keyCheck(await http.request('GET', `${paths.message}/${nobodysMessage}`), true);
  const checks: Check[] = [key ?? { name: 'key', verdict: 'failed', sentence: noApi(baseUrl) }];
  checks.push(addressCheck(baseUrl));
  if (key?.verdict === 'failed' || !key) return checks;
  return [...checks, clockCheck(money, (began + ended) / 2)];
}

/** What an answer says of the key; `undefined` if it is not what the One API says. */
function keyCheck(reply: Reply, isLast = false): Check | undefined {
  const failed = (sentence: string): Check => ({ name: 'key', verdict: 'failed', sentence });
  if (reply.kind !== 'answer') {
    return failed(
      `There was no answer (${reply.problem}): check the base URL, the network, and whether a proxy is between.`,
    );
  }
  const error = sendAnswer.pick({ error: true }).safeParse(reply.body).data?.error;
  if (error?.code === errors.addressNotApproved.code) {
    return failed(
      'The key is for other addresses (error 7): add this machine’s public IP address to the integration in the portal.',
    );
  }
  if (reply.status === 401 || error?.code === errors.invalidKey.code) {
    return failed('The key is not accepted: take the API key of the WhatsApp integration from the portal, whole.');
  }
  if (reply.status >= 500 || (error?.code !== undefined && isWorthAnotherTry(error.code))) {
    return failed(`The provider is busy or away (HTTP ${reply.status}): run the doctor again later.`);
  }
  const money = balance.safeParse(reply.body).data;
  if (money && money.balance <= 0) {
    return { name: 'key', verdict: 'warning', sentence: `The key is accepted, and the balance is used up: top it up.` };
  }
  if (money) return ok(`The key is accepted; the balance is ${money.balance} ${money.currency}.`);
  if (error?.code === errors.noSuchResource.code) return isLast ? ok('The key is accepted.') : undefined;
  // What it says of a message that it does not know is not certain, but a One API says it in JSON.
  if (error?.code === undefined) return isLast && isRecord(reply.body) ? ok('The key is accepted.') : undefined;
  return failed(
    `${toldRefusal({ code: error.code, description: error.description ?? '' })}: look at the integration in the portal.`,
  );
}

function ok(sentence: string): Check {
  return { name: 'key', verdict: 'ok', sentence };
}

function noApi(baseUrl: string): string {
  return `What answers at ${baseUrl} is not Clickatell’s One API: check the base URL. It is usually https://platform.clickatell.com.`;
}

function addressCheck(baseUrl: string): Check {
  const { protocol, hostname } = new URL(baseUrl);
  if (protocol === 'https:' || isThisMachine(hostname)) {
    return { name: 'base URL', verdict: 'ok', sentence: `The provider is ${baseUrl}.` };
  }
  return { name: 'base URL', verdict: 'failed', sentence: `The key travels unencrypted to ${baseUrl}: use https.` };
}

/** The header has whole seconds, of which half a second is the mean. */
function clockCheck(reply: Reply, at: number): Check {
  const date = reply.kind === 'answer' ? Date.parse(reply.date ?? '') : Number.NaN;
  if (Number.isNaN(date)) {
    return {
      name: 'clock',
      verdict: 'skipped',
      sentence: 'The provider’s answers have no date to compare the clock with.',
    };
  }
  const aheadMs = at - (date + 500);
  const seconds = Math.abs(Math.round(aheadMs / 1000));
  const where = `${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} the provider’s`;
  if (isSkewed(aheadMs)) {
    return {
      name: 'clock',
      verdict: 'failed',
      sentence: `This machine’s clock is ${where}: set it. The customer service windows are judged by it.`,
    };
  }
  return { name: 'clock', verdict: 'ok', sentence: 'This machine’s clock agrees with the provider’s.' };
}
