import { renderTemplate } from '../render/template.js';
import { bind } from '../templates/bind.js';
import type { Template } from '../templates/shape.js';
import { slotsOf } from '../templates/slots.js';
import type { Shape, ShapeName } from './shape.js';

/** The templates to try, and why a part of templates cannot be tried. */
export interface TemplateShapes {
  readonly shapes: readonly Shape[];
  readonly missing: readonly { readonly name: ShapeName; readonly sentence: string }[];
}

const parts = {
  quickReplies: {
    has: ({ buttons = [] }: Template) => buttons.some(({ type }) => type === 'quickReply'),
    what: 'quick replies',
  },
  urlSuffix: {
    has: ({ buttons = [] }: Template) => buttons.some((button) => button.type === 'url' && button.slot !== undefined),
    what: 'a link button whose address has a variable',
  },
} as const;
type Part = keyof typeof parts;

/**
 * The templates of a catalogue by which the two uncertain parts of templates are tried. One that has both is sent once.
 * Utility templates come first, because they are free inside the window. Codes are not sent, and neither are headers that
 * take a file.
 */
export function templateShapes(templates: Iterable<Template>): TemplateShapes {
  const usable = [...templates]
    .filter(({ category, header }) => category !== 'authentication' && (header === undefined || header.type === 'text'))
    .sort((a, b) => Number(a.category === 'marketing') - Number(b.category === 'marketing'));
  const both = usable.find((each) => parts.quickReplies.has(each) && parts.urlSuffix.has(each));
  const chosen = new Map<Template, Part[]>();
  const missing: { name: ShapeName; sentence: string }[] = [];
  for (const part of ['quickReplies', 'urlSuffix'] as const) {
    const found = both ?? usable.find(parts[part].has);
    if (found) chosen.set(found, [...(chosen.get(found) ?? []), part]);
    else {
      const sentence = `There is no template with ${parts[part].what} to try: give a catalogue that has one with --templates.`;
      missing.push({ name: part, sentence });
    }
  }
  return { shapes: [...chosen].map(([template, names]) => shapeOf(template, names)), missing };
}

function shapeOf(template: Template, names: readonly Part[]): Shape {
  // A slot's name is a value that nobody takes for a real one.
  const bound = bind(template, Object.fromEntries(slotsOf(template).map((slot) => [slot, slot])));
  const replies = (template.buttons ?? []).flatMap(({ type, title }) => (type === 'quickReply' ? [title] : []));
  const links = (template.buttons ?? []).flatMap(({ type, title }) => (type === 'url' ? [title] : []));
  const shown = [...replies, ...links].map((title) => `“${title}”`).join(', ');
  const hasReplies = names.includes('quickReplies');
  return {
    names,
    title: `the template ${template.name}`,
    category: template.category,
    content: () => renderTemplate(bound),
    look: `the template “${template.name}” with its buttons, ${shown}${hasReplies ? `: tap “${replies[0]}”` : ''}`,
    ...(hasReplies && { tap: { kind: 'choice', postbacks: () => replies, titles: replies } }),
  };
}
