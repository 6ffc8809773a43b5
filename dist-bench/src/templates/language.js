/** Whether it has the form of a language in a catalogue: `en` or `pt_BR`. */
export function isLanguage(language) {
    return /^[a-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,2}$/.test(language);
}
/** The form in which languages are compared: `pt_BR`, `pt-BR` and `pt-br` have the same key. */
export function languageKey(language) {
    return language.replaceAll('_', '-').toLowerCase();
}
/** The key of the language without its region: `pt` of `pt_BR`. */
export function baseLanguage(language) {
    return languageKey(language).replace(/-.*$/s, '');
}
