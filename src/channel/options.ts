import type { ClickatellClient } from '../clickatell/client.js';
import { TopicCatalog } from '../consent/topics.js';
import { promisesStop } from '../consent/words.js';
import type { Clock } from '../core/clock.js';
import { ConfigurationError } from '../core/errors.js';
import type { Observer } from '../core/observe.js';
import type { Tracing } from '../core/tracing.js';
import { costsFault } from '../costs/accounts.js';
import { PriceTable } from '../costs/priceTable.js';
import { decisionsFault } from '../decisions/kept.js';
import type { MediaOptions } from '../files/uploads.js';
import { Findings } from '../findings/findings.js';
import { type HandOffSettings, handOffSettings } from '../handoff/settings.js';
import { type HoldSettings, holdSettings } from '../holds/settings.js';
import { secretFault, type WebhookSecret } from '../inbound/authenticate.js';
import type { LaneSettings } from '../lanes/settings.js';
import type { Interactive } from '../sending/natives.js';
import type { PaceOptions } from '../sending/pace.js';
import { asideFault } from '../sending/templatesAside.js';
import type { Store } from '../store/store.js';
import { TemplateCatalog } from '../templates/catalog.js';
import { type ConversationType, type WindowPolicy, type WindowState, windowPolicy } from '../window/decide.js';
import { keptFault } from '../window/tracker.js';
import type { WaitingMeasure } from '../window/waitingIndex.js';
import { type FirstContact, firstContactFault } from './firstContact.js';

/** A conversation's customer service window, and the type of conversation that a message would belong to now. */
export type WindowReport = WindowState & { readonly conversationType: ConversationType };

/** The messages of one of our numbers that have not left yet, of all processes on the store. */
export interface MessagesWaiting {
  readonly business: string;
  /** What the provider could not take, and is tried again. */
  readonly notTaken: WaitingMeasure;
  /** What is held until the person writes. */
  readonly held: WaitingMeasure;
}

/** The options of a channel. */
export interface ChannelOptions {
  /**
   * The provider's client, or several for several business numbers. The first is the default for proactive messages.
   */
  readonly client: ClickatellClient | readonly [ClickatellClient, ...ClickatellClient[]];
  /** Keeps windows, lanes, the ledger and notifications: `await openStore('lmdb:./data')`. */
  readonly store: Store;
  /**
   * The approved templates: `await TemplateCatalog.load('templates.json')`. Without them, nothing can be sent to people
   * who have not written within 24 hours, which the event `noTemplates` tells when the channel starts.
   */
  readonly templates?: TemplateCatalog | undefined;
  /**
   * What people can sign up for: `await TopicCatalog.load('topics.json')`. Without it, no notification can have a topic.
   */
  readonly topics?: TopicCatalog | undefined;
  /**
   * `none` switches consent off, for programs that keep it elsewhere: STOP is a message like any other, and a topic is
   * taken on trust. By default, STOP and START are obeyed, and alerts go only to people who have signed up.
   */
  readonly consent?: 'none' | undefined;
  /**
   * Callbacks must carry it, as `?key=…` or as the HTTP Basic password. `none` admits every callback; without it, the
   * channel cannot be made. Of a list, each will do: the new one and the former one, while the portal is changed.
   */
  readonly webhookSecret?: WebhookSecret | undefined;
  readonly policy?: Partial<WindowPolicy> | undefined;
  /**
   * Which turns a person's first message starts: a welcome (`conversationUpdate` with `membersAdded`) and then the message,
   * or the welcome alone if that begins a dialog (`welcome`, the default); the message alone (`message`); or always
   * `both`.
   */
  readonly firstContact?: FirstContact | undefined;
  /** How messages are held until the person writes: how many, for how long, and when they leave. */
  readonly hold?: Partial<HoldSettings> | undefined;
  /** How conversations are handed off to a human: for how long, to which desk, and what is held meanwhile. */
  readonly handOff?: Partial<HandOffSettings> | undefined;
  /**
   * How long the window record of a silent person is kept, in ms, at least 30 days. A person who writes again after
   * that is greeted as a new one. Default: 18 months.
   */
  readonly windowsKeptMs?: number | undefined;
  /**
   * How long it is kept why each message was sent as it was, or not at all, in ms: 30 days by default. 0 keeps nothing of
   * it.
   */
  readonly decisionsKeptMs?: number | undefined;
  /** What messages cost: `await PriceTable.load('prices.json')`. Without it, they are counted and have no prices. */
  readonly prices?: PriceTable | undefined;
  /** How long it is kept how many messages were sent on each day, in ms, at least a day: 400 days by default. */
  readonly costsKeptMs?: number | undefined;
  readonly clock?: Clock | undefined;
  /** Called with everything that happens, for logs and metrics. Must not throw. */
  readonly observe?: Observer | undefined;
  /** Shows the channel's work in traces: `openTelemetry()` of `botbuilder-adapter-clickatell/otel`. */
  readonly tracing?: Tracing | undefined;
  /** How long a part with an unknown outcome waits for a status before it is sent again, in ms. Default 30 000. */
  readonly unknownWaitMs?: number | undefined;
  /**
   * How long a message that the provider does not take is tried again, in ms: 24 hours by default. A reply is tried until
   * the window closes. Then it is a dead letter.
   */
  readonly keepTryingMs?: number | undefined;
  /**
   * Whether questions are sent as buttons and lists: if the provider is known to take them (`auto`, the default, which
   * goes by `findings`),
   * always (`native`), or never (`text`: numbered text). If the provider refuses one, numbered text is sent in any
   * case.
   */
  readonly interactive?: Interactive | undefined;
  /**
   * What `npx botbuilder-adapter-clickatell doctor` found out: `await Findings.load('clickatell.findings.json')`. It says
   * for each number which kinds of messages leave as they are and which in words, how many share a request, and how
   * files leave. Without it, what is known of most integrations counts. `interactive` comes before it, and a kind that
   * is refused nevertheless is sent as text for a day.
   */
  readonly findings?: Findings | undefined;
  /**
   * How long a template that the provider refused for everybody (missing, paused, disabled, of another form in the
   * portal) is set aside, so that the next of its chain is sent without asking, in ms. Default 6 hours; 0 for never.
   */
  readonly templatesAsideMs?: number | undefined;
  /** How the files that the bot sends are fetched. Default: over https, only from public hosts. */
  readonly media?: MediaOptions | undefined;
  /** Whether to send read receipts (blue ticks) when a message's turn begins. Default false. */
  readonly markRead?: boolean | undefined;
  /** Rate limits for sending. Default: WhatsApp's own limits. Messages above them wait. */
  readonly pace?: PaceOptions | undefined;
  /**
   * Namespaces of the store (`store.keyv(name)`) that hold nothing of the bot's about people: `exportPerson` and
   * `erasePerson` leave them alone. By default, none.
   */
  readonly notPersonal?: readonly string[] | undefined;
  /** How turns run: how many at once, and how often a failed turn is tried. */
  readonly lanes?: Partial<LaneSettings> | undefined;
}

