/** The form in which languages are compared: `pt_BR`, `pt-BR` and `pt-br` have the same key. */
export function languageKey(language: string): string {
  return language.replaceAll('_', '-').toLowerCase();
}

/** The key of the language without its region: `pt` of `pt_BR`. */
export function baseLanguage(language: string): string {
  return languageKey(language).replace(/-.*$/s, '');
}
