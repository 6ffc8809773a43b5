import { plain } from '../plain.js';

const yes =
  /^(?:y|ya|yes|yep|yup|yeah|yebo|ja|ok|okay|sure|correct|confirm|i confirm|go ahead|do it|send it|yes i do|of course)(?: (?:do it|sure|go ahead|confirm|send it|it is|correct|that is right|that's right))?$/;
const no = /^(?:n|no|nope|nah|nee|cha|don't|do not|wrong|no don't|don't do it|no it is not|not)$/;
const polite = /\b(?:please|pls|plz|plse|asseblief|asb|thanks|thank you|thx|ta|dankie|man|bot|sir|madam|then|dan)\b/g;

/** A clear yes or no and nothing else, because money and drafts depend on it. */
export function readYesNo(text: string): 'yes' | 'no' | undefined {
  if (/\?\s*$/.test(text)) return undefined;
  const said = plain(plain(text).replace(polite, ' '));
  if (yes.test(said)) return 'yes';
  return no.test(said) ? 'no' : undefined;
}
