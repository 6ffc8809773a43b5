import type { Definition, Nodes } from 'mdast';

/** The addresses that stand apart from their links, as in `[our site][1]` … `[1]: https://…`. */
export interface References {
  /** Empty when there is none. */
  urlOf(identifier: string): string;
  /** Whether its address is shown where a link or an image names it. */
  isShown(definition: Definition): boolean;
}

/** A text without any. */
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
