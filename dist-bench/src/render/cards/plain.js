/** Far more than any real activity has. */
const mostValues = 1_000_000;
const deepest = 200;
/**
 * Copies anything to plain JSON. What JSON does not have (functions, cycles, bytes, properties that throw when they are
 * read) is left out. Code that reads the copy can rely on its types and on its size.
 */
export function plain(value) {
    const around = new Set();
    let left = mostValues;
    const copy = (source) => {
        left -= 1;
        if (source === null || typeof source === 'string' || typeof source === 'boolean')
            return source;
        // JSON has no -0.
        if (typeof source === 'number')
            return Number.isFinite(source) ? source + 0 : undefined;
        if (typeof source === 'bigint')
            return String(source);
        if (typeof source !== 'object' || around.has(source) || around.size >= deepest || left <= 0)
            return undefined;
        around.add(source);
        const copied = tryTo(() => copyOf(source));
        around.delete(source);
        return copied;
    };
    const copyOf = (source) => {
        if (ArrayBuffer.isView(source))
            return undefined;
        const toJson = tryTo(() => Reflect.get(source, 'toJSON'));
        if (typeof toJson === 'function')
            return copy(Reflect.apply(toJson, source, []));
        if (Array.isArray(source)) {
            const items = source;
            return Array.from({ length: Math.min(items.length, left) }, (_, at) => copy(tryTo(() => items[at])) ?? null);
        }
        const fields = Object.keys(source).flatMap((name) => {
            const field = left > 0 ? copy(tryTo(() => Reflect.get(source, name))) : undefined;
            return field === undefined ? [] : [[name, field]];
        });
        return Object.fromEntries(fields);
    };
    return copy(value);
}
export function fieldsOf(value) {
    return isFields(value) ? value : {};
}
export function isFields(value) {
    return typeof value === 'object' && value !== null && !isList(value);
}
/** The items of a list. A single value in place of a list counts as a list of one. */
export function itemsOf(value) {
    if (value === undefined || value === null)
        return [];
    return isList(value) ? value : [value];
}
/** A text that is not blank, or a number as text. */
export function wordOf(value) {
    if (typeof value === 'number')
        return String(value);
    return typeof value === 'string' && /\S/.test(value) ? value : undefined;
}
function isList(value) {
    return Array.isArray(value);
}
function tryTo(read) {
    try {
        return read();
    }
    catch {
        return undefined;
    }
}
