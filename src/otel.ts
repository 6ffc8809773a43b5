// OpenTelemetry, for programs that have it: an entry of its own, so that nobody else need install its API.

export type { TracedWork, Tracing } from './core/tracing.js';
export { type OpenTelemetryOptions, openTelemetry } from './otel/tracing.js';
