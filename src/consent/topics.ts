import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { ConfigurationError, InvalidInputError } from '../core/errors.js';
import { baseLanguage, isLanguage, languageKey } from '../templates/language.js';
import { inWords } from '../templates/words.js';

/** A text in each language that there is, such as `{ "en": "Flight {{subject}}", "af": "Vlug {{subject}}" }`. */
export type ByLanguage = Readonly<Record<string, string>>;

/** What people can sign up for: alerts about one thing, or about one of many, such as a flight. */
export interface Topic {
  readonly id: string;
  /** WhatsApp's category of its messages. A person who has stopped marketing in WhatsApp gets none of that. */
  readonly category: 'utility' | 'marketing';
  /** The name of the template for the closed window. */
  readonly template?: string | undefined;
  /** What tells its subscriptions apart, such as "flight number". Without it, there is one subscription. */
  readonly subject?: ByLanguage | undefined;
  /** What people call it. `{{subject}}` is the subscription's subject. */
  readonly title: ByLanguage;
  readonly description?: ByLanguage | undefined;
}

/** One topic, and the subject of a subscription if it has one. */
export interface FoundTopic {
  readonly topic: Topic;
  readonly subject?: string;
}

/** A subscription's name is stored and becomes part of a key: `flight:SA204`. */
const longestName = 128;
const idForm = /^[a-z][a-z0-9_-]{0,63}$/;
const subjectForm = /^[^\s:\p{C}](?:[^:\p{C}]*[^\s:\p{C}])?$/u;

const byLanguage = z.record(z.string(), z.string().trim().min(1));
const shape = z.strictObject({
  defaultLanguage: z.string().optional(),
  topics: z.array(
    z.strictObject({
      id: z.string(),
      category: z.enum(['utility', 'marketing']),
      template: z.string().min(1).optional(),
      subject: byLanguage.optional(),
      title: byLanguage,
      description: byLanguage.optional(),
    }),
  ),
});

/**
 * The alerts that people can sign up for, as data:
 *
 *     { "defaultLanguage": "en",
 *       "topics": [
 *         { "id": "flight", "category": "utility", "template": "flight_status",
 *           "subject": { "en": "flight number" },
 *           "title": { "en": "Flight {{subject}}" }, "description": { "en": "Changes of the gate or the time" } } ] }
 *
 * A subscription is named by its topic, and by its subject if the topic has one: `flight:SA204`.
 */
export class TopicCatalog {
  readonly defaultLanguage: string;
  readonly #topics: ReadonlyMap<string, Topic>;

  private constructor(topics: readonly Topic[], defaultLanguage: string) {
    this.#topics = new Map(topics.map((topic) => [topic.id, topic]));
    this.defaultLanguage = defaultLanguage;
  }

  /** @throws ConfigurationError with every fault. */
  static parse(json: unknown): TopicCatalog {
    const parsed = shape.safeParse(json);
    if (!parsed.success) {
      const faults = parsed.error.issues.flatMap((issue) => inWords(issue, json));
      throw new ConfigurationError(faults.map((fault) => `topics: ${fault}.`));
    }
    const { topics, defaultLanguage = 'en' } = parsed.data;
    const faults = topics.flatMap((topic, at) => problemsOf(topic, defaultLanguage, topics.slice(0, at)));
    if (!isLanguage(defaultLanguage)) faults.push(`defaultLanguage "${defaultLanguage}" is no language, such as en`);
    if (faults.length > 0) throw new ConfigurationError(faults.map((fault) => `topics: ${fault}.`));
    return new TopicCatalog(topics, defaultLanguage);
  }

  /** Reads the topics from a JSON file. @throws ConfigurationError with every fault; also if the file cannot be read. */
  static async load(path: string): Promise<TopicCatalog> {
    let json: unknown;
    try {
      const text = await readFile(path, 'utf8');
      json = JSON.parse(text.replace(/^\uFEFF/, ''));
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      const what = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
      throw new ConfigurationError(`topics: the file ${path} ${what}: ${problem}`);
    }
    return TopicCatalog.parse(json);
  }

  /** No topics: nobody can sign up for anything. */
  static empty(): TopicCatalog {
    return new TopicCatalog([], 'en');
  }

