const before =
  /^(?:(?:hi|hello|hey|hallo|helo|howzit|sawubona|aweh|good (?:day|morning|afternoon|evening)|goeie (?:dag|more|môre|middag|naand)|ok|okay|oh|heya|hiya|yo|aw|nvm|never ?mind|actually|wait|hold on|hang on|rather|first|no(?=[\s,.!]+(?:cancel|i want|open a|close|human|talk|rather|speak|remind|first))|alright|cool|great|so|well|please|pls|plz|kindly|sorry|excuse me|um+|uh+|and|also|then|but|yes)(?: (?:there|guys|team|all|again|bot|sir|madam|everyone))?(?:[\s,.!:;-]+|$))+/i;
const after =
  /[\s,.!]+(?:(?:please|pls|plz|thanks|thank you|thx|now|asap|quickly|man|bru|guys|hey|for me|asseblief|dankie)[\s,.!]*)+(?=[?!.\s]*$)/i;

/** Politeness is short. In a longer run of dots, the pattern would begin anew at each of them. */
const longestAfter = 200;

/** The message without greetings and politeness around it; the whole of it if there is nothing else. */
export function bare(text: string): string {
  const begun = text.trim().replace(before, '');
  const at = Math.max(0, begun.length - longestAfter);
  const rest = (begun.slice(0, at) + begun.slice(at).replace(after, '')).trim();
  return /[\p{L}\p{N}]/u.test(rest) ? rest : text.trim();
}
