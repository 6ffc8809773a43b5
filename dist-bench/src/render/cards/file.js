import { wordsBlock } from './block.js';
import { lines, typed } from './words.js';
/** Servers refuse longer ones. */
const longestAddress = 2_000;
/** With these limits, name, address and description of a file and a caption of 1024 units fit into one text. */
const longestName = 240;
const longestAlt = 700;
const audioName = /\.(?:aac|amr|m4a|mp3|oga|ogg|opus|wav|weba)(?:[?#]|$)/i;
/** A file at an address. If it cannot be fetched, or its name is too long, these are shown as text. */
export function fileBlocks(address, { contentType = '', name, alt, isAudio = false }) {
    const source = address.trim();
    const isInline = /^data:/i.test(source);
    if (!isInline && !isFetched(source))
        return wordsBlock(lines(...[alt, name, source].map((word) => word && typed(word))));
    const isNamed = name !== undefined && typed(name).length <= longestName;
    const isDescribed = alt !== undefined && typed(alt).length <= longestAlt;
    return [
        ...wordsBlock(lines(isDescribed ? '' : alt && typed(alt), isNamed ? '' : name && typed(name))),
        {
            kind: 'file',
            source,
            contentType,
            ...(isNamed && { fileName: name }),
            ...(isDescribed && { alt }),
            isAudio: isAudio || isAudioType(contentType, source.slice(0, longestAddress), isInline),
        },
    ];
}
function isFetched(address) {
    return address.length <= longestAddress && /^https?:\/\//i.test(address) && URL.canParse(address);
}
function isAudioType(contentType, source, isInline) {
    if (contentType !== '')
        return /^\s*audio\//i.test(contentType);
    return isInline ? /^data:\s*audio\//i.test(source) : audioName.test(source);
}
