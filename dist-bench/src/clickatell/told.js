import { statusNames } from './verdict.js';
import { errors, statuses } from './wire.js';
const names = new Set([...Object.keys(statuses), ...statusNames]);
const namesByCode = new Map(Object.entries(statuses).map(([name, code]) => [code, name]));
const descriptions = new Set(Object.values(errors).map(({ description }) => description));
/** One of the statuses that are known by name; `OTHER` for any other. A closed set, for metrics. */
export function statusLabel(status, statusCode) {
    const name = status.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
    if (names.has(name))
        return name;
    return (statusCode === undefined ? undefined : namesByCode.get(statusCode)) ?? 'OTHER';
}
/** What a report may say of a refusal: a name or a known sentence of the provider's, and never its free words. */
export function toldRefusal({ code, description }) {
    // A name of WhatsApp's family. Any other words may be free ones, which a name is made of, too.
    if (/^WHATSAPP_[A-Z0-9_]{1,60}$/.test(description) && !/(?:\d_*){5}/.test(description))
        return description;
    if (descriptions.has(description))
        return description;
    // Our words for an answer that has none.
    if (/^HTTP \d{3}$/.test(description))
        return description;
    const label = statusLabel(description);
    if (label !== 'OTHER')
        return label;
    return `Clickatell refused it${code === undefined ? '' : ` with code ${code}`}, in words of its own that stand in the log.`;
}
