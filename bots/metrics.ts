import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import {
  type ChannelEvent,
  type ClickatellAdapter,
  ClickatellAdapterError,
  type Clock,
  faultPlaces,
  type LaneMeasure,
  lastFour,
  type MessagesWaiting,
  type Observer,
  type WaitingMeasure,
} from '../src/index.js';

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * The values that a label can have. A label that others could fill with anything would make a series of each wording,
 * and could carry what is private.
 */
const known = {
  turn: [
    ...['message', 'event', 'conversationUpdate', 'messageUpdate', 'messageDelete', 'messageReaction'],
    ...['invoke', 'endOfConversation', 'typing'],
  ],
  decision: ['free-form', 'template', 'hold', 'refuse'],
  conversation: ['customer-initiated', 'business-initiated', 're-engagement'],
  kind: ['text', 'template'],
  change: ['stopped', 'started', 'signed-up', 'signed-off', 'marketing-stopped'],
  source: ['chat', 'provider', 'program'],
  form: ['buttons', 'list', 'link'],
} as const;

function among(values: readonly string[], value: string): string {
  return values.includes(value) ? value : 'other';
}

/** Names in the provider's manner come from a closed list of the channel's; this holds it to them. */
function statusOf(name: string): string {
  return /^[A-Z][A-Z_]{1,60}$/.test(name) ? name : 'OTHER';
}

/** `accepted`, or the class of an error; errors of the bot's own hooks share one name. */
function outcomeOf(outcome: string, error: Error | undefined): string {
  return error === undefined || error instanceof ClickatellAdapterError ? outcome : 'Error';
}

/** HTTP statuses that Clickatell or a proxy answers with, 0 for no answer; others by their class. */
function httpStatus(status: number): string {
  return status === 0 || knownHttp.has(status) ? String(status) : `${Math.floor(status / 100)}xx`;
}

const knownHttp = new Set([200, 201, 202, 204, 207, 400, 401, 402, 403, 404, 405, 408, 413, 429, 500, 502, 503, 504]);

export interface Metrics {
  readonly registry: Registry;
  readonly observe: Observer;
}

/** Reads once for all who ask before the answer is there: the gauges of one scrape ask the store together. */
function shared<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
}

/** What is read of the adapter on each scrape. */
type Measured = Pick<
  ClickatellAdapter,
  'backlog' | 'messagesWaiting' | 'switchedOff' | 'uploadsOff' | 'templatesAside' | 'paused' | 'clockSkewMs' | 'desk'
>;

