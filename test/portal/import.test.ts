import { expect } from 'chai';
import { TemplateCatalogError } from '../../src/core/errors.js';
import { formatCatalogue } from '../../src/portal/format.js';
import { readGraph } from '../../src/portal/graph.js';
import { importTemplates } from '../../src/portal/import.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';

const exported = (name: string, body: string, more: object = {}) => ({
  ...{ name, language: 'en', status: 'APPROVED', category: 'UTILITY', components: [{ type: 'BODY', text: body }] },
  ...more,
});
const given = (...templates: object[]) => readGraph({ data: templates });
const own = (more: object = {}) => ({
  ...{ name: 'resolved', language: 'en', category: 'utility', body: 'Hi {{1}}, it is {{2}}.', slots: ['who', 'what'] },
  ...more,
});
/** The catalogue after an import, by name and language. */
function imported(into: unknown, ...templates: object[]) {
  const result = importTemplates(given(...templates), into);
  const all = [...TemplateCatalog.parse(result.catalogue)];
  return { ...result, all, told: result.leftOut.map(({ name, language, why }) => `${name} (${language}): ${why}`) };
}

describe('Templates that are imported', () => {
  it('make a new catalogue, sorted', () => {
    const {
      all,
      catalogue,
      imported: taken,
    } = imported(undefined, exported('b', 'Hi {{1}}, all is well.'), exported('a', 'Hi.'));
    expect(catalogue.defaultLanguage).to.equal('en');
    expect(all.map(({ name, slots }) => [name, ...slots])).to.deep.equal([['a'], ['b', 'name']]);
    expect(taken.map(({ outcome }) => outcome)).to.deep.equal(['added', 'added']);
  });

  it('keep what a person has made of them: names, slots, fallbacks, and what the export does not have', () => {
    const header = { type: 'image', slot: 'photo' };
    const link = { type: 'url', title: 'See', url: 'https://x.example.com/{{1}}', slot: 'which' };
    const into = {
      ...{ comment: 'by hand', reengagement: 'again', defaultLanguage: 'en' },
      templates: [
        own({ portalName: 'resolved_v2', fallback: ['again'], header, buttons: [link] }),
        { name: 'again', language: 'en', category: 'utility', body: 'Shall we show you?' },
      ],
    };
    const {
      all,
      catalogue,
      kept,
      imported: taken,
    } = imported(
      into,
      exported('resolved_v2', 'Hello {{1}}, it is {{2}} since {{3}}.', {
        components: [
          { type: 'HEADER', format: 'IMAGE' },
          { type: 'BODY', text: 'Hello {{1}}, it is {{2}} by {{3}} o’clock.' },
          { type: 'FOOTER', text: 'Bye' },
          { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Look', url: 'https://x.example.com/{{1}}' }] },
        ],
      }),
    );
    expect(all.find(({ name }) => name === 'resolved')).to.deep.equal({
      ...own({ portalName: 'resolved_v2', fallback: ['again'], header }),
      ...{ body: 'Hello {{1}}, it is {{2}} by {{3}} o’clock.', slots: ['who', 'what', 'value3'], footer: 'Bye' },
      buttons: [{ ...link, title: 'Look' }],
    });
    expect(catalogue).to.include({ comment: 'by hand', reengagement: 'again' });
    expect(kept.map(({ name }) => name)).to.deep.equal(['again']);
    expect(taken.map(({ outcome, fields }) => [outcome, ...fields])).to.deep.equal([
      ['changed', 'body', 'slots', 'footer', 'buttons'],
    ]);
  });

  it('change nothing the second time', () => {
    const templates = [
      exported('a', 'Hi {{1}}, all is well.'),
      exported('a_af', 'Hallo {{1}}, alles is wel.', { language: 'af' }),
    ];
    const first = importTemplates(given(...templates), undefined);
    const second = importTemplates(given(...templates), first.catalogue);
    expect(second.catalogue).to.deep.equal(first.catalogue);
    expect(second.imported.map(({ outcome }) => outcome)).to.deep.equal(['same', 'same']);
  });

  it('are versions of one where the portal’s name ends in the language, with the same slots', () => {
    const { all } = imported(
      undefined,
      exported('due_af', 'Liewe {{1}}, dit is {{2}} werd.', { language: 'af' }),
      exported('due', 'Dear {{1}}, {{2}} is due.'),
      exported('half_af', 'Half.'),
    );
    expect(
      all.map(({ name, language, portalName, slots }) => [name, language, portalName, slots.join(' ')]),
    ).to.deep.equal([
      ['due', 'en', undefined, 'name value2'],
      ['due', 'af', 'due_af', 'name value2'],
      // English, whatever its name ends in.
      ['half_af', 'en', undefined, ''],
    ]);
  });

  it('are known to a catalogue that leaves out the region', () => {
    const { all } = imported(
      { templates: [own()] },
      exported('resolved', 'Hi {{1}}, so {{2}}.', { language: 'en_US' }),
    );
    expect(all.map(({ name, language, slots }) => [name, language, ...slots])).to.deep.equal([
      ['resolved', 'en', 'who', 'what'],
    ]);
  });

  const leftOut: [what: string, into: unknown, templates: object[], told: RegExp][] = [
    ['rejected', undefined, [exported('x', 'Hi.', { status: 'REJECTED' })], /^x \(en\): its status is REJECTED/],
    ['paused', undefined, [exported('x', 'Hi.', { status: 'Paused' })], /its status is Paused/],
    [
      'of a category that is not known',
      undefined,
      [exported('x', 'Hi.', { category: 'GREETING' })],
      /"GREETING" is not known/,
    ],
    ['without a body', undefined, [exported('x', 'Hi.', { components: [] })], /no form for no text in its body/],
    ['there twice', undefined, [exported('x', 'Hi.'), exported('x', 'Ho.')], /^x \(en\): the export has it twice/],
    [
      'in a second language under the same name',
      undefined,
      [exported('x', 'Hallo.', { language: 'af' }), exported('x', 'Hi.')],
      /^x \(af\): a request carries no language, so "x" can only be sent in en; submit .* as "x_af"$/,
    ],
    [
      'not in the default language',
      undefined,
      [exported('y', 'Hi.'), exported('x', 'Hallo.', { language: 'af' })],
      /^x \(af\): language: there is no version in the default language en/,
    ],
    [
      'what WhatsApp would refuse today',
      undefined,
      [exported('x', '{{1}} is here.')],
      /^x \(en\): body starts with a variable/,
    ],
  ];
  for (const [what, into, templates, told] of leftOut) {
    it(`are left out, and it is said why, if they are ${what}`, () => {
      const result = imported(into, ...templates);
      expect(result.told).to.have.length(1);
      expect(result.told[0]).to.match(told);
      expect(result.all).to.have.length(templates.length - 1);
    });
  }

  it('leave a catalogue’s version as it was if they cannot be sent any more', () => {
    const {
      all,
      leftOut: [out],
      kept,
    } = imported({ templates: [own()] }, exported('resolved', 'Else.', { status: 'PAUSED' }));
    expect(all).to.deep.equal([own()]);
    expect(out).to.include({ isInCatalogue: true });
    expect(kept).to.deep.equal([]);
  });

  it('that would break the catalogue are an error, with every fault', () => {
    const into = { reengagement: 'resolved', templates: [own({ body: 'Hi {{1}}.', slots: ['name'] })] };
    expect(() => importTemplates(given(exported('resolved', 'Hi {{1}}, {{2}}.')), into)).to.throw(
      TemplateCatalogError,
      /reengagement "resolved" \(en\) has the slot/,
    );
  });

  it('may change the default language, which is said', () => {
    const into = { templates: [own(), own({ language: 'af', portalName: 'resolved_af' })] };
    const { catalogue, notes } = importTemplates(given(exported('resolved', 'Hi {{1}}, so {{2}}.')), into, 'af');
    expect(catalogue.defaultLanguage).to.equal('af');
    expect(notes).to.deep.equal(['The default language was en, and is af now.']);
  });

  it('are not taken into what is no catalogue', () => {
    for (const into of [[], 'x', null, { templates: 1 }]) {
      expect(() => importTemplates(given(exported('x', 'Hi.')), into)).to.throw(TemplateCatalogError);
    }
  });

  it('tell of variables that have names in the portal', () => {
    const { notes } = imported(undefined, exported('x', 'Hi {{first_name}}, all is well.'));
    expect(notes.join()).to.match(/variables of "x" have names.*not known/);
  });

  it('are written with a field a line', () => {
    const { catalogue } = imported(undefined, exported('a', 'Hi {{1}}, all is well.'));
    expect(formatCatalogue(catalogue)).to.equal(`{
  "defaultLanguage": "en",
  "templates": [
    {
      "name": "a",
      "language": "en",
      "category": "utility",
      "body": "Hi {{1}}, all is well.",
      "slots": ["name"]
    }
  ]
}
`);
  });
});
