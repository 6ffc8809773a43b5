import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
const asterisk = 42;
const underscore = 95;
const tilde = 126;
/** Disabled because they surprise in a chat: indented lines as code, and lines with a tag as blocks of HTML. */
const chatDialect = ['codeIndented', 'htmlFlow'];
/**
 * A line that defines the address of a reference. In a text without one, `[name]: value` is text and not a definition.
 */
const definition = /^[ \t>]*\[[^\]\n]+\]:[ \t]*<?(?:[a-z][a-z\d+.-]*:|www\.|[/#])/im;
/** Parses Markdown (CommonMark, `~~strikethrough~~` and tables) as people write it in chats. */
export function markdownTree(text) {
    const disabled = definition.test(text) ? chatDialect : [...chatDialect, 'definition'];
    return fromMarkdown(text, {
        extensions: [
            gfmStrikethrough({ singleTilde: false }),
            gfmTable(),
            { disable: { null: disabled } },
            typedRuns(text),
        ],
        mdastExtensions: [gfmStrikethroughFromMarkdown(), gfmTableFromMarkdown()],
    });
}
/**
 * Keeps marks as characters that CommonMark would pair and remove: those inside a word, a number (`2*3*4`,
 * `4111****1111`) or an address, and four or more in a row (`****1234****`).
 */
function typedRuns(text) {
    const addresses = Array.from(text.matchAll(/https?:\/\/[^\s<>]*[^\s<>*_~()[\].,:;!?'"]/gi), (match) => ({
        start: match.index,
        end: match.index + match[0].length,
    }));
    const isInAddress = (place) => addresses.some(({ start, end }) => start < place && place < end);
    const constructOf = (mark) => ({
        name: 'typedRun',
        tokenize(effects, ok, nok) {
            const { previous } = this;
            const { offset } = this.now();
            let length = 0;
            const run = (code) => {
                if (code === mark) {
                    length += 1;
                    effects.consume(code);
                    return run;
                }
                effects.exit('data');
                return length >= 4 || (isInWord(previous) && isInWord(code)) || isInAddress(offset) ? ok(code) : nok(code);
            };
            return (code) => {
                if (previous === mark)
                    return nok(code);
                effects.enter('data');
                return run(code);
            };
        },
    });
    return { text: Object.fromEntries([asterisk, underscore, tilde].map((mark) => [mark, constructOf(mark)])) };
}
/** Only letters of scripts that put spaces between words make a mark be inside a word. */
function isInWord(code) {
    return code !== null && code >= 0 && /[\p{Lu}\p{Ll}\p{N}]/u.test(String.fromCharCode(code));
}
