import { z } from 'zod';

/** One of these, in whatever way it is written: "In transit" is `in-transit`. */
export function choiceOf<const T extends readonly [string, ...string[]]>(values: T) {
  const sentence = `must be one of ${values.join(', ')}`;
  return z
    .string(sentence)
    .transform((text) =>
      text
        .trim()
        .toLowerCase()
        .replace(/[\s_]+/g, '-'),
    )
    .pipe(z.enum(values, sentence));
}

/** A text of one line, which people read in an alert. */
export function shortText(longest: number) {
  const sentence = `must be a text of 1 to ${longest} characters on one line`;
  return z
    .string(sentence)
    .trim()
    .min(1, sentence)
    .max(longest, sentence)
    .refine((text) => !/\p{C}/u.test(text), sentence);
}

/** `null` takes the value back. */
export function clearable<T>(value: z.ZodType<T>) {
  return z.union([z.null(), value], { error: (issue) => deepest(issue) }).optional();
}

/** A union tells nothing of what is wrong with its members; the last is the one that was meant. */
function deepest(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'invalid_union') return undefined;
  return issue.errors.at(-1)?.[0]?.message;
}
