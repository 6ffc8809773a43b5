import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { IntlMessageFormat } from 'intl-messageformat';
import { languages, wordsFrom } from '../../bots/words.js';

const bots = new URL('../../bots', import.meta.url).pathname;
const rooms = readdirSync(bots, { recursive: true, encoding: 'utf8' })
  // Those of the dates are words that are read, and each language has its own.
  .filter((path) => path.endsWith('words.en.json') && !path.startsWith('dates'))
  .map((path) => path.replace(/words\.en\.json$/, ''));

describe('the words of the bots', () => {
  it('are data in more than one room', () => {
    expect(rooms).to.include('talk/');
  });

  for (const room of rooms) {
    const files = languages
      .map((language) => join(bots, room, `words.${language}.json`))
      .filter((file) => existsSync(file));
    it(`have the same names and values in every language that there is: ${room}`, () => {
      const [english, ...others] = files.map(valuesIn);
      for (const other of others) expect(other).to.deep.equal(english);
    });
  }

  it('put values into sentences, with plurals', () => {
    const sentence = '{name} has {count, plural, one {# note} other {# notes}} <here>';
    const words = wordsFrom({ en: { it: sentence }, af: { it: "{name} het ’n {count}, en 'n" } });
    expect(words('en')('it', { name: 'Thandi', count: 1 })).to.equal('Thandi has 1 note <here>');
    expect(words('en')('it', { name: '{x}', count: 2 })).to.equal('{x} has 2 notes <here>');
    expect(words('af')('it', { name: 'Thandi', count: 2 })).to.equal("Thandi het ’n 2, en 'n");
  });

  it('throw if a value is missing', () => {
    const words = wordsFrom({ en: { it: 'Hi {name}' }, af: { it: 'Hallo {name}' } });
    expect(() => words('en')('it')).to.throw('name');
  });
});

/** The names of the values that stand in each sentence. */
function valuesIn(file: string): Record<string, string[]> {
  const sentences: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof sentences !== 'object' || sentences === null) throw new Error(`${file} holds no object.`);
  return Object.fromEntries(
    Object.entries(sentences).map(([name, sentence]) => {
      const values = [
        ...JSON.stringify(new IntlMessageFormat(String(sentence), 'en', {}, { ignoreTag: true }).getAst()).matchAll(
          /"type":[1-6],"value":"(\w+)"/g,
        ),
      ];
      return [name, [...new Set(values.map(([, value]) => value ?? ''))].sort()];
    }),
  );
}
