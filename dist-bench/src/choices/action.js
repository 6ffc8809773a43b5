import { createHash } from 'node:crypto';
const jsonTypes = ['postBack', 'messageBack', 'submit'];
const keptPrefix = 'kept:';
/** 22 digits of base64 are 132 bits, so two choices never share an id. */
const keptDigits = 22;
/**
 * The id of a button or a row. If the action fits into `limit` UTF-16 units, the id contains it, as in `imBack:balance`
 * or `postBack:{"step":2}`, so that a tap can be read years later. Otherwise the caller has to keep the choice, `kept`,
 * under the `id` until it is tapped.
 *
 * @param limit at least 32.
 * @param index tells choices of one message apart that mean the same (`imBack#1:balance`).
 */
export function encodeAction(choice, limit, index) {
    const own = encoded(choice);
    const id = own && (index === undefined ? own : own.replace(':', `#${index}:`));
    if (id !== undefined && id.length <= limit)
        return { id };
    const { title, type, value, text } = choice;
    const facts = JSON.stringify([type, value, text ?? null, title, index ?? null]);
    const digest = createHash('sha256').update(facts).digest('base64url').slice(0, keptDigits);
    return { id: `${keptPrefix}${digest}`, kept: choice };
}
/** Reads an id that `encodeAction` made; `undefined` for any other. */
export function decodeAction(id) {
    if (new RegExp(`^${keptPrefix}[\\w-]{${keptDigits}}$`).test(id))
        return { kept: id };
    const [, type, content] = /^(\w+)(?:#\d+)?:([\s\S]*)$/.exec(id) ?? [];
    if (type === undefined || content === undefined)
        return undefined;
    if (type === 'imBack')
        return { type, value: content };
    if (!jsonTypes.includes(type))
        return undefined;
    const parsed = parse(content);
    if (!parsed || type !== 'messageBack')
        return parsed && { type, value: parsed.json };
    const { json } = parsed;
    if (!Array.isArray(json))
        return undefined;
    const [value, text] = json;
    return { type, value, ...(typeof text === 'string' && { text }) };
}
/** A provider may trim an id, and UTF-8 has no lone surrogates. Text that would not come back unchanged is kept. */
function encoded({ type, value, text }) {
    if (type === 'imBack') {
        const isSafe = typeof value === 'string' && value === value.trim() && !/[\p{Cc}\p{Surrogate}]/u.test(value);
        return isSafe ? `imBack:${value}` : undefined;
    }
    if (!jsonTypes.includes(type))
        return undefined;
    const content = type === 'messageBack' ? [value, ...(text === undefined ? [] : [text])] : value;
    return `${type}:${JSON.stringify(content ?? null)}`;
}
function parse(text) {
    try {
        return { json: JSON.parse(text) };
    }
    catch {
        return undefined;
    }
}
