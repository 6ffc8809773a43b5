import { InvalidInputError } from '../core/errors.js';
import { checkNotification, parseNotification } from './notification.js';
/** Stands in for the people, where what they get is checked. */
export const anybody = 'ZZ.anybody';
/** The ids of its notifications are longer, and theirs are limited to 128. */
const longestId = 100;
/**
 * Checks a publication. Plain JavaScript can pass anything.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export function checkPublication(publication) {
    return whole(checkNotification({ ...withoutPerson(publication), to: anybody }));
}
/**
 * Parses the JSON form of a publication: `{topic, from?, text?, template?: {name, parameters, language?}, whenClosed?, id?}`.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export function parsePublication(json) {
    return whole(parseNotification({ ...withoutPerson(json), to: anybody }));
}
function withoutPerson(given) {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
        throw new InvalidInputError('publication', 'must be an object');
    }
    if ('to' in given)
        throw new InvalidInputError('to', 'there is no such field: it goes to all who have signed up');
    return given;
}
function whole({ to: _, topic, ...rest }) {
    if (topic === undefined)
        throw new InvalidInputError('topic', 'must name what people have signed up for');
    if (rest.id !== undefined && rest.id.length > longestId) {
        throw new InvalidInputError('id', `must be at most ${longestId} characters long`);
    }
    return { ...rest, topic };
}
