import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { TemplateCatalogError, TemplateNotFoundError } from '../../src/core/errors.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';

const example = {
  defaultLanguage: 'en',
  templates: [
    {
      name: 'ticket_resolved',
      language: 'en',
      category: 'utility',
      header: { type: 'text', text: 'Support' },
      body: 'Hi {{1}}, your ticket {{2}} is resolved: {{3}}. Tell us if it is not.',
      slots: ['name', 'ticket', 'summary'],
      footer: 'Reply STOP to opt out',
      buttons: [
        { type: 'quickReply', title: 'Solved' },
        { type: 'quickReply', title: 'Not solved' },
      ],
    },
  ],
};

const hello = (language: string, more: object = {}) => ({
  name: 'hello',
  language,
  category: 'utility',
  body: `Hello in ${language}.`,
  ...more,
});

/** Each language has a portal name of its own, as a request has no language. */
const versions = (...languages: string[]) =>
  languages.map((language) => hello(language, { portalName: `hello_${language}` }));

const catalogOf = (defaultLanguage: string, ...languages: string[]) =>
  TemplateCatalog.parse({ defaultLanguage, templates: versions(...languages) });

function faultsOf(parse: () => unknown): readonly string[] {
  try {
    parse();
  } catch (error) {
    if (error instanceof TemplateCatalogError) return error.faults;
    throw error;
  }
  throw new Error('The catalogue was taken as sound.');
}

