import { z } from 'zod';

export type TemplateCategory = 'utility' | 'marketing' | 'authentication';

/** A text with at most one variable, which `slot` names, or a file, whose slot takes a Clickatell fileId. */
export type TemplateHeader =
  | { readonly type: 'text'; readonly text: string; readonly slot?: string }
  | { readonly type: 'image' | 'document' | 'video'; readonly slot: string };

/** `url` may end in `{{1}}`, which `slot` names. `phone` is digits, with or without a `+`. */
export type TemplateButton =
  | { readonly type: 'quickReply'; readonly title: string }
  | { readonly type: 'url'; readonly title: string; readonly url: string; readonly slot?: string }
  | { readonly type: 'phone'; readonly title: string; readonly phone: string };

/** A template as it is approved in Clickatell's portal, with a name (a slot) for each of its variables. */
export interface Template {
  /** WhatsApp's name: `[a-z0-9_]`, 1 to 512 characters. Name and language together are the template's identity. */
  readonly name: string;
  /** As `en` or `pt_BR`. */
  readonly language: string;
  /**
   * The name in Clickatell's portal, if it differs from `name`. A request contains the name and no language, so a
   * template in two languages has two names in the portal.
   */
  readonly portalName?: string;
  readonly category: TemplateCategory;
  readonly header?: TemplateHeader;
  /** Variables are `{{1}}`, `{{2}}`, … */
  readonly body: string;
  /** The names of the body's variables: the first is that of `{{1}}`. */
  readonly slots: readonly string[];
  readonly footer?: string;
  readonly buttons?: readonly TemplateButton[];
}

/** A catalogue, read as far as possible. In place of a template that cannot be read the list has `undefined`. */
export interface CatalogShape {
  readonly templates: readonly (Template | undefined)[];
  readonly defaultLanguage: string;
  /** One sentence each. */
  readonly faults: readonly string[];
}

// The objects are strict. Otherwise a misspelt "footer" would silently be ignored.
const text = z.strictObject({ type: z.literal('text'), text: z.string(), slot: z.string().optional() });
const file = z.strictObject({ type: z.enum(['image', 'document', 'video']), slot: z.string().default('header') });
const quickReply = z.strictObject({ type: z.literal('quickReply'), title: z.string() });
const url = z.strictObject({
  type: z.literal('url'),
  title: z.string(),
  url: z.string(),
  slot: z.string().optional(),
});
const phone = z.strictObject({ type: z.literal('phone'), title: z.string(), phone: z.string() });

const template = z.strictObject({
  name: z.string(),
  language: z.string(),
  portalName: z.string().min(1).optional(),
  category: z.enum(['utility', 'marketing', 'authentication']),
  header: z
    .discriminatedUnion('type', [text, file], { error: 'expected one of "text"|"image"|"document"|"video"' })
    .optional(),
  body: z.string(),
  slots: z.array(z.string()).default([]),
  footer: z.string().optional(),
  buttons: z
    .array(z.discriminatedUnion('type', [quickReply, url, phone], { error: 'expected "quickReply"|"url"|"phone"' }))
    .optional(),
});

const catalogue = z.object({ defaultLanguage: z.unknown().optional(), templates: z.array(z.unknown()) });
const language = z.string().default('en');

/** Reads a catalogue's JSON, and collects what is wrong with it template by template. Never throws. */
export function readShape(json: unknown): CatalogShape {
  const outer = catalogue.safeParse(json);
  if (!outer.success) {
    return {
      templates: [],
      defaultLanguage: 'en',
      faults: outer.error.issues.map((issue) => `The catalogue: ${sentence(issue)}.`),
    };
  }
  const faults: string[] = [];
  const spoken = language.safeParse(outer.data.defaultLanguage);
  if (!spoken.success) faults.push('defaultLanguage must be a string, as "en".');
  const templates = outer.data.templates.map((value, index): Template | undefined => {
    const inner = template.safeParse(value);
    if (inner.success) return inner.data;
    faults.push(...inner.error.issues.map((issue) => `${labelOf(value, index)}: ${sentence(issue)}.`));
    return undefined;
  });
  return { templates, defaultLanguage: spoken.data ?? 'en', faults };
}

/** How the sentence of a fault names the template at this place of the list. Works for any value. */
export function labelOf(value: unknown, index: number): string {
  const { data } = z.object({ name: z.unknown().optional(), language: z.unknown().optional() }).safeParse(value);
  const name = typeof data?.name === 'string' ? `"${data.name}"` : 'without a name';
  const language = typeof data?.language === 'string' ? data.language : 'no language';
  return `Template ${name} (${language}, templates[${index}])`;
}

function sentence({ path, message }: z.core.$ZodIssue): string {
  const field = path.reduce<string>((so, key) => {
    if (typeof key === 'number') return `${so}[${key}]`;
    return so === '' ? String(key) : `${so}.${String(key)}`;
  }, '');
  return field === '' ? message : `${field}: ${message}`;
}
