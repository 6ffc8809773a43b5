import { isNumber, isUserId } from '../core/person.js';
import { addressIn, isRecord } from './fields.js';

type Entry = Record<string, unknown>;

/** Who a callback is about. */
export interface Sender {
  /** Their number, or the id that stands in its place. */
  readonly address: string;
  /** Their other id, if the callback shows both. */
  readonly alias?: string;
}

/**
 * Fields for the id of a person who shows no number, in the order in which they count. Clickatell has statuses about
 * anonymous user ids but publishes no field for them; the others are what Meta and other providers call it.
 */
const idFields = ['anonymoususerid', 'fromuserid', 'userid', 'businessscopeduserid', 'bsuid', 'parentuserid'];
/** The same in a status, which is about the person who got the message. */
const recipientFields = ['recipientuserid', 'touserid', ...idFields];
const numberFields = ['phonenumber'];
const recipientNumberFields = ['recipientid', 'phonenumber'];
/** The ends of all these names, so that other fields cost no more than a look. */
const looksRight = /(?:id|number)$/i;
/** Where such a field may be: in the entry, in `from` if that is an object, or beside the profile name. */
const places = [(entry: Entry) => entry, ({ from }: Entry) => from, ({ whatsapp }: Entry) => whatsapp];

/**
 * Who wrote: `from`, or a person's id in a field of its own if there is no number. A number counts first, because the
 * conversation with this person may have begun with it. What has the form of an id beside it is theirs as well.
 */
export function senderOf(entry: Entry): Sender | undefined {
  const from = addressIn(entry.from);
  const found = fieldsOf(entry);
  const [number] = addressesIn(found, numberFields);
  const ids = addressesIn(found, idFields);
  const isHidden = from !== undefined && number !== undefined && isUserId(from) && isNumber(number);
  const address = isHidden ? number : (from ?? number ?? ids[0]);
  if (address === undefined) return undefined;
  const alias = isNumber(address) ? [from, ...ids].find((id) => id !== undefined && isUserId(id)) : undefined;
  return { address, ...(alias !== undefined && { alias }) };
}

/** The ids of the person who got the message that a status is about, as far as it shows any. */
export function recipientOf(entry: Entry): { number?: string; userId?: string } {
  const to = addressIn(entry.to);
  const found = fieldsOf(entry);
  const all = [...(to === undefined ? [] : [to]), ...addressesIn(found, recipientNumberFields)];
  const number = all.find(isNumber);
  const userId = [...all, ...addressesIn(found, recipientFields)].find(isUserId);
  return { ...(number !== undefined && { number }), ...(userId !== undefined && { userId }) };
}

/** The fields that may have an id, by their name in lower case: `fromUserId` and `from_user_id` are the same. */
function fieldsOf(entry: Entry): { name: string; value: unknown }[] {
  const found: { name: string; value: unknown }[] = [];
  for (const at of places) {
    const fields = at(entry);
    if (!isRecord(fields)) continue;
    for (const key of Object.keys(fields)) {
      if (looksRight.test(key)) found.push({ name: key.replaceAll('_', '').toLowerCase(), value: fields[key] });
    }
  }
  return found;
}

function addressesIn(found: readonly { name: string; value: unknown }[], names: readonly string[]): string[] {
  return names
    .flatMap((name) => found.map((each) => (each.name === name ? addressIn(each.value) : undefined)))
    .filter((address) => address !== undefined);
}
