export function wordsBlock(text) {
    return text !== undefined && /\S/.test(text) ? [{ kind: 'words', text }] : [];
}
/** The actions that can be answered, as choices. */
export function choicesAmong(actions) {
    return actions.flatMap((action) => (action.kind === 'answer' ? [action.choice] : []));
}
/** An action with an address as text: `label: address`. */
export function addressLine({ title, address }) {
    return address === undefined || address === title ? title : `${title}: ${address}`;
}
