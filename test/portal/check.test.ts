import { expect } from 'chai';
import { summarize } from '../../src/portal/check.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';

const own = (name: string, body: string, more: object = {}) => ({
  name,
  language: 'en',
  category: 'utility',
  body,
  ...more,
});
const summary = (...templates: object[]) =>
  summarize(
    TemplateCatalog.parse({ reengagement: 'again', templates: [own('again', 'Shall we show you?'), ...templates] }),
  );

describe('The summary of a catalogue', () => {
  it('counts names, templates, languages and categories', () => {
    const af = { language: 'af', portalName: 'again_af' };
    expect(
      summary(own('again', 'Sal ons wys?', af), own('sale', 'It is cheap.', { category: 'marketing' })),
    ).to.deep.equal({
      ...{
        names: 2,
        templates: 3,
        languages: [
          ['en', 2],
          ['af', 1],
        ],
        categories: [
          ['utility', 2],
          ['marketing', 1],
        ],
      },
      warnings: [],
    });
  });

  it('warns of bodies that are nearly the same, in one language', () => {
    const slots = { slots: ['name'] };
    const words = 'your parcel has left our house and will be with you before the end of this very long week';
    const { warnings } = summary(
      own('one', `Hi {{1}}, ${words}.`, slots),
      own('two', `Hi {{1}}, ${words}!`, slots),
      own('three', `Hi {{1}}, ${words.replace('parcel', 'letter')}.`, slots),
      own('four', 'Hi {{1}}, something else is the matter.', slots),
    );
    expect(warnings.map((warning) => warning.split(':')[0])).to.deep.equal([
      '"one" and "two" (en) have the same words',
      '"one" and "three" (en) have nearly the same words',
      '"two" and "three" (en) have nearly the same words',
    ]);
  });

  it('warns of a language that some templates have and another one with versions does not', () => {
    const version = (name: string, language: string) =>
      own(name, `${name} ${language}.`, { language, portalName: `${name}_${language}` });
    const { warnings } = summary(
      ...['af', 'de'].map((each) => version('again', each)),
      version('b', 'en'),
      version('b', 'de'),
    );
    expect(warnings).to.deep.equal(['"b" is not there in af: people who speak that get it in en.']);
  });

  it('warns of a catalogue that cannot ask anybody to answer', () => {
    const { warnings } = summarize(TemplateCatalog.parse({ templates: [own('a', 'Hi.')] }));
    expect(warnings.join()).to.match(/no "reengagement" template/);
  });
});
