import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { type ChannelEvent, ClickatellAdapterError, ConsentError, type Observer } from '../src/index.js';

/** The program's log, as JSON lines. What may hold a secret is removed, even if somebody logs a whole request. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    redact: [
      'req.headers.authorization',
      'req.headers.cookie',
      '*.apiKey',
      '*.authorization',
      '*.webhookSecret',
      '*.previousWebhookSecret',
    ],
    serializers: {
      err: describe,
      req: ({ method, url }) => ({ method, url: withoutQuery(url) }),
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Logs what happens in the channel: failures as warnings and errors, what people allow as news, the rest for debugging. */
export function logEvents(log: Logger): Observer {
  return (event) => {
    const level = levelOf(event);
    if (!log.isLevelEnabled(level)) return;
    const { error, ...facts } = { error: undefined, ...event };
    const err = error instanceof Error ? { err: error } : {};
    log[level]({ ...facts, ...err, ...(typeof error === 'string' && { error }) }, event.kind);
  };
}

/** What is refused because the person wants it so is no failure, and many are at once if an alert goes to thousands. */
const ofConsent: readonly (string | undefined)[] = ['stopped', 'not-signed-up', 'marketing-stopped'];

function levelOf(event: ChannelEvent): 'error' | 'warn' | 'info' | 'debug' {
  if (event.kind === 'fault') return 'error';
  if (event.kind === 'native' || event.kind === 'template' || event.kind === 'overdue') return 'warn';
  if (event.kind === 'uploadsOff') return 'warn';
  if (event.kind === 'findings') return event.outcome === 'used' ? 'info' : 'warn';
  if (event.kind === 'noTemplates') return 'warn';
  if (event.kind === 'paused' || event.kind === 'resumed') return 'warn';
  if (event.kind === 'consent' || event.kind === 'handoff' || event.kind === 'sender') return 'info';
  if (event.kind === 'firstContact') return 'info';
  // A status that nobody knows.
  if (event.kind === 'status' && event.words !== undefined) return 'warn';
  if (event.kind === 'clock') return 'warn';
  if ('error' in event && event.error) return event.error instanceof ConsentError ? 'debug' : 'warn';
  if (event.kind === 'callback') return event.status === 200 && event.passedOver === 0 ? 'debug' : 'warn';
  if (event.kind === 'decision')
    return event.decision === 'refuse' && !ofConsent.includes(event.rule) ? 'warn' : 'debug';
  return 'debug';
}

/**
 * An error without what people wrote. The messages of our own errors never hold it. Those of a bot's errors may, so
 * only their type and stack are kept.
 */
export function describe(error: Error): Record<string, unknown> {
  const isOurs = error instanceof ClickatellAdapterError;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(isOurs && { message: error.message }),
    ...(frames && { stack: frames.join('\n') }),
    ...(error.cause instanceof Error && { cause: describe(error.cause) }),
  };
}

function withoutQuery(url: unknown): string {
  return String(url).split('?')[0] ?? '';
}
