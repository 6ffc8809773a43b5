import { writeFile } from 'node:fs/promises';
import { InvalidInputError } from '../../core/errors.js';
import { bubbleSvg } from '../../portal/bubble.js';
import { previewText } from '../../portal/preview.js';
import { valuesFrom, withPlaceholders } from '../../portal/values.js';
import { bind } from '../../templates/bind.js';
import { TemplateCatalog } from '../../templates/catalog.js';
import { slotsOf } from '../../templates/slots.js';
import { readArgs } from '../command.js';
import { versionsOf } from './chosen.js';
import { positionalsOf } from './positionals.js';
import type { Subcommand } from './subcommand.js';

const options = {
  language: { type: 'string' },
  set: { type: 'string', multiple: true },
  image: { type: 'string' },
} as const;

export const preview: Subcommand = {
  name: 'preview',
  form: '<catalogue> [name] [options]',
  summary: 'what a template looks like on a phone, as text or as an image',
  options: `  --language <code>    the version in this language; without it, all of them
  --set <slot>=<value> a value, once for each; without one, a slot's name is shown
  --image <file.svg>   writes an image of one template, as an SVG file
`,
  async run(args) {
    const { values, positionals } = readArgs(args, { allowPositionals: true, options });
    const [path = '', name] = positionalsOf(positionals, 'catalogue', 'name?');
    const catalog = await TemplateCatalog.load(path);
    const templates = name === undefined ? [...catalog] : versionsOf(catalog, name, values.language);
    const given = valuesFrom(values.set ?? []);
    const bound = templates.map((template) => {
      // Of all templates, few have a slot of this name.
      const own = Object.entries(given).filter(([slot]) => name !== undefined || slotsOf(template).includes(slot));
      return bind(template, withPlaceholders(template, Object.fromEntries(own)));
    });
    if (values.image !== undefined) {
      const [first, ...others] = bound;
      if (!/\.svg$/i.test(values.image))
        throw new InvalidInputError('--image', 'must be the name of an SVG file, as out.svg');
      if (!first || others.length > 0)
        throw new InvalidInputError('--image', 'shows one template: give its name, and --language if it has several');
      await writeFile(values.image, bubbleSvg(first));
      return { text: `${values.image} was written.\n`, isFine: true };
    }
    const shown = bound.map((each) => {
      const { name, language, category } = each.template;
      return `${name} (${language}, ${category})\n${previewText(each)}\n`;
    });
    return { text: shown.join('\n'), isFine: true };
  },
};
