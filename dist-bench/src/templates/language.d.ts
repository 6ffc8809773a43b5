/** Whether it has the form of a language in a catalogue: `en` or `pt_BR`. */
export declare function isLanguage(language: string): boolean;
/** The form in which languages are compared: `pt_BR`, `pt-BR` and `pt-br` have the same key. */
export declare function languageKey(language: string): string;
/** The key of the language without its region: `pt` of `pt_BR`. */
export declare function baseLanguage(language: string): string;
