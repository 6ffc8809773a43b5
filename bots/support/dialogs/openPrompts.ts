import { plain } from '../../plain.js';
import { consentIn, isComing, isLeft, isSkip, yesOrNo } from '../reading/answersToQuestions.js';
import { changeIn, explicitChangeIn, partIn } from '../reading/corrections.js';
import { isQuestion } from '../reading/question.js';
import { SaidPrompt } from '../saidPrompt.js';
import { longestSubject } from './draft.js';

const fewWords = 3;

const hasWords = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** The questions about a ticket that is being opened. */
export function openPrompts(): SaidPrompt[] {
  return [
    new SaidPrompt('open.subject', {
      help: 'help.open.subject',
      isFree: true,
      takesPhotos: true,
      validate({ text, photos }) {
        if (text.length > longestSubject) {
          return { say: 'open.subjectTooLong', values: { most: longestSubject }, keepsWords: true };
        }
        if (isComing(text)) return { say: 'open.takeYourTime' };
        if (hasWords(text) && isSkip(text)) return { say: 'open.subjectNeeded' };
        if (hasWords(text) && yesOrNo(text) === undefined) return undefined;
        return { say: photos.length > 0 ? 'open.subjectHavingPhoto' : 'open.subject' };
      },
    }),
    new SaidPrompt('open.description', {
      help: 'help.open.description',
      isFree: true,
      takesPhotos: true,
      isExact: (text) => isSkip(text) || explicitChangeIn(text) !== undefined,
      validate({ text }) {
        if (isComing(text)) return { say: 'open.takeYourTime' };
        if (yesOrNo(text) === 'yes') return { say: 'open.description' };
        return text ? undefined : { say: 'open.descriptionHavingPhoto' };
      },
    }),
    new SaidPrompt('open.photo', {
      help: 'help.open.photo',
      takesPhotos: true,
      isExact: (text) => isSkip(text) || yesOrNo(text) !== undefined || explicitChangeIn(text) !== undefined,
      validate({ text, photos }, fresh) {
        if (fresh.photos.length > 0 || isSkip(text) || explicitChangeIn(text)) return undefined;
        if (isComing(text)) return { say: 'open.photoWaits' };
        if (yesOrNo(text) === 'yes') return { say: 'open.photoNow' };
        if (isQuestion(text)) return { say: 'open.photoNeeded' };
        if (plain(text).split(' ').length >= fewWords) return { say: 'open.photoWords', keepsWords: true };
        return photos.length > 0 ? undefined : { say: 'open.photoNeeded' };
      },
    }),
    new SaidPrompt('open.confirm', {
      help: 'help.open.confirm',
      takesPhotos: true,
      isExact: (text) => consentIn(text) !== undefined || changeIn(text)?.text !== undefined,
      validate({ text }, fresh) {
        const isCaption = fresh.photos.length > 0;
        const change = isCaption ? explicitChangeIn(text) : changeIn(text, { open: true });
        if (consentIn(text) !== undefined || change) return undefined;
        return { say: isCaption ? 'open.confirmHavingPhoto' : 'open.confirmNeeded' };
      },
    }),
    new SaidPrompt('open.change', {
      help: 'help.open.change',
      isFree: true,
      takesPhotos: true,
      isExact: isLeft,
      validate: ({ text }) => (text ? undefined : { say: 'open.confirmHavingPhoto' }),
    }),
    new SaidPrompt('open.which', {
      help: 'help.open.change',
      takesPhotos: true,
      isExact: (text) => isLeft(text) || partIn(text) !== undefined,
      validate: ({ text }) => (isLeft(text) || partIn(text) || changeIn(text) ? undefined : { say: 'open.change' }),
    }),
  ];
}
