import { IntlMessageFormat } from 'intl-messageformat';

/** The languages that the bots write. */
export const languages = ['en', 'af'] as const;
export type Language = (typeof languages)[number];

/** What stands in the place of `{name}`. */
export type Values = Readonly<Record<string, string | number>>;

/** Gives the sentence of this name in one language. Throws if a value that stands in it is missing. */
export type Say<Name extends string> = (name: Name, values?: Values) => string;

type Sentences<Name extends string> = Readonly<Record<Name, string>>;

/**
 * The words of a bot in each language that it writes, from its `words.<language>.json`: sentences in ICU message format,
 * as in `{count, plural, one {# note} other {# notes}}`, by their names. A bot that has no words in a person's language
 * writes English.
 */
export function wordsFrom<Name extends string>(
  sentences: { readonly en: Sentences<Name> } & Readonly<Partial<Record<Language, Sentences<Name>>>>,
): (language: Language) => Say<Name> {
  const formats = new Map<string, IntlMessageFormat>();
  return (language) =>
    (name, values = {}) => {
      const key = `${language}/${name}`;
      const format =
        formats.get(key) ??
        new IntlMessageFormat((sentences[language] ?? sentences.en)[name], language, {}, { ignoreTag: true });
      formats.set(key, format);
      return String(format.format(values));
    };
}
