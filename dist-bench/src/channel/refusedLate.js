import { isWindowRefusal } from '../clickatell/verdict.js';
const found = 'The provider found the window closed';
/** The reason of a message whose text was refused afterwards, and whose template was sent in its place. */
export const replacedReason = `${found}; the message went out again as its template.`;
/** Whether a text was accepted, and refused afterwards because the window was closed. */
export function isRefusedLate({ state, sentAs, error }) {
    return state === 'failed' && sentAs === 'text' && error !== undefined && isWindowRefusal(error);
}
/** Why nothing was sent in place of a text that was refused afterwards. */
export function refusedReason({ template, whenClosed }) {
    if (whenClosed === 'refuse')
        return `${found}, and the message may not go out as a template.`;
    return template ? `${found}; its template has not left.` : `${found}, and there is no template for the message.`;
}
