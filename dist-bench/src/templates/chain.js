import { TemplateParameterError } from '../core/errors.js';
import { bind } from './bind.js';
import { languageKey } from './language.js';
import { slotsOf } from './slots.js';
/**
 * What may be sent where a template was asked for, in this order: the template itself, its versions in the person's
 * language and in the default language, then each of its fallbacks in the same way. The fallbacks of the fallbacks come
 * last, and no name comes twice.
 *
 * The slots of the others are filled by name from the template's parameters. Parameters that they have no slot for are
 * left out.
 */
export function chainOf(bound, catalog, { locale, isLanguageGiven = false } = {}) {
    const { template, parameters } = bound;
    const language = isLanguageGiven ? template.language : undefined;
    const links = [{ kind: 'bound', template, bound }];
    // Grows while it is walked.
    const names = [template.name];
    for (const name of names) {
        const versions = catalog.versions(name, locale, language);
        for (const version of name === template.name ? [template, ...versions] : versions) {
            if (!isSame(version, template))
                links.push(linkOf(version, parameters));
            for (const fallback of version.fallback ?? [])
                if (!names.includes(fallback))
                    names.push(fallback);
        }
    }
    return links;
}
/** Whether two templates are the same version of one name. */
export function isSame(one, other) {
    return one.name === other.name && languageKey(one.language) === languageKey(other.language);
}
function linkOf(template, parameters) {
    const known = slotsOf(template).filter((slot) => Object.hasOwn(parameters, slot));
    try {
        const bound = bind(template, Object.fromEntries(known.map((slot) => [slot, parameters[slot]])));
        return { kind: 'bound', template, bound };
    }
    catch (error) {
        if (!(error instanceof TemplateParameterError))
            throw error;
        return { kind: 'unfit', template, reason: error.message };
    }
}
