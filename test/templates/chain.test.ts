import { expect } from 'chai';
import fc from 'fast-check';
import { bind } from '../../src/templates/bind.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';
import { type ChainOptions, chainOf } from '../../src/templates/chain.js';

const version = (name: string, language: string, slots: readonly string[], more: object = {}) => ({
  name,
  language,
  portalName: `${name}_${language.toLowerCase()}`,
  category: 'utility',
  body: `Hello ${slots.map((_, index) => `{{${index + 1}}}`).join(', ')}.`,
  slots,
  ...more,
});

const all = ['name', 'ticket', 'summary'];
const templates = [
  version('resolved', 'en', all, { fallback: ['update', 'generic'] }),
  version('resolved', 'pt', all, { fallback: ['generic'] }),
  version('resolved', 'pt_BR', all),
  version('update', 'en', ['ticket', 'name'], { fallback: ['last'] }),
  version('update', 'pt_BR', ['ticket', 'name']),
  version('generic', 'en', []),
  version('last', 'en', ['name'], { fallback: ['generic'] }),
  version('last', 'zu', ['name', 'unknown']),
  version('alone', 'en', ['name']),
];
const catalog = TemplateCatalog.parse({ templates });
const values = { name: 'Thandi', ticket: 'T-42', summary: 'fixed' };
const english = bind(catalog.get('resolved'), values);

describe('chainOf', () => {
  const order = (language: string | undefined, options: ChainOptions) => {
    const first = bind(catalog.get('resolved', options.locale, language), values);
    return chainOf(first, catalog, options).map(({ kind, template }) => {
      return `${kind === 'bound' ? '' : 'unfit '}${template.name} ${template.language}`;
    });
  };

  const cases: [string, string | undefined, ChainOptions, string[]][] = [
    ['the template, its fallbacks, and theirs', undefined, {}, ['resolved en', 'update en', 'generic en', 'last en']],
    [
      'the person’s language, its base and the default, of every name',
      undefined,
      { locale: 'pt-BR' },
      [
        ...['resolved pt_BR', 'resolved pt', 'resolved en'],
        // Portuguese names it first.
        ...['generic en', 'update pt_BR', 'update en', 'last en'],
      ],
    ],
    [
      'another region of the person’s language before the default',
      undefined,
      { locale: 'pt-PT' },
      ['resolved pt', 'resolved en', 'generic en', 'update pt_BR', 'update en', 'last en'],
    ],
    [
      'the default language for a locale that there is nothing in',
      undefined,
      { locale: 'fr' },
      ['resolved en', 'update en', 'generic en', 'last en'],
    ],
    [
      'only the language that the message names',
      'en',
      { locale: 'pt-BR', isLanguageGiven: true },
      ['resolved en', 'update en', 'generic en', 'last en'],
    ],
    ['only a language that no fallback has', 'pt', { locale: 'en', isLanguageGiven: true }, ['resolved pt']],
    [
      'what has a slot that nothing fills, with the reason',
      undefined,
      { locale: 'zu' },
      ['resolved en', 'update en', 'generic en', 'unfit last zu', 'last en'],
    ],
  ];
  for (const [what, language, options, expected] of cases) {
    it(`has ${what}`, () => {
      expect(order(language, options)).to.deep.equal(expected);
    });
  }

  it('says which slot is missing, and no value', () => {
    const unfit = chainOf(english, catalog, { locale: 'zu' }).filter((link) => link.kind === 'unfit');
    expect(unfit.map(({ reason }) => reason)).to.deep.equal(['Template "last", slot "unknown": a value is missing.']);
  });

  it('begins with the template as it was bound, and fills the others by the names of their slots', () => {
    const [first, ...rest] = chainOf(english, catalog);
    expect(first).to.deep.equal({ kind: 'bound', template: english.template, bound: english });
    const texts = rest.map((link) => (link.kind === 'bound' ? link.bound.text : link.reason));
    expect(texts).to.deep.equal(['Hello T-42, Thandi.', 'Hello .', 'Hello Thandi.']);
  });

  it('is the template alone where there is no other', () => {
    expect(chainOf(bind(catalog.get('alone'), { name: 'Thandi' }), catalog, { locale: 'pt' })).to.have.length(1);
  });

  it('leaves out what has another kind of value for the slot', () => {
    const withFile = TemplateCatalog.parse({
      templates: [
        version('resolved', 'en', ['file'], { fallback: ['document'] }),
        version('document', 'en', [], { header: { type: 'document', slot: 'file' } }),
      ],
    });
    const [, document] = chainOf(bind(withFile.get('resolved'), { file: 'two words' }), withFile);
    expect(document).to.include({ kind: 'unfit' });
  });

  it('has every name in every language once, whatever names what', () => {
    const names = ['a', 'b', 'c', 'd'];
    const catalogue = fc
      .array(
        fc.record({
          name: fc.constantFrom(...names),
          language: fc.constantFrom('en', 'pt', 'pt_BR', 'zu'),
          fallback: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 4 }),
        }),
        { maxLength: 12 },
      )
      .map((drawn) => {
        const known = new Map(drawn.map((each) => [`${each.name} ${each.language}`, each]));
        for (const name of names)
          known.set(`${name} en`, { name, language: 'en', fallback: [], ...known.get(`${name} en`) });
        const list = [...known.values()].map(({ name, language, fallback }) =>
          version(name, language, ['name'], { fallback: fallback.filter((other) => other !== name) }),
        );
        return TemplateCatalog.parse({ templates: list });
      });
    fc.assert(
      fc.property(
        catalogue,
        fc.constantFrom(...names),
        fc.constantFrom(undefined, 'pt-BR', 'zu', 'fr'),
        (drawn, name, locale) => {
          const first = bind(drawn.get(name, locale), { name: 'Thandi' });
          const keys = chainOf(first, drawn, { locale }).map(({ template }) => `${template.name} ${template.language}`);
          expect(keys[0]).to.equal(`${name} ${first.template.language}`);
          expect(new Set(keys).size).to.equal(keys.length);
          for (const reached of new Set(keys.map((key) => key.split(' ')[0]))) {
            expect(keys).to.include.members(
              drawn.versions(reached ?? '', locale).map((each) => `${each.name} ${each.language}`),
            );
          }
        },
      ),
    );
  });
});

describe('TemplateCatalog.versions', () => {
  const cases: [string | undefined, string | undefined, string[]][] = [
    [undefined, undefined, ['en']],
    ['pt-BR', undefined, ['pt_BR', 'pt', 'en']],
    ['pt', undefined, ['pt', 'en']],
    ['pt_br', 'en', ['en']],
    ['en-ZA', undefined, ['en']],
    ['', undefined, ['en']],
    ['fr', 'fr', []],
  ];
  for (const [locale, language, expected] of cases) {
    it(`for ${locale}, in ${language ?? 'any language'}: ${expected.join(', ') || 'none'}`, () => {
      const found = catalog.versions('resolved', locale, language);
      expect(found.map((each) => each.language)).to.deep.equal(expected);
      expect(found[0]).to.equal(catalog.find('resolved', locale, language));
    });
  }

  it('of a name that is not there are none', () => {
    expect(catalog.versions('nowhere')).to.deep.equal([]);
  });
});
