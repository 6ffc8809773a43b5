/** For a text without definitions. */
export const noReferences = { urlOf: () => '', isShown: () => false };
export function referencesOf(tree) {
    const definitions = new Map();
    const named = new Set();
    const rest = [tree];
    for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
        if (node.type === 'definition' && !definitions.has(node.identifier))
            definitions.set(node.identifier, node);
        else if (node.type === 'linkReference' || node.type === 'imageReference')
            named.add(node.identifier);
        if ('children' in node)
            rest.push(...node.children.toReversed());
    }
    return {
        urlOf: (identifier) => definitions.get(identifier)?.url ?? '',
        isShown: (definition) => named.has(definition.identifier) && definitions.get(definition.identifier) === definition,
    };
}
