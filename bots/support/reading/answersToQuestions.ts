import { plain } from '../../plain.js';
import { readYesNo } from '../../talk/yesNo.js';
import { inEnglish, spelt } from '../heard.js';

/** The words of an answer in English, plain and without typing errors. */
function said(text: string): string {
  return plain(spelt(inEnglish(text)));
}

/** A clear yes or no to a question whose answer can be taken back: a thumb counts as well. */
export function yesOrNo(text: string): 'yes' | 'no' | undefined {
  if (/^\s*(?:👍|✅|👌|🆗)(?:\p{Emoji_Modifier}|\uFE0F|\s)*$/u.test(text)) return 'yes';
  if (/^\s*(?:👎|❌)(?:\p{Emoji_Modifier}|\uFE0F|\s)*$/u.test(text)) return 'no';
  return readYesNo(text);
}

const opens =
  /^(?:(?:yes+|yea|ja|yeah|yep|yup|ok|okay|sure|please|go ahead|do it|go|it|looks|all|is|that|that's|thats|its|it's|this|and|perfect|great|fine|good|correct|right|open|log|send|submit|create|save|the|ticket|now|thanks|thank|you|exactly|done|everything|cool|so|you|can|do|thing|for it)(?: |$))+$/;
const meansYes =
  /\b(?:yes+|yea|please do|ja|yeah|yep|yup|ok|okay|sure|go ahead|do it|perfect|great|good|fine|correct|right|open|log|send|submit|create|exactly)\b/;

/** The answer to "shall I open it?". */
export function consentIn(text: string): 'yes' | 'no' | undefined {
  const words = said(text);
  // What is wrong with a draft can be changed, so this does not throw it away.
  if (/\b(?:wrong|incorrect)\b|^not$/.test(words)) return undefined;
  const clear = yesOrNo(text);
  if (clear || text.includes('?')) return clear;
  if (
    /^(?:no |nope |please )*(?:don't|dont|do not)(?: (?:do|open|log|send|submit|create))?(?: (?:it|that|the ticket|a ticket|anything))?$/.test(
      words,
    )
  ) {
    return 'no';
  }
  if (/^(?:(?:no|nope|nah|nee|please|just) )*(?:leave|forget|delete|discard|drop|scrap) (?:it|that)$/.test(words))
    return 'no';
  return opens.test(words) && meansYes.test(words) ? 'yes' : undefined;
}

/** Whether the person has nothing to say or show here. */
export function isSkip(text: string): boolean {
  const words = said(text);
  return (
    readYesNo(text) === 'no' ||
    (consentIn(text) === 'yes' && /\b(?:open|log|submit|create|save)\b/.test(words)) ||
    /^(?:(?:no|nope|nah|sorry|please|just|lets|let's|ok|i|we|rather|can|you|well) )*(?:skip|skp|skipp|pass|next|none|nothing|nada|na|n a|no photos?|no pics?|no pictures?|no image|without|idk|dunno|i don't know|i dont know|don't know|dont know|not sure|no idea|that's all|that is all|thats all|that's it|thats it|just that|nothing (?:more|else)(?: to (?:say|add|tell))?|no (?:more )?details|no description|nothing (?:in particular|special|specific)|no words|no need|not needed|not now|not yet|maybe later|later|(?:do not|don't|dont) (?:want|wanna|feel like)(?: to| it| that| one)*|(?:do not|don't|dont|can't|cant|cannot) (?:have|take|send|got)(?: (?:one|any|a|the|my|camera|a photo|a picture|a pic|it|photos?|that|now|right now))*|(?:i'll|ill|i will|will) (?:send|take|do|share) (?:it|one|a photo|a pic|them|that) (?:later|tomorrow|tonight|just now|now now))(?: (?:it|that|this|sorry|thanks|thank you|please|photo|the photo|for now|now|needed|step))*$/.test(
      words,
    )
  );
}

/** Whether the person is about to send it. */
export function isComing(text: string): boolean {
  return /^(?:ok |yes |just |please )*(?:wait|one (?:sec|second|moment|min|minute)|hang on|hold on|give me a (?:sec|second|moment|minute)|let me (?:take|get|send|find)|(?:pic|photo|picture|image)s? (?:is |are )?(?:coming|on (?:its|the) way)|sending|i am sending|im sending|i'm sending|busy|coming|just a (?:sec|second|moment|minute)|taking one)\b.{0,30}$/.test(
    said(text),
  );
}

/** Whether the person leaves it as it is, when asked what to change. */
export function isLeft(text: string): boolean {
  const words = said(text);
  return /^(?:(?:cancel|stop|leave|keep|forget) (?:it|that|this)?(?: as it is)?|cancel|stop|never ?mind|nothing|no|nope|leave it as it is|it is (?:fine|ok|right))$/.test(
    words,
  );
}
