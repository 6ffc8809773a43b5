import { z } from 'zod';
import { inWords } from './words.js';
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
export function readShape(json) {
    const outer = record.safeParse(json);
    if (!outer.success) {
        const faults = ['The catalogue must be an object: { "defaultLanguage": "en", "templates": [ … ] }.'];
        return { templates: [], drafts: [], defaultLanguage: undefined, reengagement: undefined, faults };
    }
    const faults = [];
    const spoken = language.safeParse(outer.data.defaultLanguage);
    if (!spoken.success)
        faults.push('defaultLanguage must be a text, as "en".');
    const asking = z.string().optional().safeParse(outer.data.reengagement);
    if (!asking.success)
        faults.push('reengagement must be the name of a template, as "open_again".');
    const values = list.safeParse(outer.data.templates);
    if (!values.success)
        faults.push('templates must be a list of templates.');
    const templates = [];
    const drafts = (values.data ?? []).map((value, index) => {
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
function draftOf(value) {
    const fields = record.safeParse(value).data;
    if (!fields)
        return undefined;
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
export function labelOf(value, index) {
    const { data } = z.object({ name: z.unknown().optional(), language: z.unknown().optional() }).safeParse(value);
    const name = typeof data?.name === 'string' ? `"${data.name}"` : 'without a name';
    const language = typeof data?.language === 'string' ? data.language : 'no language';
    return `Template ${name} (${language}, templates[${index}])`;
}
