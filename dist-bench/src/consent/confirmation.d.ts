import type { ConsentEvent } from './record.js';
import type { TopicCatalog } from './topics.js';
/**
 * The answer to a STOP or START that changed something, in the language of the word if it has one of its own, or else in
 * the topics' default language. `undefined` if nothing has changed: it was confirmed before.
 */
export declare function confirmationOf(events: readonly ConsentEvent[], topics: TopicCatalog, language?: string): string | undefined;
