import { z } from 'zod';
import { inWords } from './words.js';

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
  /**
   * The names of the templates that are sent instead if this one cannot be, in this order. They are filled by the names
   * of the slots, so each may only have slots that this template has too. Their own fallbacks come after them.
   */
  readonly fallback?: readonly string[];
}

/** The fields of a template that could be read, for checking them although another one could not be. */
export type TemplateDraft = Partial<Omit<Template, 'buttons'>> & {
  readonly buttons?: readonly (TemplateButton | undefined)[];
};

/** A catalogue, read as far as possible. */
export interface CatalogShape {
  /** Those without a fault of form. */
  readonly templates: readonly Template[];
  /** Everything in the list, with `undefined` for what is no template at all. */
  readonly drafts: readonly (TemplateDraft | undefined)[];
  /** `undefined` if what is given is no text. */
  readonly defaultLanguage: string | undefined;
  /** The name of the template that asks a person to answer. */
  readonly reengagement: string | undefined;
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

const button = z.discriminatedUnion('type', [quickReply, url, phone]);

const template = z.strictObject({
  name: z.string(),
  language: z.string(),
  portalName: z.string().min(1).optional(),
  category: z.enum(['utility', 'marketing', 'authentication']),
  header: z.discriminatedUnion('type', [text, file]).optional(),
  body: z.string(),
  slots: z.array(z.string()).default([]),
  footer: z.string().optional(),
  buttons: z.array(button).optional(),
  fallback: z.array(z.string()).optional(),
});

const record = z.record(z.string(), z.unknown());
const list = z.array(z.unknown());
const language = z.string().default('en');

/** Reads a catalogue's JSON, and collects what is wrong with it template by template. Never throws. */
export function readShape(json: unknown): CatalogShape {
  const outer = record.safeParse(json);
  if (!outer.success) {
    const faults = ['The catalogue must be an object: { "defaultLanguage": "en", "templates": [ … ] }.'];
    return { templates: [], drafts: [], defaultLanguage: undefined, reengagement: undefined, faults };
  }
  const faults: string[] = [];
  const spoken = language.safeParse(outer.data.defaultLanguage);
  if (!spoken.success) faults.push('defaultLanguage must be a text, as "en".');
  const asking = z.string().optional().safeParse(outer.data.reengagement);
  if (!asking.success) faults.push('reengagement must be the name of a template, as "open_again".');
  const values = list.safeParse(outer.data.templates);
  if (!values.success) faults.push('templates must be a list of templates.');

  const templates: Template[] = [];
  const drafts = (values.data ?? []).map((value, index): TemplateDraft | undefined => {
    const inner = template.safeParse(value);
    if (inner.success) {
      templates.push(inner.data);
      return inner.data;
    }
    const problems = inner.error.issues.flatMap((issue) => inWords(issue, value));
    faults.push(...problems.map((problem) => `${labelOf(value, index)}: ${problem}.`));
    return draftOf(value);
  });
  return { templates, drafts, defaultLanguage: spoken.data, reengagement: asking.data, faults };
}

/** The fields that can be read, each by itself. */
function draftOf(value: unknown): TemplateDraft | undefined {
  const fields = record.safeParse(value).data;
  if (!fields) return undefined;
  const { shape } = template;
  const draft = {
    name: shape.name.safeParse(fields.name).data,
    language: shape.language.safeParse(fields.language).data,
    portalName: shape.portalName.safeParse(fields.portalName).data,
    category: shape.category.safeParse(fields.category).data,
    header: shape.header.safeParse(fields.header).data,
    body: shape.body.safeParse(fields.body).data,
    slots: shape.slots.safeParse(fields.slots).data,
    footer: shape.footer.safeParse(fields.footer).data,
    buttons: list.safeParse(fields.buttons).data?.map((each) => button.safeParse(each).data),
    fallback: shape.fallback.safeParse(fields.fallback).data,
  };
  return Object.fromEntries(Object.entries(draft).filter(([, field]) => field !== undefined));
}

/** How the sentence of a fault names the template at this place of the list. Works for any value. */
export function labelOf(value: unknown, index: number): string {
  const { data } = z.object({ name: z.unknown().optional(), language: z.unknown().optional() }).safeParse(value);
  const name = typeof data?.name === 'string' ? `"${data.name}"` : 'without a name';
  const language = typeof data?.language === 'string' ? data.language : 'no language';
  return `Template ${name} (${language}, templates[${index}])`;
}
