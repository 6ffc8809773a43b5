/** What a message asks about reminders. `text` is the rest, without "remind me" or "cancel my reminder". */
export type ReminderIntent = { kind: 'remind' | 'unremind'; text: string } | { kind: 'reminders' };

const please = '(?:(?:please|pls|can you|could you|will you|would you|i want you to|i need you to)[ ,]+)*';
const remind = new RegExp(
  `^${please}(?:remind me|(?:set|make|create|send me|give me|i want|i need)(?: me)? (?:a|an)(?: payment)? reminder|(?:payment )?reminder)\\b[\\s,:.–-]*([\\s\\S]*)$`,
  'i',
);
const unremind = new RegExp(
  `^${please}(?:cancel|stop|delete|remove|forget|take back|clear)((?: [\\w-]+){0,5}?) (reminders?)\\b[\\s,:.–-]*([\\s\\S]*)$|^(?:don[’']?t|do not) remind me\\b[\\s,:.–-]*([\\s\\S]*)$`,
  'i',
);
const list =
  /^(?:please )?(?:(?:can|could) (?:you|i) )?(?:show|list|see|view|what are|what|which|how many|do i have)?(?: me)? ?(?:my|any|the|all my|all)? ?(?:payment )?reminders?(?: (?:do i have|have i got|are there|are set|did i set|are waiting|i have|set|waiting|left))*(?: please)?[\s?!.]*$/i;

/** Reads "remind me …", "cancel my reminder …" and "my reminders"; `undefined` for anything else. */
export function reminderIntent(said: string): ReminderIntent | undefined {
  const text = said.trim();
  const taken = unremind.exec(text);
  if (taken) {
    const [, before = '', noun = '', after, never] = taken;
    const rest = [before, after ?? never]
      .join(' ')
      .replace(/[?!.]+$/, '')
      .trim();
    // "My reminders" are all of them; "my reminders about the lamp" are those.
    const isAll = /s$/i.test(noun) && /^(?:my|the|these|those|every)?$/i.test(rest);
    return { kind: 'unremind', text: isAll ? `all ${rest}`.trim() : rest };
  }
  if (list.test(text) && !/^(?:a |my |the )?(?:payment )?reminder[\s?!.]*$/i.test(text)) return { kind: 'reminders' };
  const wish = remind.exec(text)?.[1];
  return wish === undefined ? undefined : { kind: 'remind', text: wish.replace(/[?!.]+$/, '').trim() };
}
