import { z } from 'zod';

/** A text of at most so many UTF-16 units. zod's own `max` counts code points and would let longer texts through. */
const text = (longest: number) =>
  z
    .string()
    .min(1)
    .refine((value) => value.length <= longest);
const label = (longest: number) => text(longest).regex(/\S/);
const body = text(1024);

/** Up to three reply buttons, with different titles and different postback data. */
export const replyButtons = z
  .object({
    body,
    items: z
      .array(z.object({ type: z.literal('reply'), title: label(20), postbackData: text(256) }))
      .min(1)
      .max(3),
  })
  .refine(({ items }) => distinct(items.map(({ title }) => title)))
  .refine(({ items }) => distinct(items.map(({ postbackData }) => postbackData)));

const section = z.object({
  title: label(24).nullish(),
  items: z.array(z.object({ title: label(24), description: label(72).nullish(), postbackData: text(200) })).min(1),
});

/** Up to ten rows in all sections together. If there are several sections, each needs a title. */
export const list = z
  .object({ body, button: label(20), sections: z.array(section).min(1).max(10) })
  .refine(({ sections }) => sections.length === 1 || sections.every(({ title }) => title), { path: ['sections'] })
  .refine(({ sections }) => sections.flatMap(({ items }) => items).length <= 10, { path: ['sections'] })
  .refine(({ sections }) => distinct(sections.flatMap(({ items }) => items.map((row) => row.postbackData))), {
    path: ['sections'],
  });

/** One button that opens a page. */
export const ctaUrl = z.object({ body, title: label(20), url: z.string().refine(isWebAddress) });

/** A button that asks for the person's location. */
export const locationRequest = z.object({ body });

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}

function distinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
