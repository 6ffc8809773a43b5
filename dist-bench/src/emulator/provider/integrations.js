import { randomBytes } from 'node:crypto';
import { ConfigurationError } from '../../core/errors.js';
export class Integrations {
    #byNumber = new Map();
    #identities = new Map();
    #changed;
    constructor(changed = () => { }) {
        this.#changed = changed;
    }
    get all() {
        return [...this.#byNumber.values()];
    }
    /** Also those of earlier processes. */
    get identities() {
        return [...this.#identities.values()];
    }
    /** Restores the identities of an earlier process, so that a number that is set later has its old key again. */
    recall(identities) {
        for (const one of identities)
            this.#identities.set(one.number, one);
    }
    of(number) {
        return this.#byNumber.get(number);
    }
    withKey(apiKey) {
        return this.all.find((one) => one.apiKey === apiKey);
    }
    /** Adds a number, or changes the settings of a known one, which keeps its key and id. */
    set(options) {
        const known = this.#identities.get(options.number);
        const { name = this.of(options.number)?.name ?? options.number } = options;
        const integration = {
            number: options.number,
            apiKey: options.apiKey ?? known?.apiKey ?? randomBytes(16).toString('base64url'),
            integrationId: known?.integrationId ?? newId(),
            name,
            templates: [...(options.templates ?? [])],
            ...(options.callbackUrl !== undefined && { callbackUrl: options.callbackUrl }),
        };
        check(integration, this.withKey(integration.apiKey));
        this.#byNumber.set(integration.number, integration);
        const { number, apiKey, integrationId } = integration;
        this.#identities.set(number, { number, apiKey, integrationId });
        this.#changed();
        return integration;
    }
}
function check({ number, callbackUrl }, sameKey) {
    const faults = [];
    if (!/^\d{7,15}$/.test(number))
        faults.push(`The emulator's number "${number}" must be 7 to 15 digits.`);
    if (sameKey && sameKey.number !== number)
        faults.push('Two numbers of the emulator have the same API key.');
    if (callbackUrl !== undefined && !(URL.canParse(callbackUrl) && /^https?:/.test(callbackUrl))) {
        faults.push('The emulator can call back http:// and https:// addresses only.');
    }
    if (faults.length > 0)
        throw new ConfigurationError(faults);
}
/** An id as Clickatell's: 32 hex digits. */
export function newId() {
    return randomBytes(16).toString('hex');
}
