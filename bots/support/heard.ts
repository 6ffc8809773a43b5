import { speller, translator } from '../talk/heard.js';
import heard from './heard.af.json' with { type: 'json' };
import { bare } from './reading/bare.js';

/** The text with its Afrikaans words of command in English. */
export const inEnglish = translator(heard);

const words =
  'open close cancel ticket tickets status human agent person someone colleague help menu hello remind reminder reminders report problem issue fault skip thanks thank you please solved again reopen list talk speak chat update news morning afternoon evening never mind stop show what title description change'.split(
    ' ',
  );
/** Right words that are near to those. */
const others =
  'hell helps helped helpful shop ships shops step stops stopped slip ticked tickers thicket problems issues faults opens opened opening closed closes closer cancels talks talked speaks chats chart persons statue states shows shown snow listen lists lost last most must news new never fever clone hold held helm held agents agenda agency marks mine mind minds kind find remains remained reminds reminded reports reported reporter skips ship thank than that think things thanks shelf shall'.split(
    ' ',
  );

/** The text with the typing errors in words of command mended. */
export const spelt = speller(words, others);

/**
 * The person's own words for the end of a message, which was read in English and without typing errors. The words of a
 * ticket or reminder are never rewritten.
 */
export function ownWords(text: string, read: string): string {
  if (read === '' || text.includes(read)) return read;
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}'’])[\p{L}\p{N}'’]/gu)) {
    const end = text.slice(index);
    if ([inEnglish(end), spelt(inEnglish(end))].some((each) => same(each, read))) return bareEnd(end);
  }
  return read;
}

function same(one: string, other: string): boolean {
  return bareEnd(one).toLowerCase() === bareEnd(other).toLowerCase();
}

/** Without politeness and punctuation behind it. */
function bareEnd(text: string): string {
  return bare(`x ${text}`)
    .slice(1)
    .replace(/[?!.\s]+$/, '')
    .trim();
}
