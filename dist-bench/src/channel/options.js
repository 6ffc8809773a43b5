import { TopicCatalog } from '../consent/topics.js';
import { promisesStop } from '../consent/words.js';
import { ConfigurationError } from '../core/errors.js';
import { costsFault } from '../costs/accounts.js';
import { PriceTable } from '../costs/priceTable.js';
import { decisionsFault } from '../decisions/kept.js';
import { holdSettings } from '../holds/settings.js';
import { secretFault } from '../inbound/authenticate.js';
import { asideFault } from '../sending/templatesAside.js';
import { windowPolicy } from '../window/decide.js';
import { keptFault } from '../window/tracker.js';
/**
 * The options that cannot be left to chance, checked.
 *
 * @throws ConfigurationError with every fault.
 */
export function checkedOptions({ webhookSecret = '', windowsKeptMs, decisionsKeptMs, costsKeptMs, prices, templatesAsideMs, policy, hold, templates, topics, consent, }) {
    const { settings, faults: ofHold } = holdSettings(hold);
    const kept = [keptFault(windowsKeptMs), decisionsFault(decisionsKeptMs), costsFault(costsKeptMs)];
    const all = [secretFault(webhookSecret), ...kept, pricesFault(prices), asideFault(templatesAsideMs), ...ofHold];
    const faults = all.filter((fault) => fault !== undefined);
    faults.push(...consentFaults(consent, topics, templates));
    if (policy?.whenClosed === 'hold' && templates.reengagement === undefined) {
        faults.push('policy.whenClosed: "hold" needs a template that asks people to answer: name one in the catalogue’s "reengagement".');
    }
    try {
        const whole = windowPolicy(policy);
        if (faults.length === 0)
            return { webhookSecret, policy: whole, hold: settings };
    }
    catch (error) {
        if (!(error instanceof ConfigurationError))
            throw error;
        faults.push(...error.faults);
    }
    throw new ConfigurationError(faults);
}
function consentFaults(consent, topics, templates) {
    const faults = [];
    if (consent !== undefined && consent !== 'none')
        faults.push('consent: must be "none", or not set.');
    if (topics instanceof TopicCatalog) {
        for (const { id, template } of topics.all) {
            if (template === undefined || templates.names.includes(template))
                continue;
            faults.push(`topics: "${id}" names the template "${template}", which is not in the catalogue.`);
        }
    }
    else if (topics !== undefined) {
        faults.push('topics: must be a topic catalogue, made with TopicCatalog.load(path) or TopicCatalog.parse(json).');
    }
    if (consent !== 'none')
        return faults;
    const promising = [...templates].filter(({ footer }) => footer !== undefined && promisesStop(footer));
    for (const { name, language, footer } of promising) {
        const where = `template "${name}" (${language})`;
        faults.push(`consent: "none", but the footer of ${where} promises that people can stop: "${footer}".`);
    }
    return faults;
}
/** A program in plain JavaScript can pass the JSON of a price table itself. */
function pricesFault(prices) {
    if (prices === undefined || prices === null || prices instanceof PriceTable)
        return undefined;
    return 'prices: must be a price table, made with PriceTable.load(path) or PriceTable.parse(json).';
}
