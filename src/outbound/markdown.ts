import type { Root } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';

type SyntaxExtension = Exclude<NonNullable<Options['extensions']>[number], unknown[]>;
type Construct = Exclude<NonNullable<SyntaxExtension['text']>[number], unknown[] | undefined>;
type State = ReturnType<Construct['tokenize']>;

const asterisk = 42;
const underscore = 95;
const tilde = 126;

/**
 * CommonMark without what surprises in a chat: indented lines are no code, a line of dashes under a text makes it no
 * heading, `[name]: value` is no invisible definition, and a line with a tag is a line like any other.
 */
const chatDialect: SyntaxExtension = {
  disable: { null: ['codeIndented', 'setextUnderline', 'definition', 'htmlFlow'] },
};

/** The tree of a Markdown text (CommonMark and `~~strikethrough~~`) as people write it in chats. */
export function markdownTree(text: string): Root {
  return fromMarkdown(text, {
    extensions: [gfmStrikethrough({ singleTilde: false }), chatDialect, typedRuns(text)],
    mdastExtensions: [gfmStrikethroughFromMarkdown()],
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
