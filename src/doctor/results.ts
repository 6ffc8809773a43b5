import type { FoundForm, NumberFindings } from '../findings/shape.js';
import type { Check } from './check.js';
import type { Arrival } from './inbox.js';
import type { Result, Shape, ShapeName } from './shape.js';

/** What the adapter does where a kind does not work. */
const instead: Readonly<Record<ShapeName, string>> = {
  quote: 'Answers are sent without quotes.',
  buttons: 'Questions are sent as numbered text.',
  list: 'Questions with more than three choices are sent as numbered text.',
  link: 'Links are sent as text.',
  location: 'Places are sent as text.',
  locationRequest: 'Ask for a location in words.',
  contacts: 'Contacts are sent as text.',
  upload: 'Files are sent inside the messages, if that works.',
  inline: 'Files are sent by upload, if that works.',
  quickReplies: 'Use templates without quick replies, or look at the template in the portal.',
  urlSuffix: 'Use link buttons without a variable, or look at the template in the portal.',
};

/** What is said of a shape. */
export function checksOf({ names, title }: Shape, result: Result): Check[] {
  return names.map((name) => ({ name, ...judged(title, instead[name], result) }));
}

function judged(title: string, otherwise: string, result: Result): Omit<Check, 'name'> {
  const what = `${title[0]?.toUpperCase()}${title.slice(1)}`;
  switch (result.kind) {
    case 'native':
      return { verdict: 'ok', sentence: `${what}: shown as intended.${tapTold(result.tap)}` };
    case 'text':
      return { verdict: 'warning', sentence: `${what}: arrived as plain text. ${otherwise}` };
    case 'lost': {
      const last = result.last === undefined ? '' : ` (last status: ${result.last})`;
      return { verdict: 'warning', sentence: `${what}: accepted, and nothing arrived${last}. ${otherwise}` };
    }
    case 'untapped': {
      const told =
        result.event === undefined ? 'no callback told of the tap' : `the tap’s ${result.event} cannot be read`;
      return { verdict: 'warning', sentence: `${what}: shown as intended, but ${told}. ${otherwise}` };
    }
    case 'refused':
      return { verdict: 'warning', sentence: `${what}: not taken (${inside(result.reason)}). ${otherwise}` };
    case 'unclear':
      return { verdict: 'skipped', sentence: `${what}: not known (${inside(result.reason)}).` };
  }
}

function tapTold(tap: Arrival | undefined): string {
  return tap ? ` The tap came back as ${tap.name}, with ${tap.fields.join(', ')}.` : '';
}

/** A sentence within another one. */
function inside(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

/** What the results say for the adapter. What is unclear is left out. */
export function foundBy(
  results: ReadonlyMap<ShapeName, Result>,
): Pick<NumberFindings, 'kinds' | 'media' | 'quote' | 'templates'> {
  const form = (name: ShapeName): FoundForm | undefined => {
    const kind = results.get(name)?.kind;
    return kind === undefined || kind === 'unclear' ? undefined : kind === 'native' ? 'native' : 'text';
  };
  const works = (name: ShapeName) => (form(name) === undefined ? undefined : form(name) === 'native');
  const kinds = (['buttons', 'list', 'link', 'location', 'locationRequest', 'contacts'] as const).flatMap((name) => {
    const found = form(name);
    return found === undefined ? [] : [[name, found] as const];
  });
  const [quote, media] = [works('quote'), mediaRoute(works('upload'), works('inline'))];
  const [quickReplies, urlSuffix] = [works('quickReplies'), works('urlSuffix')];
  return {
    kinds: Object.fromEntries(kinds),
    ...(media !== undefined && { media }),
    ...(quote !== undefined && { quote }),
    ...((quickReplies ?? urlSuffix) !== undefined && {
      templates: {
        ...(quickReplies !== undefined && { quickReplies }),
        ...(urlSuffix !== undefined && { urlSuffix }),
      },
    }),
  };
}

function mediaRoute(upload: boolean | undefined, inline: boolean | undefined): NumberFindings['media'] {
  if (upload) return 'upload';
  // If nothing is known of uploads, they are tried first, and the adapter sees for itself.
  if (upload === undefined) return undefined;
  return inline === undefined ? undefined : inline ? 'inline' : 'none';
}