describe('TemplateCatalog.parse', () => {
  it('reads the example as it stands', () => {
    expect([...TemplateCatalog.parse(example)]).to.deep.equal(example.templates);
  });

  it('takes English as the default language where none is given', () => {
    expect(TemplateCatalog.parse({ templates: [] }).defaultLanguage).to.equal('en');
  });

  it('gives a template without variables no slots, and a media header the slot "header"', () => {
    const catalog = TemplateCatalog.parse({ templates: [hello('en', { header: { type: 'image' } })] });
    expect(catalog.get('hello').slots).to.deep.equal([]);
    expect(catalog.get('hello').header).to.deep.equal({ type: 'image', slot: 'header' });
  });

  it('keeps the name that the portal has for a template', () => {
    const catalog = TemplateCatalog.parse({
      defaultLanguage: 'fr',
      templates: [hello('fr', { portalName: 'hello_fr' })],
    });
    expect(catalog.get('hello').portalName).to.equal('hello_fr');
  });

  const shapes: [string, unknown, string][] = [
    ['nothing', undefined, 'The catalogue must be an object'],
    ['a list', [], 'The catalogue must be an object'],
    ['no templates', { defaultLanguage: 'en' }, 'templates must be a list of templates.'],
    ['a default language that is a number', { defaultLanguage: 1, templates: [] }, 'defaultLanguage must be a text'],
    [
      'a template that is null',
      { templates: [null] },
      'Template without a name (no language, templates[0]): it must be an object.',
    ],
    [
      'another category',
      { templates: [hello('en', { category: 'news' })] },
      'category must be "utility", "marketing" or "authentication".',
    ],
    ['an empty portal name', { templates: [hello('en', { portalName: '' })] }, 'portalName is empty.'],
    ['a header that is a text', { templates: [hello('en', { header: 'Hi' })] }, 'header must be an object.'],
    [
      'a misspelt field',
      { templates: [hello('en', { footr: 'Bye' })] },
      'Template "hello" (en, templates[0]): footr is no field of it (is "footer" meant?).',
    ],
    [
      'another kind of header',
      { templates: [hello('en', { header: { type: 'audio' } })] },
      'header.type must be "text", "image", "document" or "video".',
    ],
    [
      'another kind of button',
      { templates: [hello('en', { buttons: [{ type: 'quickReply', title: 'Yes' }, { type: 'copy' }] })] },
      'buttons[1].type must be "quickReply", "url" or "phone".',
    ],
    [
      'a phone button without a number',
      { templates: [hello('en', { buttons: [{ type: 'phone', title: 'Call' }] })] },
      'buttons[0].phone is missing.',
    ],
    ['a body that is a number', { templates: [hello('en', { body: 5 })] }, 'body must be a text.'],
    ['a slot that is a number', { templates: [hello('en', { slots: [5] })] }, 'slots[0] must be a text.'],
  ];
  for (const [what, json, sentence] of shapes) {
    it(`names ${what}`, () => {
      const faults = faultsOf(() => TemplateCatalog.parse(json));
      expect(faults).to.have.lengthOf(1);
      expect(faults[0]).to.include(sentence);
      expect(faults[0]).not.to.match(/Invalid|expected|received/);
    });
  }

  it('names two languages that a request could not tell apart, and all of them at once', () => {
    expect(faultsOf(() => TemplateCatalog.parse({ templates: [hello('en'), hello('de'), hello('fr')] }))).to.deep.equal(
      [
        'Template "hello" (de, templates[1]): portalName "hello" is also that of "hello" (en), ' +
          'and a request has no language to tell them apart; give each its own portalName.',
        'Template "hello" (fr, templates[2]): portalName "hello" is also that of "hello" (en), ' +
          'and a request has no language to tell them apart; give each its own portalName.',
      ],
    );
  });

  it('names two templates with one portal name', () => {
    const [fault, ...rest] = faultsOf(() =>
      TemplateCatalog.parse({ templates: [hello('en'), hello('en', { name: 'bye', portalName: 'hello' })] }),
    );
    expect(fault).to.include('Template "bye" (en, templates[1]): portalName "hello" is also that of "hello" (en)');
    expect(rest).to.deep.equal([]);
  });

  it('names a template that the default language does not have, and the languages that it has', () => {
    expect(faultsOf(() => TemplateCatalog.parse({ templates: versions('de', 'pt_BR') }))).to.deep.equal([
      'Template "hello" (de, templates[0]): language: there is no version in the default language en, ' +
        'only in de, pt_BR; add one, or set defaultLanguage.',
    ]);
    expect(faultsOf(() => TemplateCatalog.parse({ templates: versions('de') }))).to.have.length(1);
  });

  it('takes the default language in any region', () => {
    expect(catalogOf('en', 'en_ZA', 'fr').get('hello', 'zu').language).to.equal('en_ZA');
    expect(catalogOf('en_ZA', 'en', 'fr').get('hello', 'zu').language).to.equal('en');
  });

  it('finds the faults of the other fields, too, where one cannot be read', () => {
    const faults = faultsOf(() =>
      TemplateCatalog.parse({
        templates: [
          hello('en', {
            name: 'Bad',
            category: 'news',
            body: 'Hi {{name}}!',
            slots: 5,
            buttons: [{ type: 'copy' }, { type: 'quickReply', title: '' }],
          }),
          hello('en', { body: 7 }),
          hello('de', { footer: 7 }),
        ],
      }),
    );
    expect(faults.map((fault) => fault.replace(/^.*templates\[(\d)\]\): (\S+) .*$/, '$1 $2'))).to.deep.equal([
      '0 category',
      '0 slots',
      '0 buttons[0].type',
      '1 body',
      '2 footer',
      '0 name',
      '0 body',
      '0 buttons[1].title',
      '2 portalName',
    ]);
  });

  it('lists faults of form and of rule at once, each with its template', () => {
    const faults = faultsOf(() =>
      TemplateCatalog.parse({
        defaultLanguage: 7,
        templates: [
          { name: 'first', language: 'en' },
          hello('en', { footer: '' }),
          hello('fr', { name: 'Bad' }),
          hello('en'),
        ],
      }),
    );
    expect(faults.map((fault) => fault.slice(0, 46))).to.deep.equal([
      'defaultLanguage must be a text, as "en".',
      'Template "first" (en, templates[0]): category ',
      'Template "first" (en, templates[0]): body is m',
      'Template "hello" (en, templates[1]): footer is',
      'Template "Bad" (fr, templates[2]): name must b',
      'Template "hello" (en, templates[3]): name and ',
    ]);
  });
});

