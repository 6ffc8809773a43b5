import type { Definition, Nodes } from 'mdast';

/** Addresses that are defined apart from their links, as in `[our site][1]` … `[1]: https://…`. */
export interface References {
  /** Empty if there is none. */
  urlOf(identifier: string): string;
  /** Whether a link or an image uses the definition, and so shows its address. */
  isShown(definition: Definition): boolean;
}

/** For a text without definitions. */
export const noReferences: References = { urlOf: () => '', isShown: () => false };

export function referencesOf(tree: Nodes): References {
  const definitions = new Map<string, Definition>();
  const named = new Set<string>();
  const rest = [tree];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node);
    else if (node.type === 'linkReference' || node.type === 'imageReference') named.add(node.identifier);
    if ('children' in node) rest.push(...node.children.toReversed());
  }
  return {
    urlOf: (identifier) => definitions.get(identifier)?.url ?? '',
    isShown: (definition) => named.has(definition.identifier) && definitions.get(definition.identifier) === definition,
  };
}
