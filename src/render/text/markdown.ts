import type { Root } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';

type SyntaxExtension = Exclude<NonNullable<Options['extensions']>[number], unknown[]>;
type Construct = Exclude<NonNullable<SyntaxExtension['text']>[number], unknown[] | undefined>;
type State = ReturnType<Construct['tokenize']>;

const asterisk = 42;
const underscore = 95;
const tilde = 126;

/** CommonMark without what surprises in a chat: indented lines are no code, and a line with a tag is a line like any other. */
const chatDialect = ['codeIndented', 'htmlFlow'];
/** The line that gives a reference its address. In a text without one, `[name]: value` is no definition but words. */
const definition = /^[ \t>]*\[[^\]\n]+\]:[ \t]*<?(?:[a-z][a-z\d+.-]*:|www\.|[/#])/im;

/** The tree of a Markdown text (CommonMark, `~~strikethrough~~` and tables) as people write it in chats. */
export function markdownTree(text: string): Root {
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
 * Marks that a person typed as characters, although CommonMark would pair them and take them away: any inside a word,
 * a number (`2*3*4`, `4111****1111`) or an address, and four or more in a row (`****1234****`).
 */
function typedRuns(text: string): SyntaxExtension {
  const addresses = Array.from(text.matchAll(/https?:\/\/[^\s<>]*[^\s<>*_~()[\].,:;!?'"]/gi), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const isInAddress = (place: number) => addresses.some(({ start, end }) => start < place && place < end);
  const constructOf = (mark: number): Construct => ({
    name: 'typedRun',
    tokenize(effects, ok, nok) {
      const { previous } = this;
      const { offset } = this.now();
      let length = 0;
      const run: State = (code) => {
        if (code === mark) {
          length += 1;
          effects.consume(code);
          return run;
        }
        effects.exit('data');
        return length >= 4 || (isInWord(previous) && isInWord(code)) || isInAddress(offset) ? ok(code) : nok(code);
      };
      return (code) => {
        if (previous === mark) return nok(code);
        effects.enter('data');
        return run(code);
      };
    },
  });
  return { text: Object.fromEntries([asterisk, underscore, tilde].map((mark) => [mark, constructOf(mark)])) };
}

/** Letters of scripts that write no spaces do not make a word around a mark. */
function isInWord(code: number | null): boolean {
  return code !== null && code >= 0 && /[\p{Lu}\p{Ll}\p{N}]/u.test(String.fromCharCode(code));
}
