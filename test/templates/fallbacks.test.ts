import { expect } from 'chai';
import { TemplateCatalogError } from '../../src/core/errors.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';

const version = (name: string, language: string, slots: readonly string[], more: object = {}) => ({
  name,
  language,
  portalName: `${name}_${language}`,
  category: 'utility',
  body: `Hello ${slots.map((_, index) => `{{${index + 1}}}`).join(', ')}.`,
  slots,
  ...more,
});
const resolved = (fallback: unknown, more: object = {}) =>
  version('resolved', 'en', ['name', 'ticket'], { fallback, ...more });

function faultsOf(...templates: object[]): readonly string[] {
  try {
    TemplateCatalog.parse({ templates });
    return [];
  } catch (error) {
    if (error instanceof TemplateCatalogError) return error.faults;
    throw error;
  }
}

describe('The fallbacks of a template', () => {
  const sound: [string, object[]][] = [
    ['with fewer slots', [resolved(['news']), version('news', 'en', ['ticket'])]],
    ['with the same slots, in another order', [resolved(['news']), version('news', 'en', ['ticket', 'name'])]],
    [
      'that name each other',
      [resolved(['news']), version('news', 'en', ['ticket', 'name'], { fallback: ['resolved'] })],
    ],
    ['of which there are none', [resolved([])]],
    [
      'that are filled in their own language alone',
      [resolved(['news']), version('news', 'en', ['name']), version('news', 'pt_BR', ['name', 'more'])],
    ],
    [
      'with a file, where both have one',
      [
        resolved(['news'], { header: { type: 'document' } }),
        version('news', 'en', ['name'], { header: { type: 'document' } }),
      ],
    ],
  ];
  for (const [what, templates] of sound) {
    it(`may be templates ${what}`, () => {
      expect(faultsOf(...templates)).to.deep.equal([]);
    });
  }

  const slots = 'slots are filled by name';
  const faults: [string, object[], string][] = [
    [
      'a name that is nearly there',
      [resolved(['nws']), version('news', 'en', ['ticket'])],
      'fallback[0] "nws" is not in the catalogue (is "news" meant?).',
    ],
    ['a name that is not there', [resolved(['nowhere'])], 'fallback[0] "nowhere" is not in the catalogue.'],
    ['the template itself', [resolved(['resolved'])], 'fallback[0] "resolved" is the template itself.'],
    [
      'a name twice',
      [resolved(['news', 'news']), version('news', 'en', ['name'])],
      'fallback[1] "news" is named before.',
    ],
    [
      'a slot that nothing fills',
      [resolved(['news']), version('news', 'en', ['name', 'summary'])],
      `fallback[0] "news" needs the slot "summary" in en, which this template does not have; ${slots}.`,
    ],
    [
      'a header with a file that nothing fills',
      [resolved(['news']), version('news', 'en', ['name'], { header: { type: 'image' } })],
      `fallback[0] "news" needs the slot "header" in en, which this template does not have; ${slots}.`,
    ],
    [
      'a slot that nothing fills in the only language there is',
      [
        resolved(['news'], { language: 'pt' }),
        resolved(undefined, { portalName: 'other' }),
        version('news', 'en', ['summary']),
      ],
      `fallback[0] "news" needs the slot "summary" in en, which this template does not have; ${slots}.`,
    ],
    ['what is no list', [resolved('news')], 'fallback must be a list.'],
    ['what is no name', [resolved([1])], 'fallback[0] must be a text.'],
  ];
  for (const [what, templates, sentence] of faults) {
    it(`cannot be ${what}, and the fault says so`, () => {
      const [fault = '', ...others] = faultsOf(...templates);
      expect(others).to.deep.equal([]);
      expect(fault).to.match(/^Template "resolved" \((en|pt), templates\[0\]\): /);
      expect(fault.replace(/^.*?: /, '')).to.equal(sentence);
    });
  }

  it('are checked again where two catalogues become one', () => {
    const zulu = version('news', 'zu', ['summary']);
    const one = TemplateCatalog.parse({
      templates: [
        resolved(['news'], { language: 'zu' }),
        resolved(undefined, { portalName: 'r' }),
        version('news', 'en', ['name']),
      ],
    });
    const other = TemplateCatalog.parse({ defaultLanguage: 'zu', templates: [zulu] });
    expect(() => one.merge(other)).to.throw(
      TemplateCatalogError,
      /fallback\[0\] "news" needs the slot "summary" in zu/,
    );
  });
});
