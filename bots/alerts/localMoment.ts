import { DateTime } from 'luxon';
import { z } from 'zod';

/**
 * A time with its offset from UTC, as `2026-12-01T10:40+02:00`. It is kept and shown as it was given, because flights
 * leave by the clock of their airport, wherever the person is.
 */
export const localMoment = z
  .string('must be a time with its offset, as 2026-12-01T10:40+02:00')
  .trim()
  .refine(
    (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i.test(text) && isTime(text),
    'must be a time with its offset, as 2026-12-01T10:40+02:00',
  );

function isTime(text: string): boolean {
  return DateTime.fromISO(text).isValid;
}

/** `10:40 on Tuesday 1 December` */
export function showLocalMoment(text: string): string {
  return DateTime.fromISO(text, { setZone: true }).toFormat("HH:mm 'on' cccc d MMMM", { locale: 'en' });
}

/** `Tuesday 1 December` */
export function showLocalDay(text: string): string {
  return DateTime.fromISO(text, { setZone: true }).toFormat('cccc d MMMM', { locale: 'en' });
}

/** Epoch ms. */
export function instantOfMoment(text: string): number {
  return DateTime.fromISO(text).toMillis();
}

/** A time of day in South Africa, where the examples are at home, so many days after an instant (epoch ms). */
export function localTimeIn(days: number, time: string, now: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const local = DateTime.fromMillis(now, { zone: 'Africa/Johannesburg' }).plus({ days }).startOf('day');
  return local.set({ hour, minute }).toISO({ suppressSeconds: true, suppressMilliseconds: true }) ?? '';
}
