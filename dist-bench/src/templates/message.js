/**
 * A message that is an approved template, inside and outside the window.
 *
 *     await context.sendActivity(template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' }));
 */
export function template(name, parameters = {}, options = {}) {
    return { type: 'message', channelData: { clickatell: { template: { name, parameters, ...options } } } };
}
/**
 * A message with a fallback: while the window is open it is sent as it is, otherwise the template is sent instead.
 *
 *     await context.sendActivity(outsideWindow('Your ticket is resolved.', template('ticket_resolved', { … })));
 */
export function outsideWindow(message, fallback) {
    return withIntent(message, { outsideWindow: fallback.channelData.clickatell.template });
}
/**
 * Holds a message until the person writes, for `whenClosed`: with another template than the catalogue's to ask them, and
 * in place of what is held under the same key.
 *
 *     await adapter.notify({ to, text, whenClosed: holdWith(template('parcel_news')) });
 *     await context.sendActivity(withIntent('Your ticket is with Ben.', { whenClosed: holdWith(undefined, { key: 'T-42' }) }));
 */
export function holdWith(asking, options = {}) {
    const template = asking?.channelData.clickatell.template;
    return { hold: { ...(template && { template }), ...options } };
}
/** How a message is to be held; `undefined` if it does not ask for that itself. */
export function holdingOf({ whenClosed }) {
    if (typeof whenClosed === 'object')
        return whenClosed.hold;
    return whenClosed === 'hold' ? {} : undefined;
}
/** A copy of the message that tells the channel more. What the message tells it already is kept, unless overwritten. */
export function withIntent(message, intent) {
    const activity = typeof message === 'string' ? { type: 'message', text: message } : message;
    const channelData = isRecord(activity.channelData) ? activity.channelData : {};
    return { ...activity, channelData: { ...channelData, clickatell: { ...intentOf(activity), ...intent } } };
}
/** Reads what an activity tells the channel. Fields of another type are left out. */
export function intentOf(activity) {
    const data = isRecord(activity.channelData) ? activity.channelData.clickatell : undefined;
    if (!isRecord(data))
        return {};
    const chosen = referenceOf(data.template);
    const fallback = referenceOf(data.outsideWindow);
    const whenClosed = whenClosedOf(data.whenClosed);
    return {
        ...(chosen && { template: chosen }),
        ...(fallback && { outsideWindow: fallback }),
        ...(whenClosed !== undefined && { whenClosed }),
        ...(typeof data.topic === 'string' && { topic: data.topic }),
        ...(data.quote === true && { quote: true }),
        ...(data.proactive === true && { proactive: true }),
        ...(typeof data.reason === 'string' && { reason: data.reason }),
        ...(typeof data.id === 'string' && { id: data.id }),
    };
}
function whenClosedOf(value) {
    if (value === 'template' || value === 'hold' || value === 'refuse')
        return value;
    if (!isRecord(value) || !isRecord(value.hold))
        return undefined;
    const template = referenceOf(value.hold.template);
    const { key } = value.hold;
    return { hold: { ...(template && { template }), ...(typeof key === 'string' && key !== '' && { key }) } };
}
function referenceOf(value) {
    if (!isRecord(value) || typeof value.name !== 'string')
        return undefined;
    const parameters = isRecord(value.parameters) ? value.parameters : {};
    return {
        name: value.name,
        parameters: Object.fromEntries(Object.entries(parameters).map(([slot, given]) => [slot, inText(given)])),
        ...(typeof value.language === 'string' && { language: value.language }),
    };
}
/** Numbers as text, so that values survive JSON. What is no value stays as it is, for `bind` to refuse. */
function inText(value) {
    return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)) ? String(value) : value;
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
