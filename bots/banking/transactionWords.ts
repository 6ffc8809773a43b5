/** Words of a request for transactions that ask for nothing in particular. */
const filler = new Set(
  (
    'show me my mine the a an all any please pls plz can could you see get give list view want need to would like of in on for ' +
    'from at by with and or also transaction transactions statement statements history movements activity bank banking account accounts ' +
    'acc money rand rands what whats when where who how much many did do does have has had is was were are i we us it its that ' +
    'this these those there them only just last latest recent newest total totals sum altogether overall in out ' +
    'transfer transfers transferred payment payments details detail more less next done everything anything something ' +
    'hi hey hello so ok okay no yes not which one ones go going gone through come came arrive arrived reflect reflected through ' +
    'biggest largest highest top most expensive already yet ever again about full mini complete send use used up ' +
    'tell let know check look find amount amounts card debit credit ' +
    'op by die het ek was met te wat vir jou en ook asseblief verlede hierdie per ' +
    'if be been am get got happened made make take taken thing things stuff now please thanks thank'
  ).split(' '),
);

const time =
  /^(?:\d.*|(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)|january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|yesterday|tomorrow|tonight|morning|afternoon|evening|weeks?|months?|years?|days?|weekends?|fortnights?|hours?|quarters?|past|previous|since|until|till|between|before|after|during|ago|first|second|third|fourth|half|end|ended|beginning|begin|start|starting|mid|middle|this|last|next|current|ytd|mtd|date|other|week's|month's|weekend's|one|two|three|four|five|six|seven|eight|nine|ten|couple|few|christmas|easter|new|year's|far|to|from|now|then|on|the|around|earlier|later|early|late|month-to-date)$/;

export function isFillerWord(word: string): boolean {
  return filler.has(word);
}

/** Whether a word may belong to days and times, which are read apart. */
export function isTimeWord(word: string): boolean {
  return time.test(word);
}
