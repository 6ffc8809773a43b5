import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import {
  type ChannelEvent,
  type Clock,
  type LaneMeasure,
  lastFour,
  type Observer,
  type SwitchedOff,
} from '../src/index.js';

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface Metrics {
  readonly registry: Registry;
  readonly observe: Observer;
}

/** The channel's metrics for Prometheus. The backlog and what is switched off are read on each scrape. */
export function createMetrics(
  backlog: () => Promise<LaneMeasure>,
  switchedOff: () => Promise<readonly SwitchedOff[]>,
  clock: Clock,
): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
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
  new Gauge({
    name: 'whatsapp_native_off',
    help: '1 for each kind of tappable message that a number’s integration has refused, and that goes out as text.',
    labelNames: ['kind', 'number'],
    registers,
    async collect() {
      this.reset();
      const off = await switchedOff().catch(() => []);
      for (const { kind, business } of off) this.set({ kind, number: lastFour(business) }, 1);
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
  const sends = counter(
    'whatsapp_sends_total',
    'Messages handed to the provider, by kind and outcome.',
    'kind',
    'outcome',
  );
  const statuses = counter('whatsapp_statuses_total', 'Statuses from the provider.', 'status');
  const requests = histogram(
    'whatsapp_provider_seconds',
    'Requests to the provider, by HTTP status (0: no answer).',
    'status',
  );
  const batch = counter('whatsapp_provider_messages_total', 'Messages in the requests to the provider.');
  const refusals = counter('whatsapp_native_refusals_total', 'Tappable messages that were refused.', 'kind');
  const faults = counter('whatsapp_faults_total', 'Failures that nobody waited for.', 'where');

  const observe = (event: ChannelEvent): void => {
    switch (event.kind) {
      case 'callback':
        callbacks.inc({ status: event.status });
        entries.inc({ outcome: 'accepted' }, event.accepted);
        entries.inc({ outcome: 'repeated' }, event.repeated);
        entries.inc({ outcome: 'passed over' }, event.passedOver);
        return;
      case 'turn':
        turns.observe({ type: event.type, outcome: event.error ? 'failed' : 'done' }, event.durationMs / 1000);
        return;
      case 'overdue':
        overdue.inc();
        return;
      case 'decision':
        decisions.inc({ decision: event.decision, conversation_type: event.conversationType });
        return;
      case 'send':
        sends.inc({ kind: event.sentAs, outcome: event.outcome });
        return;
      case 'status':
        statuses.inc({ status: event.status });
        return;
      case 'request':
        requests.observe({ status: event.status }, event.durationMs / 1000);
        batch.inc(event.messages);
        return;
      case 'native':
        refusals.inc({ kind: event.form });
        return;
      case 'fault':
        faults.inc({ where: event.where });
    }
  };
  return { registry, observe };
}