describe('TemplateCatalog.load', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'catalog-'));
  });
  after(() => rm(folder, { recursive: true }));

  const failure = async (path: string): Promise<unknown> =>
    TemplateCatalog.load(path).then(
      () => undefined,
      (error: unknown) => error,
    );

  it('reads a file, with a byte order mark or without', async () => {
    const path = join(folder, 'templates.json');
    await writeFile(path, `\uFEFF${JSON.stringify(example)}`);
    expect((await TemplateCatalog.load(path)).names).to.deep.equal(['ticket_resolved']);
  });

  it('names the file that is missing', async () => {
    const path = join(folder, 'nothing.json');
    const error = await failure(path);
    expect(error).to.be.instanceOf(TemplateCatalogError);
    expect(error).to.have.property('message').that.includes(`The file ${path} cannot be read: ENOENT`);
  });

  it('names the file that is not JSON', async () => {
    const path = join(folder, 'broken.json');
    await writeFile(path, '{ "templates": [');
    const error = await failure(path);
    expect(error).to.be.instanceOf(TemplateCatalogError);
    expect(error).to.have.property('message').that.includes(`The file ${path} is not JSON: `);
  });
});

describe('TemplateCatalog.find', () => {
  const choices: [string[], string, string | undefined, string | undefined][] = [
    // languages, default language, locale, found
    [['en', 'fr'], 'en', 'fr', 'fr'],
    [['en', 'fr'], 'en', 'FR', 'fr'],
    [['en', 'fr'], 'en', 'fr-CA', 'fr'],
    [['en', 'fr', 'fr_CA'], 'en', 'fr-ca', 'fr_CA'],
    [['en', 'pt_BR'], 'en', 'pt-BR', 'pt_BR'],
    [['en', 'pt_BR'], 'en', 'pt', 'pt_BR'],
    [['en', 'pt_BR'], 'en', 'pt-PT', 'pt_BR'],
    [['en', 'pt_BR', 'pt'], 'en', 'pt-PT', 'pt'],
    [['en', 'pt_BR', 'pt_PT'], 'en', 'pt-AO', 'pt_BR'],
    [['pt_BR', 'pt_PT'], 'pt_PT', 'pt-AO', 'pt_PT'],
    [['en', 'fr'], 'en', 'zu', 'en'],
    [['en', 'fr'], 'en', undefined, 'en'],
    [['en', 'fr'], 'fr', '', 'fr'],
    [['en_GB', 'fr'], 'en', 'zu', 'en_GB'],
    [['fr', 'de'], 'fr', 'constructor', 'fr'],
  ];
  for (const [languages, defaultLanguage, locale, found] of choices) {
    it(`of ${languages} with default ${defaultLanguage} takes ${found} for the locale ${locale}`, () => {
      expect(catalogOf(defaultLanguage, ...languages).find('hello', locale)?.language).to.equal(found);
    });
  }

  const explicit: [string, string | undefined][] = [
    ['fr', 'fr'],
    ['pt_BR', 'pt_BR'],
    ['pt-br', 'pt_BR'],
    ['pt', undefined],
    ['fr_CA', undefined],
    ['zu', undefined],
  ];
  for (const [language, found] of explicit) {
    it(`takes ${found} where ${language} and no other is asked for, whatever the locale`, () => {
      expect(catalogOf('en', 'en', 'fr', 'pt_BR').find('hello', 'en', language)?.language).to.equal(found);
    });
  }

  it('knows no name that is not in the catalogue', () => {
    const catalog = catalogOf('en', 'en');
    for (const name of ['goodbye', 'constructor', '__proto__', '']) {
      expect(catalog.find(name), name).to.equal(undefined);
      expect(() => catalog.get(name), name).to.throw(TemplateNotFoundError);
    }
  });

  it('tells the languages of a template that is not in the one that is asked for', () => {
    expect(() => catalogOf('en', 'en', 'pt_BR').get('hello', undefined, 'zu')).to.throw(
      TemplateNotFoundError,
      'There is no template "hello" in the language zu in the catalogue; it is there in en, pt_BR:',
    );
  });
});

