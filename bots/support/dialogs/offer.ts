import { type Dialog, WaterfallDialog } from 'botbuilder-dialogs';
import { plain } from '../../plain.js';
import { inEnglish } from '../heard.js';
import { yesOrNo } from '../reading/answersToQuestions.js';
import { isQuestion } from '../reading/question.js';
import { ticketIn } from '../reading/ticketIn.js';
import { type Said, turnOf } from '../said.js';
import { ask, SaidPrompt } from '../saidPrompt.js';
import { withMenu } from '../stack.js';
import type { Photo } from '../ticket.js';
import { wordsOfTurn } from '../words.js';
import type { Addition } from './add.js';
import { type Draft, draftFrom } from './draft.js';

/** Words or photos that may become a ticket, although nobody asked for them. */
export interface Loose {
  text: string;
  photos: Photo[];
  /** The ticket that they may belong to. */
  ticket: { id: string; subject: string } | undefined;
  /** Nothing in the words says for sure that there is a problem. */
  isUnsure?: boolean;
}

/** Offers to open a ticket with a photo or with the person's words, or to add them to the open ticket. */
export function offerDialogs(): Dialog[] {
  const offer = new WaterfallDialog<Loose>('offer', [
    async (step) => {
      const { ticket, photos, text, isUnsure } = step.options;
      const isPhoto = photos.length > 0;
      const question = isPhoto
        ? 'offer.photo'
        : isUnsure
          ? 'offer.unsure'
          : ticket
            ? 'offer.wordsOrAdd'
            : 'offer.words';
      const values = { words: text, ticket: ticket?.id ?? '', subject: ticket?.subject ?? '' };
      if (ticket) return ask(step, 'offer.open', question, values, ['menu.open', 'addTo', 'no']);
      return ask(step, 'offer.open', question, values, [isPhoto ? 'menu.open' : 'yes', 'no']);
    },
    async (step) => {
      const { options, context } = step;
      const said: Said = step.result;
      const wish = wishOf(said.text);
      const photos = [...options.photos, ...said.photos];
      const added = said.captions.filter(Boolean).join('\n');
      if (wish === 'open') return step.replaceDialog('open', draftOf(turnOf(context.activity), options, photos, added));
      if (wish && wish !== 'no') {
        const addition: Addition = { ticket: wish, text: [options.text, added].filter(Boolean).join('\n'), photos };
        return step.replaceDialog('add', addition);
      }
      const text = wordsOfTurn(context)(photos.length > 0 ? 'offer.noPhoto' : 'offer.no');
      await context.sendActivity(withMenu(step, text, { ending: true }));
      return step.endDialog();
    },
  ]);
  return [offer, prompt];
}

/** Words alone are the title; beside a photo they describe it. */
function draftOf(key: string, { text, photos: before }: Loose, photos: Photo[], added: string): Draft {
  if (before.length > 0) {
    return { key, subject: '', description: [text, added].filter(Boolean).join('\n'), photos };
  }
  const draft = draftFrom(key, text, photos);
  return { ...draft, description: [draft.description, added].filter(Boolean).join('\n') };
}

const fewWords = 3;

const prompt = new SaidPrompt('offer.open', {
  help: 'help.offer',
  takesPhotos: true,
  isExact: (text) => wishOf(text) !== undefined,
  validate({ text }, { photos }) {
    if (wishOf(text)) return undefined;
    if (photos.length > 0) return { say: 'offer.morePhotos' };
    const isMore = !isQuestion(text) && plain(text).split(' ').length >= fewWords;
    return isMore ? { say: 'offer.moreWords', keepsWords: true } : { say: 'offer.needed' };
  },
});

/** `open`, `no`, or the number of a ticket to add to. */
function wishOf(text: string): string | undefined {
  const words = plain(inEnglish(text));
  if (
    /^(?:yes )?(?:please )?(?:open|open (?:a|one|it)(?: new)?(?: ticket)?|open a new ticket|(?:a )?new (?:ticket|one))(?: please)?$/.test(
      words,
    )
  ) {
    return 'open';
  }
  const said = yesOrNo(text);
  if (said) return said === 'yes' ? 'open' : said;
  if (/^(?:no|nope|nah|nee)\b(?! (?:internet|signal|power|light|water|wifi|network))/.test(words)) return 'no';
  return /^(?:(?:yes|please|add|it|that|this|to|the|ticket|my|with) )*t ?-? ?\d+(?: please)?$/.test(words)
    ? ticketIn(text)
    : undefined;
}
