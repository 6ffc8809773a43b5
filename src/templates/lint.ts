import { fallbackProblems } from './fallbacks.js';
import { isLanguage, languageKey } from './language.js';
import { type NameProblem, nameProblems } from './names.js';
import { labelOf, type TemplateButton, type TemplateDraft } from './shape.js';
import { countCharacters, takeApart } from './text.js';

/** WhatsApp's limits for templates (Meta, "Message templates: components"), in characters. */
export const limits = { body: 1024, header: 60, footer: 60, buttons: 10, buttonTitle: 25 } as const;

const nameForm = /^[a-z0-9_]{1,512}$/;
const slotForm = /^\S{1,64}$/u;
const brace = /[{}]/;

/**
 * Checks templates against the rules by which WhatsApp approves and sends them, and their slots against their
 * variables. Returns one sentence for each fault, which names the template and the field. A field that could not be read
 * is missing from a template and passed over, and an `undefined` in the list keeps the place of what is no template.
 */
export function lint(templates: readonly (TemplateDraft | undefined)[], defaultLanguage: string | undefined): string[] {
  const faults: string[] = [];
  if (defaultLanguage !== undefined && !isLanguage(defaultLanguage))
    faults.push(`defaultLanguage "${defaultLanguage}" is not of the form en or pt_BR.`);
  const placeOf = new Map<string, number>();
  templates.forEach((template, index) => {
    if (!template) return;
    const label = labelOf(template, index);
    for (const problem of problemsOf(template)) faults.push(`${label}: ${problem}.`);

    if (template.name === undefined || template.language === undefined) return;
    const identity = `${template.name} ${languageKey(template.language)}`;
    const earlier = placeOf.get(identity);
    if (earlier === undefined) placeOf.set(identity, index);
    else faults.push(`${label}: name and language are those of templates[${earlier}]; together they must be unique.`);
  });
  for (const { index, problem } of catalogProblems(templates, defaultLanguage)) {
    faults.push(`${labelOf(templates[index], index)}: ${problem}.`);
  }
  return faults;
}

/** What is wrong with a template because of the others in its catalogue. */
export function* catalogProblems(
  templates: readonly (TemplateDraft | undefined)[],
  defaultLanguage: string | undefined,
): Generator<NameProblem> {
  yield* nameProblems(templates, defaultLanguage);
  yield* fallbackProblems(templates);
}

/** What is wrong with a template by itself, in phrases that begin with the field. */
export function* problemsOf(template: TemplateDraft): Generator<string> {
  const { name, language } = template;
  if (name !== undefined && !nameForm.test(name)) yield 'name must be 1 to 512 characters of a-z, 0-9 and _';
  if (language !== undefined && !isLanguage(language)) yield 'language is not of the form en or pt_BR';
  yield* bodyProblems(template);
  yield* headerProblems(template);
  if (template.footer !== undefined) {
    yield* lengthProblems('footer', template.footer, limits.footer);
    if (brace.test(template.footer)) yield 'footer has braces; a footer takes no variables';
  }
  yield* buttonsProblems(template.buttons ?? []);
  yield* slotProblems(template);
}

function* bodyProblems({ body, slots }: TemplateDraft): Generator<string> {
  if (body === undefined) return;
  yield* lengthProblems('body', body, limits.body);
  const { literals, positions } = takeApart(body);
  if (literals.some((literal) => brace.test(literal)))
    yield 'body has braces that are not a variable; one is written {{1}}';

  const used = new Set(positions);
  const skipped = [...used].map((_, index) => index + 1).find((position) => !used.has(position));
  if (skipped !== undefined) yield `body skips {{${skipped}}}; variables count {{1}}, {{2}}, … without a gap`;
  if (slots && used.size !== slots.length)
    yield `slots has ${slots.length} name(s) for the ${used.size} variable(s) of the body`;

  if (positions.length === 0) return;
  const starts = literals.at(0)?.trim() === '';
  const ends = literals.at(-1)?.trim() === '';
  if (starts && ends && positions.length === 1) {
    yield 'body is only a variable; WhatsApp requires words around it';
  } else {
    if (starts) yield 'body starts with a variable; WhatsApp requires words before it';
    if (ends) yield 'body ends with a variable; WhatsApp requires words or punctuation after it';
  }
  if (literals.slice(1, -1).includes('')) yield 'body has two variables side by side with nothing between them';
}

