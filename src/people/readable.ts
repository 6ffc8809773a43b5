import { leastEpochMs } from '../core/clock.js';

/** Names of fields that hold a time. */
const times = /(?:^|[a-z])At$|^(?:at|since|until|timestamp|expires|time)$/;
/** Later than any time that anybody means: the year 3000. */
const latestMs = 32_503_680_000_000;

/** A value with its times in ISO 8601, for whoever reads an export. */
export function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]: [string, unknown]): [string, unknown] => {
    const isTime = typeof each === 'number' && times.test(name) && each >= leastEpochMs && each < latestMs;
    return [name, isTime ? new Date(each).toISOString() : readable(each)];
  });
  return Object.fromEntries(entries);
}
