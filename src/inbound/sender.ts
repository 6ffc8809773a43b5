import { isNumber, isUserId } from '../core/person.js';
import { addressIn, isRecord, named, plainName } from './fields.js';

type Entry = Record<string, unknown>;

/** Who a callback is about. */
export interface Sender {
  /** Their number, or the id that stands in its place. */
  readonly address: string;
  /** Their other id, if the callback shows both. */
  readonly alias?: string;
  /** The field that the address was in, if that was not `from`. */
  readonly field?: string;
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
 * conversation with this person may have begun with it. What has the form of an id beside it is theirs as well. Where
 * neither `from` nor a field of a known name has anybody, a field that by its name is about a person has them.
 */
export function senderOf(entry: Entry): Sender | undefined {
  const from = addressIn(entry.from);
  const found = fieldsOf(entry);
  const [number] = addressesIn(found, numberFields);
  const ids = addressesIn(found, idFields);
  const isHidden = from !== undefined && number !== undefined && isUserId(from) && isNumber(number);
  const other = from ?? number ?? ids[0] ?? otherIn(entry);
  const address = isHidden ? number : other;
  if (address === undefined) return undefined;
  const alias = isNumber(address) ? [from, ...ids].find((id) => id !== undefined && isUserId(id)) : undefined;
  const field = from === undefined ? nameOf(address, entry) : undefined;
  return { address, ...(alias !== undefined && { alias }), ...(field !== undefined && { field }) };
}

/** Records that are about a person, as far as their name tells. */
const personPlaces = ['from', 'sender', 'user', 'author', 'contact', 'customer', 'profile', 'participant', 'whatsapp'];
/** What a person is called in the names of fields, and how those that have an address end. */
const ofPerson = /(?:from|sender|user|author|contact|customer|person|participant|anonymous|wa|msisdn|phone|mobile)/;
const ofAddress = /(?:id|number|msisdn|address|phone|mobile|from|sender|user|author|participant)$/;
/** Fields that are about something else, or about us. */
const ofOthers =
  /message|integration|session|conversation|thread|business|account|channel|phonenumberid|campaign|^to|recipient/;
/** In a record about a person, these need not say whose they are. */
const ownNames = ['id', 'number', 'address'];

/** What has the form of a number or a user id in any other field that is about a person. */
function otherIn(entry: Entry): string | undefined {
  return personFields(entry)
    .map(({ value }) => addressIn(value))
    .find((address) => address !== undefined && (isNumber(address) || isUserId(address)));
}

function personFields(entry: Entry): { name: string; value: unknown }[] {
  const inside = personPlaces.map((place) => named(entry)(place)).filter(isRecord);
  return [entry, ...inside].flatMap((fields, depth) =>
    Object.entries(fields)
      .filter(([key]) => {
        const name = plainName(key);
        if (ofOthers.test(name)) return false;
        return (ofPerson.test(name) && ofAddress.test(name)) || (depth > 0 && ownNames.includes(name));
      })
      .map(([name, value]) => ({ name, value })),
  );
}

/** The name of the field with an address, for logs. */
function nameOf(address: string, entry: Entry): string {
  const field = [...fieldsOf(entry), ...personFields(entry)].find(({ value }) => addressIn(value) === address);
  return (field?.name ?? '').slice(0, 64);
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
      if (looksRight.test(key)) found.push({ name: plainName(key), value: fields[key] });
    }
  }
  return found;
}

function addressesIn(found: readonly { name: string; value: unknown }[], names: readonly string[]): string[] {
  return names
    .flatMap((name) => found.map((each) => (each.name === name ? addressIn(each.value) : undefined)))
    .filter((address) => address !== undefined);
}