type Checked = Pick<
  ChannelOptions,
  | 'webhookSecret'
  | 'windowsKeptMs'
  | 'decisionsKeptMs'
  | 'costsKeptMs'
  | 'prices'
  | 'templatesAsideMs'
  | 'policy'
  | 'firstContact'
  | 'hold'
  | 'handOff'
  | 'templates'
  | 'topics'
  | 'consent'
  | 'findings'
>;

/**
 * The options that cannot be left to chance, checked.
 *
 * @throws ConfigurationError with every fault.
 */
export function checkedOptions({
  webhookSecret = '',
  windowsKeptMs,
  decisionsKeptMs,
  costsKeptMs,
  prices,
  templatesAsideMs,
  policy,
  firstContact,
  hold,
  handOff,
  templates = TemplateCatalog.empty(),
  topics,
  consent,
  findings,
}: Checked): {
  webhookSecret: WebhookSecret;
  templates: TemplateCatalog;
  policy: WindowPolicy;
  hold: HoldSettings;
  handOff: HandOffSettings;
} {
  const { settings, faults: ofHold } = holdSettings(hold);
  const { settings: ofHandOff, faults: handOffFaults } = handOffSettings(handOff);
  const kept = [keptFault(windowsKeptMs), decisionsFault(decisionsKeptMs), costsFault(costsKeptMs)];
  const all = [
    secretFault(webhookSecret),
    ...kept,
    pricesFault(prices),
    findingsFault(findings),
    asideFault(templatesAsideMs),
    firstContactFault(firstContact),
    ...ofHold,
    ...handOffFaults,
  ];
  const faults = all.filter((fault) => fault !== undefined);
  faults.push(...consentFaults(consent, topics, templates));
  if (policy?.whenClosed === 'hold' && templates.reengagement === undefined) {
    faults.push(
      'policy.whenClosed: "hold" needs a template that asks people to answer: name one in the catalogue’s "reengagement".',
    );
  }
  try {
    const whole = windowPolicy(policy);
    if (faults.length === 0) return { webhookSecret, templates, policy: whole, hold: settings, handOff: ofHandOff };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    faults.push(...error.faults);
  }
  throw new ConfigurationError(faults);
}

function consentFaults(consent: unknown, topics: unknown, templates: TemplateCatalog): string[] {
  const faults: string[] = [];
  if (consent !== undefined && consent !== 'none') faults.push('consent: must be "none", or not set.');
  if (topics instanceof TopicCatalog) {
    for (const { id, template } of topics.all) {
      if (template === undefined || templates.names.includes(template)) continue;
      faults.push(`topics: "${id}" names the template "${template}", which is not in the catalogue.`);
    }
  } else if (topics !== undefined) {
    faults.push('topics: must be a topic catalogue, made with TopicCatalog.load(path) or TopicCatalog.parse(json).');
  }
  if (consent !== 'none') return faults;
  const promising = [...templates].filter(
    ({ footer, language }) => footer !== undefined && promisesStop(footer, language),
  );
  for (const { name, language, footer } of promising) {
    const where = `template "${name}" (${language})`;
    faults.push(`consent: "none", but the footer of ${where} promises that people can stop: "${footer}".`);
  }
  return faults;
}

/** A program in plain JavaScript can pass a path. */
function findingsFault(findings: unknown): string | undefined {
  if (findings === undefined || findings === null || findings instanceof Findings) return undefined;
  return 'findings: must be read with Findings.load(path), or made with Findings.parse(json).';
}

/** A program in plain JavaScript can pass the JSON of a price table itself. */
function pricesFault(prices: unknown): string | undefined {
  if (prices === undefined || prices === null || prices instanceof PriceTable) return undefined;
  return 'prices: must be a price table, made with PriceTable.load(path) or PriceTable.parse(json).';
}
