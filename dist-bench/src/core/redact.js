import { lastFour } from './conversation.js';
const longest = 200;
/** The words of somebody else's error, with what they may repeat of a message taken out. In this order. */
const private_ = [
    // What stands between quotes may be the message.
    [/"[^"]*"|“[^”]*”|«[^»]*»|`[^`]*`|(?<!\w)'[^']*'(?!\w)/g, '"…"'],
    [/[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+/g, '…'],
    [/\b(bearer|basic)\s+\S+/gi, '$1 …'],
    // Of an address, the part that may carry a key.
    [/([a-z][a-z0-9+.-]*:\/\/[^\s/?#]*)\S*/gi, '$1/…'],
    // A user id instead of a number.
    [/\b[A-Z]{2}\.[A-Za-z0-9.]{6,}/g, lastFour],
    // A number, however it is grouped, and in whatever digits. "131047: 24 hours" has two.
    [
        /\+?\p{Nd}(?:(?:[\s()./_·\p{Pd}\p{Cf}]|[,:](?=\p{Nd})|%20)*\p{Nd}){6,}/gu,
        (found) => lastFour(found.replace(/\P{Nd}/gu, '')),
    ],
    // A key or a token. A name such as WHATSAPP_SPAM_RATE_LIMIT_REACHED is none.
    [/(?=[^\s]*\d)(?=[^\s]*[a-zA-Z])[\w+/=-]{20,}/g, '…'],
];
/** Words from outside for a log line: on one line, shortened, without quotes, addresses, keys and whole numbers. */
export function redacted(words) {
    let text = words
        .slice(0, 4 * longest)
        .replace(/\s+/g, ' ')
        .trim();
    for (const [pattern, instead] of private_) {
        text = typeof instead === 'string' ? text.replace(pattern, instead) : text.replace(pattern, instead);
    }
    return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
