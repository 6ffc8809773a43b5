import { isRecord, plainName, textOf } from './fields.js';

type Entry = Record<string, unknown>;

/** A tapped button, a picked row or a template's quick reply. */
export interface Tap {
  readonly title?: string;
  readonly postbackData?: string;
}

/** Fields that tapped items were seen in, and those of WhatsApp's own callbacks, which a provider may pass on. */
const nests = new Set(
  ['selectedItem', 'interactive', 'button', 'buttonReply', 'buttonResponse']
    .concat(['listReply', 'listResponse', 'quickReply', 'quickReplyResponse'])
    .map(plainName),
);

/**
 * A tap, wherever the entry has it, because no place is certain: there is one unconfirmed sample for buttons, and none
 * for the rest. A place that has both the data and the title has precedence, because an entry may also have the title
 * of the whole list. `undefined` if there is neither.
 */
export function readTap(entry: Entry): Tap | undefined {
  const outer = { title: textOf(entry.title), postbackData: textOf(entry.postbackData) };
  const places = [
    outer,
    ...nestedIn(entry)
      .flatMap((one) => [one, ...nestedIn(one)])
      .map(tapIn),
  ];
  const whole = places.find(({ title, postbackData }) => title !== undefined && postbackData !== undefined);
  const title = (whole ?? places.find((place) => place.title !== undefined))?.title;
  const postbackData = (whole ?? places.find((place) => place.postbackData !== undefined))?.postbackData;
  if (title === undefined && postbackData === undefined) return undefined;
  return { ...(title !== undefined && { title }), ...(postbackData !== undefined && { postbackData }) };
}

function nestedIn(entry: Entry): Entry[] {
  return Object.entries(entry).flatMap(([name, value]) =>
    isRecord(value) && nests.has(plainName(name)) ? [value] : [],
  );
}

/** Clickatell's names have precedence over WhatsApp's (`id`, and `payload` and `text` of a template's quick reply). */
function tapIn({ title, text, postbackData, payload, id }: Entry) {
  return { title: textOf(title) ?? textOf(text), postbackData: textOf(postbackData) ?? textOf(payload) ?? textOf(id) };
}
