const day = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|month ?end|the month end|pay ?day)';
const later = new RegExp(
  [
    `\\b(?:on |by |from |starting |this |next |coming |every )*(?:next ${day}|(?:on|this|next|every|by|coming) ${day})\\b`,
    '\\b(?:on |by |from |starting )?(?:tomorrow|tonight|later(?: today)?|next (?:week|month)|in the (?:morning|evening))\\b(?: (?:morning|afternoon|evening|night))?',
    '\\b(?:every|each) (?:other |second |single )?(?:month|week|day|year|morning|fortnight)\\b|\\b(?:monthly|weekly|daily|fortnightly)\\b',
    '\\bin \\d+ (?:minutes?|hours?|days?|weeks?|months?)(?: time)?\\b',
    '\\b(?:on|by) the (?:\\d{1,2}(?:st|nd|rd|th)?|first|last|end)(?: of (?:the |every |each |next )?month)?\\b',
    '\\b(?:on|by) \\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\w*\\b',
    '\\bat \\d{1,2}(?::\\d\\d)? ?(?:am|pm)\\b|\\bat \\d{1,2}:\\d\\d\\b',
  ].join('|'),
  'gi',
);

/** When a payment is to be made, if not now, in the person's words: "on Friday", "every month". */
export function whenLater(text: string): string | undefined {
  return text.match(later)?.join(' ').trim();
}

export function withoutLater(text: string): string {
  return text.replace(later, ' ');
}
