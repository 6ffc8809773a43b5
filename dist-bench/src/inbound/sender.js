import { addressIn, isRecord } from './fields.js';
/**
 * Fields for the id of a person who shows no number, in the order in which they count. Clickatell has statuses about
 * anonymous user ids but publishes no field for them; the others are what Meta and other providers call it.
 */
const idFields = ['anonymousUserId', 'fromUserId', 'userId', 'businessScopedUserId', 'bsuid', 'parentUserId'];
/** Where such a field may be: in the entry, in `from` if that is an object, or beside the profile name. */
const places = [(entry) => entry, ({ from }) => from, ({ whatsapp }) => whatsapp];
/**
 * Who wrote: `from`, or a person's id in a field of its own if there is no number. A number counts first, because the
 * conversation with this person may have begun with it.
 */
export function senderOf(entry) {
    const from = addressIn(entry.from);
    if (from !== undefined)
        return from;
    const found = places.map((at) => at(entry)).filter(isRecord);
    return ['phoneNumber', ...idFields]
        .flatMap((name) => found.map((fields) => addressIn(fieldIn(fields, name))))
        .find((address) => address !== undefined);
}
/** `fromUserId` and `from_user_id` are the same. */
function fieldIn(fields, name) {
    const key = Object.keys(fields).find((each) => each.replaceAll('_', '').toLowerCase() === name.toLowerCase());
    return key === undefined ? undefined : fields[key];
}
