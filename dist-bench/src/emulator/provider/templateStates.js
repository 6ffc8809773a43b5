import { metaErrors } from '../../clickatell/wire.js';
/** What can be wrong with a template that the portal had approved. */
export const templateStates = ['active', 'paused', 'disabled', 'missing'];
/** Clickatell does not publish its errors at submit time about templates. These are Meta's, in Meta's words. */
const submitErrors = {
    paused: { code: metaErrors.template[3], description: 'Template is paused' },
    disabled: { code: metaErrors.template[4], description: 'Template is disabled' },
    missing: { code: metaErrors.template[1], description: 'Template name does not exist in the translation' },
};
const statuses = {
    paused: 'WHATSAPP_HSM_NOT_AVAILABLE',
    disabled: 'WHATSAPP_HSM_NOT_AVAILABLE',
    missing: 'WHATSAPP_HSM_IS_MISSING',
};
/** The templates that are not active any more, by the names that requests give them. */
export class TemplateStates {
    #states = new Map();
    set(name, state, at) {
        if (state === 'active')
            this.#states.delete(name);
        else
            this.#states.set(name, { state, at });
    }
    /** How a message with the template fails. */
    failureOf(name) {
        const found = this.#states.get(name);
        if (!found)
            return undefined;
        return found.at === 'submit' ? { error: submitErrors[found.state] } : { failure: statuses[found.state] };
    }
    clear() {
        this.#states.clear();
    }
    get all() {
        return [...this.#states].map(([name, entry]) => ({ name, ...entry }));
    }
}
