import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { closeEmphasis, typedRuns } from './emphasis.js';

/** Disabled because they surprise in a chat: indented lines as code, and lines with a tag as blocks of HTML. */
const chatDialect = ['codeIndented', 'htmlFlow'];
/**
 * A line that defines the address of a reference. In a text without one, `[name]: value` is text and not a definition.
 */
const definition = /^[ \t>]*\[[^\]\n]+\]:[ \t]*<?(?:[a-z][a-z\d+.-]*:|www\.|[/#])/im;

/** Parses Markdown (CommonMark, `~~strikethrough~~` and tables) as people write it in chats. */
export function markdownTree(text: string): Root {
  const disabled = definition.test(text) ? chatDialect : [...chatDialect, 'definition'];
  return fromMarkdown(text, {
    extensions: [
      closeEmphasis(),
      gfmStrikethroughCjkFriendly({ singleTilde: false }),
      gfmTable(),
      { disable: { null: disabled } },
      typedRuns(text),
    ],
    mdastExtensions: [gfmStrikethroughFromMarkdown(), gfmTableFromMarkdown()],
  });
}
