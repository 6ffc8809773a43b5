/** Where the conversation keeps its dialogs. */
export function dialogStateIn(conversationState) {
    return conversationState.createProperty('dialog');
}
