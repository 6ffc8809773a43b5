/** What the message says, for sending it later or in another way. */
export function contentOf(activity) {
    const { text, textFormat, locale, attachments, attachmentLayout, suggestedActions, entities } = activity;
    const { replyToId, inputHint, channelData } = activity;
    const said = { text, textFormat, locale, attachments, attachmentLayout, suggestedActions, entities };
    const all = { ...said, replyToId, inputHint, channelData };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ''));
}
