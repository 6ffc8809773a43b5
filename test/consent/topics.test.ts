import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigurationError, InvalidInputError, TopicCatalog } from '../../src/index.js';
import { withFolder } from '../support/folder.js';
import { rejection } from '../support/rejection.js';

const flight = {
  id: 'flight',
  category: 'utility',
  template: 'flight_status',
  subject: { en: 'flight number', af: 'vlugnommer' },
  title: { en: 'Flight {{subject}}', af: 'Vlug {{subject}}', 'de-AT': 'Flug {{subject}}' },
  description: { en: 'Changes of the gate or the time' },
};
const news = { id: 'news', category: 'marketing', title: { en: 'News' } };
const catalog = TopicCatalog.parse({ defaultLanguage: 'en', topics: [flight, news] });

function faultsOf(json: unknown): readonly string[] {
  try {
    TopicCatalog.parse(json);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

function problemOf(name: string, field?: string): string {
  try {
    catalog.get(name, field);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message;
    throw error;
  }
  return '';
}

describe('TopicCatalog', () => {
  describe('names the place of every fault', () => {
    const topic = (change: object) => ({ topics: [{ ...flight, ...change }] });
    for (const [json, ...faults] of [
      [undefined, /topics/],
      [[], /topics/],
      [{}, /topics/],
      [{ topics: {} }, /topics/],
      [{ topics: [], more: 1 }, /more/],
      [{ topics: [], defaultLanguage: 'English please' }, /defaultLanguage "English please" is no language/],
      [topic({ id: 'Flight' }), /"Flight": id must be lower case/],
      [topic({ id: 'a:b' }), /"a:b": id must be/],
      [topic({ id: '' }), /"": id must be/],
      [topic({ id: 7 }), /topics\[0\]\.id|topics\.0\.id/],
      [topic({ category: 'authentication' }), /category/],
      [topic({ category: undefined }), /category/],
      [topic({ template: '' }), /template/],
      [topic({ title: undefined }), /title/],
      [topic({ title: {} }), /"flight": title is not there in the default language en/],
      [topic({ title: { en: '' } }), /title/],
      [topic({ title: { en: 'A flight' } }), /"flight": title in en does not say which one/],
      [
        topic({ title: { ...flight.title, klingon_speech: 'X {{subject}}' } }),
        /title has "klingon_speech", which is no language/,
      ],
      [topic({ subject: { af: 'vlugnommer' } }), /"flight": subject is not there in the default language en/],
      [
        topic({ subject: undefined }),
        /title in en has a \{\{subject\}\}, but the topic has none/,
        /title in af/,
        /title in de-AT/,
      ],
      [topic({ description: { de: 'x' } }), /"flight": description is not there in the default language en/],
      [topic({ colour: 'red' }), /colour/],
      [{ topics: [news, news] }, /"news" is there twice/],
      [{ topics: [topic({ id: 'X' }).topics[0], { ...news, title: {} }] }, /"X": id/, /"news": title/],
    ] as const) {
      it(`${JSON.stringify(json)?.slice(0, 90)}`, () => {
        const found = faultsOf(json);
        expect(found).to.have.length(faults.length);
        for (const [n, fault] of faults.entries()) {
          expect(found[n]).to.match(fault);
          expect(found[n]).to.match(/^topics: .*\.$/s);
        }
      });
    }
  });

  it('finds a subscription by its topic and subject', () => {
    expect(catalog.find('flight:SA204')).to.deep.include({ subject: 'SA204' });
    expect(catalog.find('news')?.topic.id).to.equal('news');
    for (const name of [
      '',
      'flight',
      'flight:',
      'flight: SA204',
      'flight:SA204 ',
      'flight:a:b',
      'news:',
      'news:1',
      'weather',
      'Flight:1',
    ]) {
      expect(catalog.find(name), name).to.equal(undefined);
    }
    expect(catalog.find(`flight:${'x'.repeat(121)}`)?.subject).to.have.length(121);
    expect(catalog.find(`flight:${'x'.repeat(122)}`)).to.equal(undefined);
    expect(catalog.find('flight:a\u0000b')).to.equal(undefined);
    expect(catalog.find('flight:toString')?.subject).to.equal('toString');
    expect(catalog.find('constructor')).to.equal(undefined);
  });

  it('says what is wrong with a name', () => {
    expect(problemOf('weather')).to.match(/^topic: there is no such topic: there are flight:<flight number>, news/);
    expect(problemOf('flight', 'topics.flight')).to.match(
      /^topics\.flight: needs its flight number behind a colon, such as flight:…/,
    );
    expect(problemOf('news:1')).to.match(/^topic: "news" has no subjects: leave out the colon/);
    expect(problemOf('flight:a:b')).to.match(
      /^topic: its flight number must be at most 121 characters, without a colon/,
    );
    expect(() => TopicCatalog.empty().get('a')).to.throw(InvalidInputError, /none are declared/);
  });

  it('says the words in the language, its nearest, or the default', () => {
    for (const [language, title] of [
      [undefined, 'Flight SA204'],
      ['en', 'Flight SA204'],
      ['en_GB', 'Flight SA204'],
      ['af', 'Vlug SA204'],
      ['de', 'Flug SA204'],
      ['de_AT', 'Flug SA204'],
      ['zu', 'Flight SA204'],
    ] as const) {
      expect(catalog.titleOf('flight:SA204', language), language).to.equal(title);
    }
    expect(catalog.titleOf('news', 'af')).to.equal('News');
    expect(catalog.titleOf('weather:1')).to.equal('weather:1');
    expect(catalog.titleOf('flight:$&')).to.equal('Flight $&');
    expect(catalog.titleOf('flight')).to.equal('Flight');
  });

  it('merges two, unless they differ', () => {
    const parcel = TopicCatalog.parse({
      topics: [{ id: 'parcel', category: 'utility', title: { en: 'Parcel' } }, news],
    });
    expect(catalog.merge(parcel).all.map(({ id }) => id)).to.deep.equal(['flight', 'news', 'parcel']);
    const other = TopicCatalog.parse({ topics: [{ ...news, category: 'utility' }] });
    expect(() => catalog.merge(other)).to.throw(ConfigurationError, /"news" is in both catalogues, and they differ/);
    const german = TopicCatalog.parse({
      defaultLanguage: 'de',
      topics: [{ id: 'a', category: 'utility', title: { de: 'A' } }],
    });
    expect(TopicCatalog.empty().merge(german).defaultLanguage).to.equal('de');
    expect(catalog.merge(german).defaultLanguage).to.equal('en');
  });

  it('is read from a file, and says what is wrong with the file', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'topics.json');
      await rejection(TopicCatalog.load(path), ConfigurationError);
      await writeFile(path, '{');
      expect((await rejection(TopicCatalog.load(path), ConfigurationError)).message).to.match(/is not JSON/);
      await writeFile(path, `\ufeff${JSON.stringify({ topics: [news] })}`);
      expect((await TopicCatalog.load(path)).all).to.have.length(1);
    }));
});
