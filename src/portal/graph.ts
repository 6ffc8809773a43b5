import { z } from 'zod';
import {
  type ExportedButton,
  type ExportedHeader,
  type ExportedTemplate,
  numbered,
  type PortalExport,
} from './exported.js';

const templateShape = z.object({
  name: z.string().min(1),
  language: z.string().min(1),
  status: z.string().optional(),
  category: z.string().optional(),
  components: z.array(z.unknown()),
});

const pageShape = z.object({
  data: z.array(z.unknown()),
  paging: z.object({ next: z.string().optional() }).nullish(),
});
const accountShape = z.object({ message_templates: z.unknown() });

const componentShape = z.object({
  type: z.string(),
  format: z.string().optional(),
  text: z.string().optional(),
  example: z.unknown().optional(),
  buttons: z.array(z.unknown()).optional(),
});
type Component = z.infer<typeof componentShape>;

const texts = z.array(z.string());
const named = z.array(z.object({ param_name: z.string(), example: z.string() }));
/** Both kinds of examples, of the body and of a header. Of several sets, the first counts. */
const exampleShape = z.object({
  body_text: z.union([z.array(texts), texts]).optional(),
  header_text: z.union([texts, z.string()]).optional(),
  body_text_named_params: named.optional(),
  header_text_named_params: named.optional(),
});

const buttonShape = z.object({
  type: z.string(),
  text: z.string().optional(),
  url: z.string().optional(),
  phone_number: z.string().optional(),
  example: z.union([texts, z.string()]).optional().catch(undefined),
});

/**
 * Reads templates in the form of Meta's Graph API (`GET /<account>/message_templates`): one page, several in a list, or the
 * templates alone.
 */
export function readGraph(json: unknown): PortalExport {
  const templates: ExportedTemplate[] = [];
  const notes: string[] = [];
  let goesOn = false;
  const read = (value: unknown, place: string): void => {
    const account = accountShape.safeParse(value);
    if (account.success) {
      read(account.data.message_templates, `${place}.message_templates`);
      return;
    }
    const page = pageShape.safeParse(value);
    if (page.success) {
      goesOn = page.data.paging?.next !== undefined;
      for (const [index, each] of page.data.data.entries()) read(each, `${place}.data[${index}]`);
      return;
    }
    if (Array.isArray(value)) {
      for (const [index, each] of value.entries()) read(each, `${place}[${index}]`);
      return;
    }
    const template = templateShape.safeParse(value);
    if (template.success) {
      templates.push(templateOf(template.data));
      return;
    }
    const field = template.error.issues[0]?.path.join('.');
    notes.push(`${place} is no template: ${field ? `it has no ${field}` : 'it is no object'}. It was passed over.`);
  };
  read(json, 'the export');
  if (goesOn) {
    notes.push(
      'The last page says that there is another one (paging.next), which is not in the export: ask for it too.',
    );
  }
  return { templates, notes };
}

function templateOf({ components, ...rest }: z.infer<typeof templateShape>): ExportedTemplate {
  const unknown: string[] = [];
  let header: ExportedHeader | undefined;
  let body: ExportedTemplate['body'] | undefined;
  let footer: string | undefined;
  const buttons: ExportedButton[] = [];
  for (const value of components) {
    const component = componentShape.safeParse(value);
    if (!component.success) {
      unknown.push('a part without a type');
      continue;
    }
    const { type, text, buttons: given = [] } = component.data;
    switch (type.toUpperCase()) {
      case 'BODY':
        if (text !== undefined) body = numbered(text, examplesOf(component.data));
        break;
      case 'HEADER':
        header = headerOf(component.data);
        if (!header) unknown.push(`a header of the kind ${component.data.format ?? 'that has no name'}`);
        break;
      case 'FOOTER':
        if (text === undefined) unknown.push('a footer that WhatsApp writes itself');
        else footer = text;
        break;
      case 'BUTTONS':
        for (const each of given) {
          const button = buttonOf(each);
          if (typeof button === 'string') unknown.push(button);
          else buttons.push(button);
        }
        break;
      default:
        unknown.push(`a part of the kind ${type}`);
    }
  }
  if (!body) unknown.push('no text in its body');
  return {
    ...rest,
    ...(header && { header }),
    body: body ?? numbered(''),
    ...(footer !== undefined && { footer }),
    ...{ buttons, unknown },
  };
}

function headerOf(component: Component): ExportedHeader | undefined {
  const format = (component.format ?? 'TEXT').toLowerCase();
  if (format === 'text' && component.text !== undefined) {
    return { type: 'text', text: numbered(component.text, examplesOf(component)) };
  }
  return format === 'image' || format === 'document' || format === 'video' ? { type: format } : undefined;
}

/** A button, or what it is if a catalogue has no form for it. Also for a list of buttons in the cell of a table. */
export function buttonOf(value: unknown): ExportedButton | string {
  const button = buttonShape.safeParse(value);
  if (!button.success) return 'a button without a type';
  const { type, text: title, url, phone_number: phone, example } = button.data;
  const kind = type.toUpperCase();
  if (title !== undefined) {
    if (kind === 'QUICK_REPLY') return { type: 'quickReply', title };
    if (kind === 'PHONE_NUMBER' && phone !== undefined) {
      return { type: 'phone', title, phone: phone.replace(/[\s().-]/g, '') };
    }
    if (kind === 'URL' && url !== undefined) {
      const [sample] = typeof example === 'string' ? [example] : (example ?? []);
      return { type: 'url', title, url: numbered(url, sample === undefined ? {} : { 1: sample }) };
    }
  }
  return `a ${type} button`;
}

/** By number, or by name. */
function examplesOf({ type, example }: Component): Record<string, string> {
  const examples = exampleShape.safeParse(example);
  if (!examples.success) return {};
  const isBody = type.toUpperCase() === 'BODY';
  const { body_text, header_text, body_text_named_params, header_text_named_params } = examples.data;
  const byName = isBody ? body_text_named_params : header_text_named_params;
  if (byName) return Object.fromEntries(byName.map(({ param_name, example }) => [param_name, example]));
  const given = isBody ? body_text : header_text;
  const [first] = Array.isArray(given) ? given : [];
  const values = Array.isArray(first) ? first : typeof given === 'string' ? [given] : texts.safeParse(given).data;
  return Object.fromEntries((values ?? []).map((value, index) => [String(index + 1), value]));
}
