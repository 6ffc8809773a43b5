const please = '(?:(?:please|pls|can you|could you|will you|would you|i want you to|i need you to)[ ,]+)*';
const remind = new RegExp(`^${please}(?:remind me|(?:set|make|create|send me|give me|i want|i need)(?: me)? (?:a|an)(?: payment)? reminder|(?:payment )?reminder)\\b[\\s,:.–-]*([\\s\\S]*)$`, 'i');
const unremind = new RegExp(`^${please}(?:cancel|stop|delete|remove|forget|take back|clear)((?: [\\w-]+){0,5}?) reminders?\\b[\\s,:.–-]*([\\s\\S]*)$|^(?:don[’']?t|do not) remind me\\b[\\s,:.–-]*([\\s\\S]*)$`, 'i');
const list = /^(?:please )?(?:show|list|see|what are)?(?: me)? ?(?:my|the|all my)? ?(?:payment )?reminders(?: please)?[\s?!.]*$/i;
/** Reads "remind me …", "cancel my reminder …" and "my reminders"; `undefined` for anything else. */
export function reminderIntent(said) {
    const text = said.trim();
    const taken = unremind.exec(text);
    if (taken)
        return {
            kind: 'unremind',
            text: [taken[1], taken[2] ?? taken[3]]
                .join(' ')
                .replace(/[?!.]+$/, '')
                .trim(),
        };
    if (list.test(text))
        return { kind: 'reminders' };
    const wish = remind.exec(text)?.[1];
    return wish === undefined ? undefined : { kind: 'remind', text: wish.replace(/[?!.]+$/, '').trim() };
}
