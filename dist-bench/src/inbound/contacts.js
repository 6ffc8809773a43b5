import { allOf, idOf, isRecord, textOf } from './fields.js';
/**
 * Contacts that a person shared: all of them, or none if one cannot be read. Clickatell does not document their shape.
 * The names are those of WhatsApp's own callbacks, in camel case or with underscores.
 */
export function readContacts({ contacts }) {
    const all = allOf(contacts, readContact);
    return all && all.length > 0 ? { kind: 'contacts', contacts: all } : undefined;
}
function readContact(contact) {
    if (!isRecord(contact))
        return undefined;
    const phones = allOf(contact.phones, (phone) => readEntry(phone, 'phone', 'number', 'waId', 'wa_id'));
    const emails = allOf(contact.emails, (email) => readEntry(email, 'email', 'address'));
    if (!phones || !emails)
        return undefined;
    const names = namesOf(contact.name);
    const name = names.name ?? phones[0] ?? emails[0];
    const organization = contact.organization ?? contact.org;
    const company = isRecord(organization) ? lineOf(organization.company) : lineOf(organization);
    if (name === undefined)
        return undefined;
    return { ...names, name, phones, emails, ...(company !== undefined && { company }) };
}
function namesOf(value) {
    if (!isRecord(value)) {
        const name = lineOf(value);
        return name === undefined ? {} : { name };
    }
    const firstName = lineOf(value.firstName ?? value.first_name);
    const lastName = lineOf(value.lastName ?? value.last_name);
    const inParts = [firstName, lastName].filter((part) => part !== undefined).join(' ');
    const name = lineOf(value.formattedName ?? value.formatted_name) ?? lineOf(inParts);
    return {
        ...(name !== undefined && { name }),
        ...(firstName !== undefined && { firstName }),
        ...(lastName !== undefined && { lastName }),
    };
}
/** A number or an address: the value itself, or the field of a record that has one of the names. */
function readEntry(value, ...names) {
    if (!isRecord(value))
        return idOf(value);
    return names.map((name) => idOf(value[name])).find((text) => text !== undefined);
}
function lineOf(value) {
    return textOf(value)?.replace(/\s+/g, ' ').trim();
}
