import { baseLanguage, isLanguage, languageKey } from './language.js';
/**
 * Checks that a request names exactly one template, and that every name can be found: a request carries the portal's
 * name and no language, so each language needs a portal name of its own, and a conversation whose language is not known
 * gets the default language.
 */
export function* nameProblems(templates, defaultLanguage) {
    const byPortalName = new Map();
    const byName = new Map();
    for (const [index, template] of templates.entries()) {
        if (template?.name === undefined || template.language === undefined)
            continue;
        const { name, language, portalName = name } = template;
        const earlier = byPortalName.get(portalName);
        if (earlier && !isSameVersion(earlier, template)) {
            const which = `"${earlier.name}" (${earlier.language})`;
            yield {
                index,
                problem: `portalName "${portalName}" is also that of ${which}, and a request has no language to tell them apart; give each its own portalName`,
            };
        }
        byPortalName.set(portalName, earlier ?? template);
        const versions = byName.get(name) ?? { index, languages: [] };
        byName.set(name, versions);
        versions.languages.push(language);
    }
    if (defaultLanguage === undefined || !isLanguage(defaultLanguage))
        return;
    for (const { index, languages } of byName.values()) {
        const known = languages.filter(isLanguage);
        if (known.length === 0 || known.some((each) => baseLanguage(each) === baseLanguage(defaultLanguage)))
            continue;
        yield {
            index,
            problem: `language: there is no version in the default language ${defaultLanguage}, only in ${known.join(', ')}; add one, or set defaultLanguage`,
        };
    }
}
function isSameVersion(one, other) {
    return one.name === other.name && languageKey(one.language ?? '') === languageKey(other.language ?? '');
}
