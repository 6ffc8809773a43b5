import { plain } from '../../plain.js';

const fewWords = 3;

/** Whether the text asks something, as far as its form says. */
export function isQuestion(text: string): boolean {
  const words = plain(text);
  if (words.split(' ').length < fewWords) return false;
  return (
    /\?\s*$/.test(text) ||
    /^(?:what|whats|what's|when|where|why|who|whose|which|how|is|are|do|does|did|can|could|will|would|may|should|must i|wat|wanneer|waar|hoekom|wie|hoe|kan|sal|mag|moet ek)\b/.test(
      words,
    )
  );
}

/** Whether the person does not understand what they are asked. */
export function isPuzzled(text: string): boolean {
  return /^(?:(?:what|huh|eh|why|how|pardon|come again|explain|meaning|like what|what now|wat|hoekom|ne|né)(?: (?:do you mean|does (?:that|this) mean|should i (?:do|say|write)|must i (?:do|say|write)|now|that|this|for|so|exactly))?|i (?:don't|dont|do not) (?:understand|get (?:it|this|that))|i am confused|i'm confused|not clear|ek verstaan nie)$/.test(
    plain(text),
  );
}
