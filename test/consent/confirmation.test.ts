import { expect } from 'chai';
import { confirmationOf } from '../../src/consent/confirmation.js';
import type { ConsentChange, ConsentEvent } from '../../src/consent/record.js';
import { TopicCatalog } from '../../src/index.js';

const languages = ['af', 'de', 'en', 'es', 'fr', 'nl', 'pt', 'zu'];
const topics = TopicCatalog.parse({
  topics: [
    { id: 'news', category: 'utility', title: { en: 'our news', de: 'Neues' } },
    { id: 'flight', category: 'utility', subject: { en: 'flight number' }, title: { en: 'flight {{subject}}' } },
  ],
});
const said = (change: ConsentChange, topic?: string): ConsentEvent => ({
  ...{ at: 1, change, source: 'chat' },
  ...(topic !== undefined && { topic }),
});
const of = (language: string | undefined, ...events: ConsentEvent[]) => confirmationOf(events, topics, language) ?? '';

describe('confirmationOf', () => {
  for (const language of languages) {
    it(`names STOP and START, and the alerts, in ${language}`, () => {
      const all = [
        of(language, said('stopped')),
        of(language, said('signed-off', 'flight:SA204')),
        of(language, said('started')),
        of(language, said('started'), said('signed-up', 'flight:SA204'), said('signed-up', 'news')),
      ];
      expect(all.map((text) => [/STOP/.test(text), /START/.test(text)])).to.deep.equal([
        [false, true],
        [true, true],
        [true, false],
        [true, false],
      ]);
      expect(all[1]).to.include('flight SA204');
      expect(all[3]).to.include(language === 'de' ? 'flight SA204, Neues.' : 'flight SA204, our news.');
      for (const text of all) {
        expect(text).not.to.match(/[{}]|undefined| {2}/);
        expect(text).to.match(/^\p{Lu}.*\.$/u);
      }
      if (language !== 'en')
        for (const [n, text] of all.entries()) expect(text).not.to.equal(of('en', ...[said('started')]), `${n}`);
    });
  }

  it('is in the variant’s language, in the topics’ default language if the word tells none, else in English', () => {
    expect(of('pt_BR', said('stopped'))).to.equal(of('pt', said('stopped')));
    expect(of(undefined, said('stopped'))).to.equal(of('en', said('stopped')));
    expect(of('xx', said('stopped'))).to.equal(of('en', said('stopped')));
    const german = TopicCatalog.parse({ defaultLanguage: 'de', topics: [] });
    expect(confirmationOf([said('stopped')], german)).to.equal(of('de', said('stopped')));
  });

  it('is nothing if nothing has changed', () => {
    expect(confirmationOf([], topics, 'en')).to.equal(undefined);
    expect(confirmationOf([said('signed-up', 'news')], topics, 'en')).to.equal(undefined);
  });

  it('says a title as it is, whatever is in it', () => {
    const money = TopicCatalog.parse({ topics: [{ id: 'a', category: 'utility', title: { en: "$& {{topic}} $'" } }] });
    expect(confirmationOf([said('signed-off', 'a')], money, 'en')).to.include("about $& {{topic}} $'.");
    expect(confirmationOf([said('started'), said('signed-up', 'a')], money, 'en')).to.include(": $& {{topic}} $'.");
  });

  it('names ten alerts of hundreds', () => {
    const taken = Array.from({ length: 300 }, (_, n) => said('signed-up', `flight:${n}`));
    expect(of('en', said('started'), ...taken)).to.match(/flight 0, .*, flight 9, …\.$/);
  });
});