  /** A new catalogue with the topics of both, and this one's default language. @throws ConfigurationError if two differ. */
  merge(other: TopicCatalog): TopicCatalog {
    const differing = other.all.filter(({ id }) => this.#topics.has(id)).filter((topic) => !this.#has(topic));
    if (differing.length > 0) {
      throw new ConfigurationError(
        differing.map(({ id }) => `topics: "${id}" is in both catalogues, and they differ.`),
      );
    }
    const [first] = this.all.length > 0 ? [this] : [other];
    return new TopicCatalog([...this.all, ...other.all], first?.defaultLanguage ?? this.defaultLanguage);
  }

  /** In the catalogue's order. */
  get all(): Topic[] {
    return [...this.#topics.values()];
  }

  /** The topic of a subscription such as `flight:SA204`; `undefined` if there is none, or its subject is missing. */
  find(name: string): FoundTopic | undefined {
    return this.#problemOf(name) === undefined ? this.#split(name) : undefined;
  }

  /** As `find`. @throws InvalidInputError that says which topics there are. */
  get(name: string, field = 'topic'): FoundTopic {
    const problem = this.#problemOf(name);
    const found = this.#split(name);
    if (problem === undefined && found) return found;
    throw new InvalidInputError(field, problem ?? 'is not a topic');
  }

  /** What people call a subscription, in the language if there is one: "Flight SA204". Of an unknown topic, its name. */
  titleOf(name: string, language?: string): string {
    const found = this.#split(name);
    if (!found) return name;
    return this.words(found.topic.title, language)
      .replaceAll('{{subject}}', () => found.subject ?? '')
      .trim();
  }

  /** The text in the language, or else in the default language. */
  words(texts: ByLanguage, language?: string): string {
    const all = Object.entries(texts);
    for (const wanted of [language, this.defaultLanguage]) {
      if (wanted === undefined) continue;
      const exact = all.find(([each]) => languageKey(each) === languageKey(wanted));
      const near = exact ?? all.find(([each]) => baseLanguage(each) === baseLanguage(wanted));
      if (near) return near[1];
    }
    return all[0]?.[1] ?? '';
  }

  #has(topic: Topic): boolean {
    return isDeepStrictEqual(this.#topics.get(topic.id), topic);
  }

  #split(name: string): FoundTopic | undefined {
    const [id = '', ...rest] = name.split(':');
    const topic = this.#topics.get(id);
    return topic && { topic, ...(rest.length > 0 && { subject: rest.join(':') }) };
  }

  #problemOf(name: string): string | undefined {
    const found = this.#split(name);
    if (!found) {
      const known = this.all.map(({ id, subject }) => (subject ? `${id}:<${this.words(subject)}>` : id));
      const those = known.length === 0 ? 'none are declared (the adapter’s `topics`)' : `there are ${known.join(', ')}`;
      return `there is no such topic: ${those}`;
    }
    const { topic, subject } = found;
    if (!topic.subject) return subject === undefined ? undefined : `"${topic.id}" has no subjects: leave out the colon`;
    const what = this.words(topic.subject);
    if (subject === undefined) return `needs its ${what} behind a colon, such as ${topic.id}:…`;
    if (name.length > longestName || !subjectForm.test(subject)) {
      return `its ${what} must be at most ${longestName - topic.id.length - 1} characters, without a colon`;
    }
    return undefined;
  }
}

function problemsOf(topic: Topic, defaultLanguage: string, before: readonly Topic[]): string[] {
  const { id, title, subject, description } = topic;
  const faults: string[] = [];
  if (!idForm.test(id)) faults.push(`"${id}": id must be lower case letters, digits, dashes and underscores`);
  if (before.some((other) => other.id === id)) faults.push(`"${id}" is there twice`);
  for (const [field, texts] of Object.entries({ title, subject, description })) {
    if (!texts) continue;
    for (const language of Object.keys(texts)) {
      if (!isLanguage(language)) faults.push(`"${id}": ${field} has "${language}", which is no language, such as en`);
    }
    if (!Object.keys(texts).some((each) => baseLanguage(each) === baseLanguage(defaultLanguage))) {
      faults.push(`"${id}": ${field} is not there in the default language ${defaultLanguage}`);
    }
  }
  for (const [language, text] of Object.entries(title)) {
    if (subject && !text.includes('{{subject}}')) {
      faults.push(`"${id}": title in ${language} does not say which one: put {{subject}} into it`);
    }
    if (!subject && text.includes('{{subject}}')) {
      faults.push(`"${id}": title in ${language} has a {{subject}}, but the topic has none`);
    }
  }
  return faults;
}
