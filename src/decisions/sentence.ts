import { isAgain } from '../sending/partIds.js';
import { lostActionsIn } from '../window/decide.js';
import type { Packed } from './packed.js';
import type { Brought, DecisionReport, HeldEnd } from './record.js';
import { day, span } from './words.js';

type Facts = Omit<DecisionReport, 'sentence'>;

/** When the decision was made: about a message that was to leave then, or about one that has not been sent. */
interface Setting {
  readonly isForecast?: boolean;
  readonly wasFreeForm?: boolean;
  readonly isOnceMore?: boolean;
  readonly isFallback?: boolean;
  readonly times?: number;
  readonly lastAt?: number;
}

const consentWords = 'The window does not matter: what we send on our own account needs the person’s consent.';

/** The rule's words where nobody gave others. */
const templateReason = 'The message is a template.';

/** One paragraph that says what was decided, from what, and why then. */
export function sentenceOf(facts: Facts, setting: Setting = {}): string {
  const before = setting.isOnceMore ? 'The person has written since its first try, so it was decided anew.' : '';
  const parts = [`${headOf(facts, setting)}: ${windowOf(facts, setting)}.`, ruleOf(facts), before, againOf(setting)];
  return parts.filter((part) => part !== '').join(' ');
}

export function settingOf({ m, s, k, x, u }: Packed): Setting {
  return {
    ...(s && { wasFreeForm: true }),
    ...(k && { isFallback: true }),
    ...(isAgain(m) && { isOnceMore: true }),
    ...(x !== undefined && { times: x + 1 }),
    ...(u !== undefined && { lastAt: u }),
  };
}

/** How a message ended that was held and never sent, as one more sentence; empty if it did not. */
export function endOf(ended: HeldEnd | undefined): string {
  switch (ended?.outcome) {
    case undefined:
      return '';
    case 'superseded':
      return ` It was not sent: a newer message with the same key took its place ${day(ended.at)}.`;
    case 'cancelled':
      return ` It was not sent: it was cancelled ${day(ended.at)}.`;
    case 'expired':
      return ` It was not sent: it had expired by ${day(ended.at)}, and the person had not written.`;
    case 'stopped':
      return ` It was not sent: the person does not allow it any more (${day(ended.at)}).`;
    case 'refused':
      return ' It was not held, and not sent: as many messages were held for the person as may be.';
  }
}

function headOf({ kind, rule, template, at }: Facts, { isForecast = false, isFallback = false }: Setting): string {
  const when = isForecast ? 'Now' : day(at);
  const what = template ? `the template ${template.name} (${template.language}, ${template.category})` : '';
  const would = isForecast ? 'it would be ' : '';
  switch (kind) {
    case 'free-form':
      return `${when}, ${would}sent as it is`;
    case 'template':
      return `${when}, ${would}sent as ${isFallback ? 'a fallback of ' : ''}${what}`;
    case 'hold':
      if (rule === 'handed-off') return `${when}, ${would}held until the hand-off to a human ends`;
      return `${when}, ${would}held until the person writes, with ${what} to ask for that`;
    case 'refuse':
      return `${when}, ${would}not sent`;
  }
}

function windowOf({ window, at, marginMs }: Facts, { wasFreeForm }: Setting): string {
  const { state, lastInboundAt, refusedAt, closesAt } = window;
  if (wasFreeForm) return 'it had been tried as it is, and the window turned out to be closed';
  if (lastInboundAt === undefined || closesAt === undefined) {
    return 'the person has never written to this number, so there is no open window';
  }
  const wrote = `the person last wrote ${day(lastInboundAt)}, ${span(at - lastInboundAt)} before`;
  if (state === 'open') {
    return `${wrote}, so the window is open until ${day(closesAt)} (24 hours less a margin of ${span(marginMs)})`;
  }
  if (refusedAt !== undefined && refusedAt >= lastInboundAt) {
    return `${wrote}, and the provider has refused a message since (${day(refusedAt)}) because the window was closed`;
  }
  return `${wrote}, so the window has been closed since ${day(closesAt)} (24 hours less a margin of ${span(marginMs)})`;
}

function ruleOf({ rule, brought, policy, template, reason, window }: Facts): string {
  const language = template ? languageOf(template.language, brought) : '';
  switch (rule) {
    case 'window-open':
      return `While the window is open, a message goes out as it is. ${otherwiseOf(brought, policy)}`;
    case 'is-template': {
      const free = window.state === 'open' ? ' The window is open, so it could also have been written freely.' : '';
      const lost = lostActionsIn(reason);
      const own = reason === templateReason + lost ? `The message is that template itself.${lost}` : reason;
      return `${own} A template may be sent at any time.${free}`;
    }
    case 'brings-template':
      return `The message brought that template for a closed window.${language}${lostActionsIn(reason)}`;
    case 'matches-template':
      return `The message brought no template, but its text reads like that approved one.`;
    case 'hold':
      return brought.whenClosed === 'hold'
        ? 'The message asks to be held while the window is closed.'
        : 'The message brought no template and reads like none, and the policy is to hold such a message.';
    case 'refuse':
      return brought.whenClosed === 'refuse'
        ? 'The message says that it may not be sent as a template.'
        : 'The message brought no template, and the policy is to refuse such a message.';
    case 'handed-off':
      return 'The window does not matter: a human has the conversation, and it is decided anew once the bot has it again.';
    case 'handed-off-refused':
      return 'The window does not matter: a human has the conversation, and the policy is to refuse what is not theirs.';
    case 'no-template':
      return `${capital(problemIn(reason))}.`;
    case 'stopped':
    case 'not-signed-up':
    case 'marketing-stopped':
      return `${reason} ${consentWords}`;
  }
}

/** What would have happened to a free-form message if the window had been closed, as far as it follows from the message. */
function otherwiseOf({ outsideWindow, whenClosed, holdWith, text, files, places }: Brought, policy: string): string {
  if (whenClosed === 'refuse') return 'With the window closed, nothing would be sent: the message says so.';
  if (whenClosed === 'hold') {
    const behind = holdWith ?? outsideWindow;
    return `With the window closed, it would be held${behind === undefined ? '' : `, behind the template ${behind}`}.`;
  }
  if (outsideWindow !== undefined)
    return `With the window closed, the template ${outsideWindow} would be sent instead.`;
  if (policy === 'refuse') return 'With the window closed, nothing would be sent: it brought no template.';
  const last = policy === 'hold' ? 'be held' : 'not be sent';
  return text && files === 0 && places === 0
    ? `With the window closed, it would be sent as an approved template that it reads like, or else ${last}.`
    : `With the window closed, it would ${last}: it brought no template.`;
}

function languageOf(language: string, { locale }: Brought): string {
  if (locale === undefined) return '';
  const base = (tag: string) => tag.split(/[-_]/)[0]?.toLowerCase();
  return base(language) === base(locale) ? ` Its language is the conversation’s (${locale}).` : '';
}

/** The second half of a refusal's reason. */
function problemIn(reason: string): string {
  const at = reason.indexOf(', and ');
  return (at < 0 ? reason : reason.slice(at + ', and '.length)).replace(/\.$/, '');
}

function againOf({ times, lastAt, isFallback }: Setting): string {
  if (times === undefined || lastAt === undefined) return '';
  const meanwhile = isFallback
    ? 'as one fallback after the other was tried'
    : 'while the message waited for the provider';
  return `The same was decided ${times} times until ${day(lastAt)}, ${meanwhile}.`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
