import { plain } from '../../plain.js';

const trouble = [
  /\b(?:broken|broke|breaks|cracked|burst|bursting|leak(?:s|ing|ed)?|dead|down|offline|stuck|jammed|damaged|faulty|defective|error|errors|fault|fails?|failed|failing|failure|crash(?:es|ed|ing)?|freezes|freezing|frozen|hangs|slow|noisy|noise|smoke|smell(?:s|ing)?|burnt|burning|flickers?|flickering|blinking|dropping|drops|disconnect(?:s|ed|ing)?|rebooting|restarting|buffering|blocked|locked|missing|lost|stolen|late|delayed|wrong|overcharged|refund|complain|complaint|hacked|virus|flooding|flooded|tripping|tripped|overheating|beeping|dirty|expired|declined|rejected)\b/,
  /\b(?:problem|problems|issue|issues|trouble)\b/,
  /\b(?:no|without|zero) (?:internet|signal|power|light|lights|water|electricity|connection|network|wifi|wi-fi|data|sound|picture|dial tone|hot water|airtime|coverage)\b/,
  /\b(?:not|never|isn't|isnt|aren't|arent|doesn't|doesnt|don't|dont|won't|wont|wasn't|can't|cant|cannot|couldn't|hasn't|haven't|stopped|stops|fail to|unable to|keeps?) (?:\w+ ){0,2}?(?:work|works|working|turn|start|connect|connecting|open|load|loading|log|login|charge|charging|print|printing|received?|arrived?|delivered|get|see|hear|access|respond|responding|come|show|showing|cool|heat|pay|use|reach|switch|going|on)\b/,
  /\b(?:i|we) (?:forgot|never|still|lost)\b/,
  /\b(?:send|need|want|get|arrange|book)\b.*\b(?:technician|plumber|electrician|engineer|somebody|someone|replacement|refund|replaced|repaired|fixed|exchange|installation|install|new (?:router|card|sim|phone|modem|bulb|part|one))\b/,
  /\b(?:cancel|change|upgrade|downgrade|move|transfer|renew|reset|unlock|activate|update)\b.*\b(?:contract|subscription|account|package|plan|line|address|password|pin|sim|order|booking|number|details|service)\b/,
  /\b(?:copy|statement) of (?:my|the|an)\b|\b(?:get|send|need) (?:\w+ ){0,3}invoice\b/,
  /\b(?:stukkend|gebreek|lek|stadig|probleem|fout|verloor|gesteel|geen|af|klagte|kla)\b|\bnie\b.*\bnie\b|\bwerk(?:\b.*)? nie\b|\bkan nie\b/,
];

/** Whether a message tells of a problem or asks for a service, so that a ticket may be what it needs. */
export function tellsOfProblem(text: string): boolean {
  const words = plain(text);
  const isLong = words.split(' ').length >= 2;
  return isLong && trouble.some((pattern) => pattern.test(words));
}