describe('TemplateCatalog', () => {
  it('lists each name once and each template in the order of the file', () => {
    const catalog = TemplateCatalog.parse({
      templates: [hello('fr', { portalName: 'bonjour' }), hello('en', { name: 'bye' }), hello('en')],
    });
    expect(catalog.names).to.deep.equal(['hello', 'bye']);
    expect([...catalog].map(({ name, language }) => `${name} ${language}`)).to.deep.equal([
      'hello fr',
      'bye en',
      'hello en',
    ]);
  });

  it('can be empty', () => {
    expect(TemplateCatalog.empty().names).to.deep.equal([]);
  });

  it('merges into a new catalogue, in which what both have stands once', () => {
    const left = catalogOf('fr', 'fr', 'en');
    const merged = left.merge(catalogOf('de', 'en', 'de'));
    expect([...merged].map(({ language }) => language)).to.deep.equal(['fr', 'en', 'de']);
    expect(merged.defaultLanguage).to.equal('fr');
    expect([...left]).to.have.lengthOf(2);
  });

  it('does not merge two templates of one name and language that differ', () => {
    const other = TemplateCatalog.parse({ templates: [hello('en', { body: 'Good day.' })] });
    expect(faultsOf(() => catalogOf('en', 'en').merge(other))).to.deep.equal([
      'Template "hello" (en) is in both catalogues, and the two differ.',
    ]);
  });

  it('does not merge two templates that a request could not tell apart', () => {
    const other = TemplateCatalog.parse({ templates: [hello('en', { name: 'bye', portalName: 'hello_en' })] });
    const [fault] = faultsOf(() => catalogOf('en', 'en').merge(other));
    expect(fault).to.include('Template "bye" (en): portalName "hello_en" is also that of "hello" (en)');
  });
});

describe('The re-engagement template', () => {
  const asking = (body: string, slots: string[] = [], language = 'en') =>
    hello(language, { name: 'open_again', body, slots, portalName: `open_again_${language}` });
  const catalogue = (reengagement: unknown, ...templates: object[]) =>
    TemplateCatalog.parse({ reengagement, templates: [...versions('en'), ...templates] });

  it('is there in the person’s language, with their name or a sign for it', () => {
    const catalog = catalogue(
      'open_again',
      asking('Hi {{1}}, news!', ['name']),
      asking('Nouvelles, {{1}} !', ['name'], 'fr'),
    );
    expect(catalog.asking('Thandi', 'fr-CA')).to.deep.equal({
      name: 'open_again',
      language: 'fr',
      parameters: { name: 'Thandi' },
    });
    for (const nobody of [undefined, '', ' ']) expect(catalog.asking(nobody)?.parameters).to.deep.equal({ name: '👋' });
    expect(catalogue('open_again', asking('News!')).asking('Thandi')?.parameters).to.deep.equal({});
    expect(catalogOf('en', 'en').asking('Thandi')).to.equal(undefined);
  });

  const wrong: [string, unknown, object[], RegExp][] = [
    ['is not in the catalogue', 'open', [], /^reengagement "open" is no template of the catalogue\.$/],
    ['is no text', 5, [], /^reengagement must be the name/],
    ['has another slot', 'open_again', [asking('Ticket {{1}}: news!', ['ticket'])], /has the slot "ticket"/],
  ];
  for (const [title, reengagement, templates, fault] of wrong) {
    it(`that ${title} is a fault at load`, () => {
      const [found, ...rest] = faultsOf(() => catalogue(reengagement, ...templates));
      expect(found).to.match(fault);
      expect(rest).to.deep.equal([]);
    });
  }

  it('is that of either catalogue after a merge, and a fault if the two differ', () => {
    const one = catalogue('open_again', asking('News!'));
    expect(catalogOf('en', 'en').merge(one).reengagement).to.equal('open_again');
    expect(one.merge(catalogOf('en', 'en')).reengagement).to.equal('open_again');
    expect(faultsOf(() => one.merge(catalogue('hello')))).to.deep.equal([
      'reengagement is "open_again" in one catalogue, and "hello" in the other.',
    ]);
  });
});
