import { speller, translator } from '../talk/heard.js';
import dictionary from './heard.af.json' with { type: 'json' };

/** A message with its Afrikaans words for commands, accounts and the like in English. */
export const inEnglish: (text: string) => string = translator(dictionary);

const commands =
  'balance balances transactions transaction statement history transfer send payment payments freeze unfreeze block ' +
  'unblock card savings cheque credit cancel human agent consultant help menu remind reminder reminders deposits ' +
  'withdrawals groceries petrol spend spent account accounts beneficiaries electricity airtime stolen hello thanks ' +
  'please spending salary money afrikaans english';
/** Words that are one letter away from a command, and are none. */
const others =
  'sent cards sand lend spend hall hell cancels paid play stole story storey check current cheek block black clock ' +
  'pleas blocked frozen froze lock locked accounting saving credits remained remainder sends bend mend spends helps ' +
  'counts count cart care cord hero cellos halo money monday honey monkey';

/** A message with the typing errors in the words of its commands mended. */
export const spelt: (text: string) => string = speller(commands.split(' '), others.split(' '));
