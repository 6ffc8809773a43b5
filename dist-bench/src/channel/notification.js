import { z } from 'zod';
import { InvalidInputError } from '../core/errors.js';
import { addressOf, isAddress } from '../core/person.js';
import { intentOf, template } from '../templates/message.js';
/** An international number, however it is written, or a user id such as `US.13491208655302741918`. */
const person = z
    .string()
    .transform(addressOf)
    .refine(isAddress, 'must be an international number in digits, or a user id');
const value = z.union([z.string(), z.number(), z.bigint()], 'must be a text or a number').transform(String);
const common = {
    to: person,
    from: person.optional(),
    text: z.string().trim().min(1, 'must not be empty').max(32_768, 'must be at most 32768 characters long').optional(),
    topic: z.string().min(1).max(128).optional(),
    id: z
        .string()
        .regex(/^[\w.:-]{1,128}$/, 'must be 1 to 128 letters, digits, dots, colons, dashes or underscores')
        .optional(),
};
const reference = z.strictObject({
    name: z.string().min(1),
    parameters: z.record(z.string(), value).default({}),
    language: z.string().min(1).optional(),
});
const key = z.string().min(1, 'must not be empty').max(256, 'must be at most 256 characters long').optional();
const words = z.enum(['template', 'hold', 'refuse'], 'must be "template", "hold" or "refuse"');
const whenClosed = z
    .union([words, z.strictObject({ hold: z.strictObject({ template: reference.optional(), key }) })], {
    error: ({ input }) => typeof input === 'object'
        ? 'must be { "hold": { "template"?, "key"? } }'
        : 'must be "template", "hold" or "refuse"',
})
    .optional();
const request = z.strictObject({ ...common, whenClosed, template: reference.optional() });
const given = z.strictObject({
    ...common,
    whenClosed,
    template: z
        .custom((message) => typeof message === 'object' && message !== null && intentOf(message).template !== undefined, 'must be made with template(name, parameters)')
        .optional(),
});
/**
 * Checks a notification and returns it with its numbers as digits. Plain JavaScript can pass anything.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export function checkNotification(notification) {
    const parsed = given.safeParse(notification);
    if (!parsed.success)
        throw invalid(parsed.error);
    return whole(parsed.data);
}
/**
 * Parses the JSON form of a notification: `{to, text?, template?: {name, parameters, language?}, whenClosed?, …}`.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export function parseNotification(json) {
    const parsed = request.safeParse(json);
    if (!parsed.success)
        throw invalid(parsed.error);
    const { template: reference, ...rest } = parsed.data;
    if (!reference)
        return whole(rest);
    const { name, parameters, language } = reference;
    return { ...rest, template: template(name, parameters, language === undefined ? {} : { language }) };
}
function whole(notification) {
    if (notification.text !== undefined || notification.template !== undefined)
        return notification;
    throw new InvalidInputError('text', 'a notification needs a text, a template, or both');
}
function invalid({ issues: [first] }) {
    const issue = first && withinUnion(first);
    if (!issue)
        return new InvalidInputError('notification', 'cannot be read');
    if (issue.code === 'unrecognized_keys') {
        return new InvalidInputError([...issue.path, issue.keys[0] ?? ''].join('.'), 'there is no such field');
    }
    return new InvalidInputError(issue.path.join('.') || 'notification', issue.message);
}
/** Of an object that may have several forms: what is wrong inside of the one that it comes nearest to. */
function withinUnion(issue) {
    if (issue.code !== 'invalid_union')
        return issue;
    const [nearest] = issue.errors.flat().sort((one, other) => other.path.length - one.path.length);
    if (!nearest || nearest.path.length === 0)
        return issue;
    return withinUnion({ ...nearest, path: [...issue.path, ...nearest.path] });
}
/** The notification as JSON for `parseNotification`, so that it can wait in a store. */
export function notificationJson({ template, ...rest }) {
    return { ...rest, ...(template && { template: template.channelData.clickatell.template }) };
}
