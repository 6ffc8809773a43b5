/** What the hook wants for an item that is set aside: nothing if it throws, which is reported. */
export function aftermathOf(hook, item, error, fault) {
    try {
        return { writes: [], items: [], ...hook?.(item, error) };
    }
    catch (thrown) {
        fault(thrown);
        return { writes: [], items: [] };
    }
}
