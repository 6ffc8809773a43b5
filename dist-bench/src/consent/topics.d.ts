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
export declare class TopicCatalog {
    #private;
    readonly defaultLanguage: string;
    private constructor();
    /** @throws ConfigurationError with every fault. */
    static parse(json: unknown): TopicCatalog;
    /** Reads the topics from a JSON file. @throws ConfigurationError with every fault; also if the file cannot be read. */
    static load(path: string): Promise<TopicCatalog>;
    /** No topics: nobody can sign up for anything. */
    static empty(): TopicCatalog;
    /** A new catalogue with the topics of both, and this one's default language. @throws ConfigurationError if two differ. */
    merge(other: TopicCatalog): TopicCatalog;
    /** In the catalogue's order. */
    get all(): Topic[];
    /** The topic of a subscription such as `flight:SA204`; `undefined` if there is none, or its subject is missing. */
    find(name: string): FoundTopic | undefined;
    /** As `find`. @throws InvalidInputError that says which topics there are. */
    get(name: string, field?: string): FoundTopic;
    /** What people call a subscription, in the language if there is one: "Flight SA204". Of an unknown topic, its name. */
    titleOf(name: string, language?: string): string;
    /** The text in the language, or else in the default language. */
    words(texts: ByLanguage, language?: string): string;
}