/** The channel's metrics for Prometheus. `waitingBytes`: callbacks that are accepted and not yet in the store. */
export function createMetrics(adapter: () => Measured, clock: Clock, waitingBytes: () => number = () => 0): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const backlog = shared(() => adapter().backlog());
  const messagesWaiting = shared(() => adapter().messagesWaiting());
  const waiting = (name: string, help: string, read: (measure: LaneMeasure) => number) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        // While the store is away the figure is unknown, and a gap says so. A zero would be wrong.
        await backlog().then(
          (measure) => this.set(read(measure)),
          () => this.reset(),
        );
      },
    });
  waiting('whatsapp_lane_depth', 'Turns that wait or run.', ({ depth }) => depth);
  waiting('whatsapp_lane_oldest_seconds', 'For how long the oldest of them has waited.', ({ oldestAt }) =>
    oldestAt === undefined ? 0 : Math.max(0, clock.now() - oldestAt) / 1000,
  );
  waiting('whatsapp_lane_set_aside', 'Turns that kept failing and were taken out of their lane.', ({ aside }) => aside);
  const perNumber = (name: string, help: string, read: (waiting: MessagesWaiting) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['number'],
      registers,
      async collect() {
        this.reset();
        const all = await messagesWaiting().catch(() => []);
        for (const each of all) this.set({ number: lastFour(each.business) }, read(each));
      },
    });
  const ageOf = ({ oldestAt }: WaitingMeasure) =>
    oldestAt === undefined ? 0 : Math.max(0, clock.now() - oldestAt) / 1000;
  perNumber(
    'whatsapp_messages_waiting',
    'Messages that the provider could not take, and that are tried again.',
    ({ notTaken }) => notTaken.messages,
  );
  perNumber('whatsapp_messages_waiting_oldest_seconds', 'For how long the oldest of them has waited.', ({ notTaken }) =>
    ageOf(notTaken),
  );
  perNumber('whatsapp_messages_held', 'Messages that are held until the person writes.', ({ held }) => held.messages);
  new Gauge({
    name: 'whatsapp_callbacks_waiting_bytes',
    help: 'Callbacks that are accepted and not yet in the store, with CALLBACK_PORT.',
    registers,
    collect() {
      this.set(waitingBytes());
    },
  });
  new Gauge({
    name: 'whatsapp_clock_skew_seconds',
    help: 'How far this machine’s clock is ahead of the provider’s, as far as callbacks prove it; negative: behind.',
    registers,
    collect() {
      this.set(adapter().clockSkewMs / 1000);
    },
  });
  new Gauge({
    name: 'whatsapp_paused',
    help: '1 for each number whose messages wait, because the provider takes none of them.',
    labelNames: ['number'],
    registers,
    collect() {
      this.reset();
      for (const { business } of adapter().paused) this.set({ number: lastFour(business) }, 1);
    },
  });
  const handedOff = (
    name: string,
    help: string,
    read: (measure: Awaited<ReturnType<Measured['desk']['measure']>>) => number,
  ) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        await adapter()
          .desk.measure()
          .then(
            (measure) => this.set(read(measure)),
            () => this.reset(),
          );
      },
    });
  handedOff(
    'whatsapp_handoffs_waiting',
    'Conversations that are handed off and that no human has answered yet.',
    (all) => {
      return all.waiting;
    },
  );
  handedOff('whatsapp_handoffs_open', 'Conversations that a human has answered or taken, and has.', ({ open }) => open);
  handedOff(
    'whatsapp_desk_events_waiting',
    'What the desk is to be told and has not taken yet.',
    (all) => all.undelivered,
  );
  new Gauge({
    name: 'whatsapp_uploads_off',
    help: '1 for each number that cannot upload files: they leave inside the messages.',
    labelNames: ['number'],
    registers,
    async collect() {
      this.reset();
      const off = await adapter()
        .uploadsOff()
        .catch(() => []);
      for (const { business } of off) this.set({ number: lastFour(business) }, 1);
    },
  });
  new Gauge({
    name: 'whatsapp_native_off',
    help: '1 for each kind of tappable message that a number’s integration has refused, and that goes out as text.',
    labelNames: ['kind', 'number'],
    registers,
    async collect() {
      this.reset();
      const off = await adapter()
        .switchedOff()
        .catch(() => []);
      for (const { kind, business } of off) this.set({ kind, number: lastFour(business) }, 1);
    },
  });
  new Gauge({
    name: 'whatsapp_template_aside',
    help: '1 for each template of the catalogue that is set aside, because the provider refused it for everybody.',
    labelNames: ['template', 'language', 'number'],
    registers,
    async collect() {
      this.reset();
      const aside = await adapter()
        .templatesAside()
        .catch(() => []);
      for (const { template, language, business } of aside) {
        this.set({ template, language, number: lastFour(business) }, 1);
      }
    },
  });
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Histogram({ name, help, labelNames, buckets: seconds, registers });

  const callbacks = counter(
    'whatsapp_callbacks_total',
    'Callbacks, by the HTTP status they were answered with.',
    'status',
  );
  const entries = counter('whatsapp_callback_entries_total', 'What callbacks held, by what became of it.', 'outcome');
  const turns = histogram(
    'whatsapp_turn_seconds',
    'Turns, by the type of their activity and their outcome.',
    'type',
    'outcome',
  );
  const overdue = counter(
    'whatsapp_turns_overdue_total',
    'Turns that took longer than their limit and were set aside.',
  );
  const decisions = counter(
    'whatsapp_decisions_total',
    'What the window’s rule decided.',
    'decision',
    'conversation_type',
  );
  const holds = counter('whatsapp_holds_total', 'Messages held until the person writes, by what happened.', 'outcome');
  const consents = counter(
    'whatsapp_consent_changes_total',
    'Changes of what people allow, by where they come from.',
    'change',
    'source',
  );
  const handOffChanges = counter('whatsapp_handoff_changes_total', 'Hand-offs to a human, by what happened.', 'change');
  const deskEvents = counter(
    'whatsapp_desk_deliveries_total',
    'Deliveries to the desk, by what became of them.',
    'outcome',
  );
  const sends = counter(
    'whatsapp_sends_total',
    'Messages handed to the provider, by kind and outcome.',
    'kind',
    'outcome',
  );
  const doubts = counter('whatsapp_doubts_total', 'Parts of unknown fate, by how that was settled.', 'outcome');
  const statuses = counter('whatsapp_statuses_total', 'Statuses from the provider.', 'status');
  const requests = histogram(
    'whatsapp_provider_seconds',
    'Requests to the provider, by HTTP status (0: no answer).',
    'status',
  );
  const batch = counter('whatsapp_provider_messages_total', 'Messages in the requests to the provider.');
  const refusals = counter('whatsapp_native_refusals_total', 'Tappable messages that were refused.', 'kind');
  const faults = counter('whatsapp_faults_total', 'Failures that nobody waited for.', 'where');
  // Otherwise the first fault of a place would be no increase.
  for (const where of faultPlaces) faults.inc({ where }, 0);

  const observe = (event: ChannelEvent): void => {
    switch (event.kind) {
      case 'callback':
        callbacks.inc({ status: event.status });
        entries.inc({ outcome: 'accepted' }, event.accepted);
        entries.inc({ outcome: 'repeated' }, event.repeated);
        entries.inc({ outcome: 'passed over' }, event.passedOver);
        return;
      case 'turn':
        turns.observe(
          { type: among(known.turn, event.type), outcome: event.error ? 'failed' : 'done' },
          event.durationMs / 1000,
        );
        return;
      case 'overdue':
        overdue.inc();
        return;
      case 'decision':
        decisions.inc({
          decision: among(known.decision, event.decision),
          conversation_type: among(known.conversation, event.conversationType),
        });
        return;
      case 'hold':
        holds.inc({ outcome: event.outcome });
        return;
      case 'consent':
        consents.inc({ change: among(known.change, event.change), source: among(known.source, event.source) });
        return;
      case 'handoff':
        handOffChanges.inc({ change: event.change });
        return;
      case 'desk':
        deskEvents.inc({ outcome: event.outcome });
        return;
      case 'send':
        sends.inc({ kind: among(known.kind, event.sentAs), outcome: outcomeOf(event.outcome, event.error) });
        return;
      case 'doubt':
        doubts.inc({ outcome: event.outcome });
        return;
      case 'status':
        statuses.inc({ status: statusOf(event.status) });
        return;
      case 'request':
        requests.observe({ status: httpStatus(event.status) }, event.durationMs / 1000);
        batch.inc(event.messages);
        return;
      case 'native':
        refusals.inc({ kind: among(known.form, event.form) });
        return;
      case 'fault':
        faults.inc({ where: event.where });
    }
  };
  return { registry, observe };
}
