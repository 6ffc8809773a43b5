/** Whom a card is shown to, as far as the activity tells. */
export interface Reader {
  /** A BCP 47 tag. */
  readonly locale?: string | undefined;
  /** An IANA zone, the activity's `localTimezone`. UTC if it is not known. */
  readonly timeZone?: string | undefined;
}

const call = /\{\{\s*(DATE|TIME)\s*\(\s*([^(),\s]+)\s*(?:,\s*(COMPACT|SHORT|LONG)\s*)?\)\s*\}\}/gi;
/** What the functions take: RFC 3339 with seconds and a zone. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)$/i;

const formats: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  COMPACT: { day: 'numeric', month: 'short', year: 'numeric' },
  SHORT: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  LONG: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
};
const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };

/**
 * The text with adaptive cards' `{{DATE(…)}}` and `{{TIME(…)}}` in words. A time names its zone if the reader's is not
 * known. What is no valid call stays as it is typed.
 */
export function withDates(text: string, { locale, timeZone }: Reader): string {
  if (!text.includes('{{')) return text;
  const known = isZone(timeZone) ? timeZone : undefined;
  return text.replace(call, (typed: string, name: string, given: string, length = 'COMPACT') => {
    const at = instant.test(given) ? Date.parse(given.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) : Number.NaN;
    if (Number.isNaN(at)) return typed;
    const isTime = name.toUpperCase() === 'TIME';
    const options = isTime ? time : formats[length.toUpperCase()];
    const shown = formatted(at, locale, { ...options, timeZone: known ?? 'UTC' });
    return isTime && known === undefined ? `${shown} UTC` : shown;
  });
}

function formatted(at: number, locale: string | undefined, options: Intl.DateTimeFormatOptions): string {
  try {
    return new Intl.DateTimeFormat(locale || 'en-GB', options).format(at);
  } catch {
    // The locale is no valid tag.
    return new Intl.DateTimeFormat('en-GB', options).format(at);
  }
}

function isZone(timeZone: string | undefined): timeZone is string {
  try {
    return timeZone !== undefined && new Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch {
    return false;
  }
}
