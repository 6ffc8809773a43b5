import { z } from 'zod';
import type { programs } from './programs.js';

/** A business number of ours, with the key of its integration and the bot that answers on it. */
export interface LineConfig {
  readonly apiKey: string;
  readonly number: string;
  readonly bot: keyof typeof programs;
}

/** What a shell or a template makes of a variable that is not set. Everybody could guess such a secret. */
export const isNobodys = (secret: string) => ['undefined', 'null'].includes(secret);

/** A value that fits into an HTTP header. */
export const token = z
  .string('must be set')
  .regex(/^[\x21-\x7e]+$/, 'must be one word of ASCII characters')
  .refine((word) => !isNobodys(word), 'must be a word of yours, not the name of nothing');

export const number = z
  .string('must be set')
  .regex(/^\d{7,15}$/, 'must be the integration’s number in digits, with its country code and without a plus');

export const bot = z.enum(['banking', 'support', 'alerts'], 'must be "banking", "support" or "alerts"');

const settings = z.object({ CLICKATELL_API_KEY: token, WHATSAPP_NUMBER: number, BOT: bot.optional() });
const names = Object.keys(settings.shape);

const digits = ['2', '3', '4', '5', '6', '7', '8', '9'];

/** The settings of the second number. Those of the third to the ninth end in their digit. */
export const secondLine = names.map((name) => `${name}_2`);
/** The settings of all numbers but the first. */
export const furtherLines = digits.flatMap((digit) => names.map((name) => `${name}_${digit}`));

const numbered = new RegExp(`^(?:${names.join('|')})_(\\d+)$`);

/** Settings of a number that nobody would read, such as `WHATSAPP_NUMBER_1` or `WHATSAPP_NUMBER_10`. */
function strayFaults(given: Readonly<Record<string, string | undefined>>): string[] {
  const stray = Object.keys(given).filter((name) => !digits.includes(numbered.exec(name)?.[1] ?? '2'));
  return stray.map((name) => `${name}: is not read: the first number has no digit, and the others have 2 to 9.`);
}

/**
 * Reads the second and further numbers: `CLICKATELL_API_KEY_2`, `WHATSAPP_NUMBER_2` and `BOT_2`, and so on up to 9. A
 * number without a bot of its own has that of the first.
 */
export function moreLines(
  given: Readonly<Record<string, string | undefined>>,
  first: LineConfig | undefined,
): { readonly lines: readonly LineConfig[]; readonly faults: readonly string[] } {
  const lines = first ? [first] : [];
  const faults = strayFaults(given);
  for (const digit of digits) {
    const own = Object.fromEntries(names.map((name) => [name, given[`${name}_${digit}`]]));
    if (Object.values(own).every((value) => value === undefined)) continue;
    const { data, error } = settings.safeParse(own);
    faults.push(...(error?.issues.map(({ path, message }) => `${path.join('.')}_${digit}: ${message}.`) ?? []));
    if (!data) continue;
    const { CLICKATELL_API_KEY: apiKey, WHATSAPP_NUMBER, BOT = first?.bot ?? 'support' } = data;
    const twin = 'another number has it already, and each number has an integration of its own';
    if (lines.some((line) => line.number === WHATSAPP_NUMBER)) faults.push(`WHATSAPP_NUMBER_${digit}: ${twin}.`);
    if (lines.some((line) => line.apiKey === apiKey)) faults.push(`CLICKATELL_API_KEY_${digit}: ${twin}.`);
    lines.push({ apiKey, number: WHATSAPP_NUMBER, bot: BOT });
  }
  return { lines, faults };
}
