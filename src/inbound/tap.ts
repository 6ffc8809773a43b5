import { isRecord, textOf } from './fields.js';

type Entry = Record<string, unknown>;

/** A tapped button, a picked row or a template's quick reply. */
export interface Tap {
  readonly title?: string;
  readonly postbackData?: string;
}

/** Where a tap was seen to stand, or stands in WhatsApp's own callbacks, which a provider may hand on as they are. */
const nests = new Set(
  ['selectedItem', 'interactive', 'button', 'buttonReply', 'buttonResponse']
    .concat(['listReply', 'listResponse', 'quickReply', 'quickReplyResponse'])
    .map(plain),
);

/**
 * A tap, wherever in the entry it stands: that is certain of none (facts: "weak" for buttons, unknown for the rest). A
 * place that has both the data and the title is believed before others: beside a picked row, the title of the whole
 * list may stand. `undefined` where there is neither.
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
  return Object.entries(entry).flatMap(([name, value]) => (nests.has(plain(name)) && isRecord(value) ? [value] : []));
}

/** Clickatell's names before those of WhatsApp (`id`, and `payload` and `text` of a template's quick reply). */
function tapIn({ title, text, postbackData, payload, id }: Entry) {
  return { title: textOf(title) ?? textOf(text), postbackData: textOf(postbackData) ?? textOf(payload) ?? textOf(id) };
}

/** `button_reply` is `buttonReply`. */
function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
