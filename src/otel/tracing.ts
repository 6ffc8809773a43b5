import {
  type Attributes,
  context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { TracedWork, Tracing } from '../core/tracing.js';
import { contextOf, traceparentOf } from './traceparent.js';

/** What `openTelemetry` takes. */
export interface OpenTelemetryOptions {
  /** Makes the spans. Default: the global provider's, under the package's name. */
  readonly tracer?: Tracer | undefined;
}

const kinds = { receive: SpanKind.CONSUMER, process: SpanKind.CONSUMER, send: SpanKind.CLIENT } as const;

/**
 * Shows the channel in OpenTelemetry traces: give it to the adapter as `tracing`. A callback, the turns that follow from it
 * and the messages that they send are one trace, also where a turn runs later or in another process. In a turn,
 * `trace.getActiveSpan()` is the turn's span, so what the bot does there stands below it; a callback stands below the web
 * server's span, if there is one.
 *
 * Spans have the attributes of OpenTelemetry's messaging conventions, and no text, key or whole number of a person.
 *
 *     const adapter = new ClickatellAdapter({ client, store, templates, webhookSecret, tracing: openTelemetry() });
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): Tracing {
  const { tracer = trace.getTracer('botbuilder-adapter-clickatell') } = options;
  return {
    span(what, work) {
      const carried = what.operation === 'process' ? contextOf(what.traceparent) : undefined;
      // A turn belongs to what caused it, and not to whatever woke its lane.
      const parent = what.operation === 'process' ? (carried ?? ROOT_CONTEXT) : context.active();
      const { operation } = what;
      const settings = { kind: kinds[operation], attributes: attributesOf(what) };
      return tracer.startActiveSpan(`${operation} whatsapp`, settings, parent, async (span) => {
        try {
          return await work();
        } catch (error) {
          fail(error);
          throw error;
        } finally {
          span.end();
        }
      });
    },
    carry: () => traceparentOf(trace.getSpanContext(context.active())),
    fail,
  };
}

/** The error's class alone: the words of a bot's error may be private. */
function fail(error: unknown): void {
  const span = trace.getActiveSpan();
  span?.setAttribute('error.type', error instanceof Error ? error.name : '_OTHER');
  span?.setStatus({ code: SpanStatusCode.ERROR });
}

function attributesOf(what: TracedWork): Attributes {
  const { operation } = what;
  const common: Attributes = {
    'messaging.system': 'whatsapp',
    'messaging.operation.name': operation,
    'messaging.operation.type': operation,
  };
  if (what.operation === 'receive') return { ...common, 'messaging.batch.message_count': what.callbacks };
  const { business } = what;
  if (what.operation === 'process') return { ...common, 'clickatell.business': business, 'clickatell.turn': what.kind };
  const { id, sentAs } = what;
  return { ...common, 'clickatell.business': business, 'messaging.message.id': id, 'clickatell.sent_as': sentAs };
}