function* headerProblems({ header }: TemplateDraft): Generator<string> {
  if (header?.type !== 'text') return;
  yield* lengthProblems('header.text', header.text, limits.header);
  yield* singleVariableProblems('header', 'text', header.text, header.slot);
}

function* buttonsProblems(buttons: readonly (TemplateButton | undefined)[]): Generator<string> {
  if (buttons.length > limits.buttons) yield `buttons has ${buttons.length} entries, and ${limits.buttons} is the most`;
  const titles = new Set<string>();
  for (const [index, button] of buttons.entries()) {
    if (!button) continue;
    const field = `buttons[${index}]`;
    yield* lengthProblems(`${field}.title`, button.title, limits.buttonTitle);
    if (brace.test(button.title)) yield `${field}.title has braces; a title takes no variables`;
    if (titles.has(button.title)) yield `${field}.title "${button.title}" is also the title of an earlier button`;
    titles.add(button.title);
    if (button.type === 'url') yield* urlProblems(field, button.url, button.slot);
    if (button.type === 'phone' && !/^\+?\d{1,20}$/.test(button.phone)) {
      yield `${field}.phone must be digits, with or without a + before them`;
    }
  }
}

function* urlProblems(field: string, url: string, slot: string | undefined): Generator<string> {
  yield* singleVariableProblems(field, 'url', url, slot);
  const { literals, positions } = takeApart(url);
  if (positions.length > 0 && literals.at(-1) !== '')
    yield `${field}.url has its variable before its end; it must be at the end`;
  const [origin = ''] = literals;
  if (!/^https?:\/\//i.test(origin) || !URL.canParse(origin))
    yield `${field}.url must be a whole http or https address`;
}

/** For the fields that take at most one variable, with a slot of its own. */
function* singleVariableProblems(
  field: string,
  key: string,
  text: string,
  slot: string | undefined,
): Generator<string> {
  const { literals, positions } = takeApart(text);
  if (literals.some((literal) => brace.test(literal))) yield `${field}.${key} has braces that are not a variable`;
  if (positions.length > 1 || (positions.length === 1 && positions[0] !== 1)) {
    yield `${field}.${key} may have one variable at most, {{1}}`;
  }
  if (positions.length > 0 && slot === undefined) yield `${field}.slot is missing: the variable needs a name`;
  if (positions.length === 0 && slot !== undefined) yield `${field}.slot "${slot}" is not used: there is no variable`;
}

function* slotProblems({ slots = [], header, buttons = [] }: TemplateDraft): Generator<string> {
  const named = [
    ...slots.map((slot, index) => ({ field: `slots[${index}]`, slot })),
    { field: 'header.slot', slot: header?.slot },
    ...buttons.map((button, index) => ({
      field: `buttons[${index}].slot`,
      slot: button?.type === 'url' ? button.slot : undefined,
    })),
  ];
  const fieldOf = new Map<string, string>();
  for (const { field, slot } of named) {
    if (slot === undefined) continue;
    if (!slotForm.test(slot)) yield `${field} must be 1 to 64 characters without blanks`;
    const earlier = fieldOf.get(slot);
    if (earlier !== undefined) yield `${field} "${slot}" is also the name of ${earlier}`;
    else fieldOf.set(slot, field);
  }
}

function* lengthProblems(field: string, text: string, limit: number): Generator<string> {
  if (text.trim() === '') yield `${field} is empty`;
  const length = countCharacters(text);
  if (length > limit) yield `${field} has ${length} characters, and ${limit} is the most`;
}
