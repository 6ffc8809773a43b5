import { oneLine } from '../../core/text.js';
import { toWhatsAppText } from '../text/whatsAppText.js';
import { asShown } from './adaptiveContent.js';
import type { Action, Block, Card, FileBlock } from './block.js';
import { addressLine, wordsBlock } from './block.js';
import { addressAction, cardAction } from './cardAction.js';
import type { Reader } from './dates.js';
import { fileBlocks } from './file.js';
import { inputLines } from './input.js';
import { type Fields, fieldsOf, itemsOf, type Plain, wordOf } from './plain.js';
import { factLines } from './receipt.js';
import { richText } from './richText.js';
import { bold, readable, typed } from './words.js';

/** What was read of a card so far: what its elements say, its actions in order, and whether all elements were known. */
interface Reading {
  readonly blocks: Block[];
  /** Pictures in columns. They are sent after the text, because a phone has no columns and they would split a line. */
  readonly beside: FileBlock[];
  readonly actions: Action[];
  isWhole: boolean;
}

type ReadElement = (element: Fields, reading: Reading) => void;

/**
 * Reads an adaptive card (schema 1.6). If all elements are known, the card is shown in full, including what would be
 * hidden until a tap, but without what stays hidden or cannot be tapped. Otherwise its `fallbackText` is shown, or what can be read of it if there is none. If a card has
 * nothing else to show, its `speak` is used.
 */
export function adaptiveCard(given: Fields, reader: Reader = {}): Card {
  const content = asShown(given, reader);
  const reading: Reading = { blocks: [], beside: [], actions: [], isWhole: true };
  readCard(content, reading);
  const fallback = wordOf(content.fallbackText);
  const speak = wordOf(content.speak);
  const inFull =
    reading.isWhole || fallback === undefined
      ? [...joined(reading.blocks), ...each(reading.beside)]
      : wordsBlock(toWhatsAppText(fallback));
  const isSilent = inFull.length === 0 && reading.actions.length === 0;
  const fallbackText = fallback ?? (speak && toWhatsAppText(speak, 'xml'));
  const blocks = isSilent ? wordsBlock(fallbackText) : inFull;
  const title = blocks.find((block) => block.kind === 'words')?.text.split('\n', 1)[0];
  return {
    ...(title !== undefined && { title: oneLine(title.replace(/[*_~`]/g, '')) }),
    blocks,
    actions: reading.actions,
  };
}

function readCard(content: Fields, reading: Reading): void {
  readAll(content.body, reading);
  for (const action of itemsOf(content.actions)) readAction(fieldsOf(action), reading);
  readSelect(content, reading);
}

function readAll(elements: Plain | undefined, reading: Reading): void {
  for (const element of itemsOf(elements)) readElement(fieldsOf(element), reading, element);
}

function readElement(element: Fields, reading: Reading, source: Plain): void {
  const { type, fallback } = element;
  const read = typeof type === 'string' && Object.hasOwn(known, type) ? known[type] : undefined;
  if (read) {
    read(element, reading);
    readSelect(element, reading);
  } else if (typeof type === 'string' && type.startsWith('Input.')) {
    say(inputLines(element), reading);
  } else if (typeof fallback === 'object' && fallback !== null) {
    readAll(fallback, reading);
  } else if (fallback !== 'drop') {
    reading.isWhole = false;
    say(readable(source), reading);
  }
}

const known: Readonly<Record<string, ReadElement>> = {
  TextBlock({ text, weight, size, style }, reading) {
    const words = wordOf(text);
    if (words === undefined) return;
    const isHeading = [weight, size, style].some((look) => /^(?:bolder|large|extraLarge|heading)$/i.test(String(look)));
    const isPlain = isHeading && !/[\n*_~`[\]\\<&]/.test(words);
    say(isPlain ? bold(words) : toWhatsAppText(words), reading);
  },
  RichTextBlock({ inlines }, reading) {
    say(richText(itemsOf(inlines)), reading);
    for (const run of itemsOf(inlines)) readSelect(fieldsOf(run), reading);
  },
  FactSet: ({ facts }, reading) => say(factLines(itemsOf(facts).map(fieldsOf), 'title', inMarkdown), reading),
  Image({ url, altText }, reading) {
    const address = wordOf(url);
    const alt = wordOf(altText);
    reading.blocks.push(...(address === undefined ? wordsBlock(alt && typed(alt)) : fileBlocks(address, { alt })));
  },
  ImageSet({ images }, reading) {
    for (const image of itemsOf(images)) readElement({ type: 'Image', ...fieldsOf(image) }, reading, image);
  },
  Media({ sources, altText }, reading) {
    const [source] = itemsOf(sources).map(fieldsOf);
    const address = wordOf(source?.url);
    const alt = wordOf(altText);
    if (address === undefined) say(alt && typed(alt), reading);
    else reading.blocks.push(...fileBlocks(address, { alt, contentType: wordOf(source?.mimeType) }));
  },
  Container: ({ items }, reading) => readAll(items, reading),
  Column: ({ items }, reading) => readAll(items, reading),
  ColumnSet({ columns }, reading) {
    sideBySide(reading, () => {
      for (const column of itemsOf(columns)) readElement({ ...fieldsOf(column), type: 'Column' }, reading, column);
    });
  },
  Table({ rows }, reading) {
    sideBySide(reading, () => {
      for (const row of itemsOf(rows)) readElement({ ...fieldsOf(row), type: 'TableRow' }, reading, row);
    });
  },
  TableRow({ cells }, reading) {
    for (const cell of itemsOf(cells)) readElement({ ...fieldsOf(cell), type: 'Container' }, reading, cell);
  },
  ActionSet({ actions }, reading) {
    for (const action of itemsOf(actions)) readAction(fieldsOf(action), reading);
  },
};

/** A card that an action would show is shown under the action's title. Toggles are left out, as everything is shown. */
function readAction(action: Fields, reading: Reading): void {
  const { type, title, card, fallback } = action;
  if (type === 'Action.ShowCard') {
    const name = wordOf(title);
    say(name && bold(name), reading);
    readCard(fieldsOf(card), reading);
  } else if (type === 'Action.Submit' || type === 'Action.Execute') reading.actions.push(...submit(action));
  else if (type === 'Action.OpenUrl') reading.actions.push(...open(action));
  else if (type !== 'Action.ToggleVisibility') {
    if (typeof fallback === 'object' && fallback !== null) readAction(fieldsOf(fallback), reading);
    else say(readable(action), reading);
  }
}

/** What tapping an element does. An address is shown as text; an answer with a title is offered like a button. */
function readSelect({ selectAction }: Fields, reading: Reading): void {
  const action = fieldsOf(selectAction);
  if (action.type === 'Action.OpenUrl') {
    const [page] = open(action);
    if (page?.kind === 'address') say(typed(addressLine(page)), reading);
  } else if (selectAction !== undefined) readAction(action, reading);
}

/** If the data has Teams' marker for an action of Bot Framework, it is that action. */
function submit({ type, title, tooltip, data, verb }: Fields): Action[] {
  const label = wordOf(title) ?? wordOf(tooltip);
  const { msteams } = fieldsOf(data);
  if (label !== undefined && /^(?:imBack|messageBack)$/.test(String(fieldsOf(msteams).type))) {
    return cardAction({ ...fieldsOf(msteams), title: label });
  }
  if (label === undefined) return [];
  const value = type === 'Action.Execute' && verb !== undefined ? { verb, data: data ?? {} } : (data ?? {});
  return [{ kind: 'answer', choice: { title: oneLine(label), value, type: 'submit' } }];
}

function open({ title, tooltip, url }: Fields): Action[] {
  const label = wordOf(title) ?? wordOf(tooltip) ?? wordOf(url);
  return label === undefined ? [] : [addressAction('openUrl', oneLine(label), url)];
}

/** Facts may have formats and links, but each is one line that begins with its name. */
function inMarkdown(line: string): string {
  return toWhatsAppText(line.replace(/^[#>|]/, '\\$&'));
}

function say(words: string | undefined, { blocks }: Reading): void {
  blocks.push(...wordsBlock(words));
}

/** Moves the pictures of what `read` reads to the end of the card. */
function sideBySide({ blocks, beside }: Reading, read: () => void): void {
  const start = blocks.length;
  read();
  const added = blocks.splice(start);
  blocks.push(...added.filter(({ kind }) => kind !== 'file'));
  beside.push(...added.filter((block) => block.kind === 'file'));
}

/** Each file once: the same icon in every row is shown once. */
function each(files: readonly FileBlock[]): FileBlock[] {
  return files.filter(({ source }, index) => files.findIndex((other) => other.source === source) === index);
}

/** Joins neighbouring texts into one. */
function joined(blocks: readonly Block[]): Block[] {
  const result: Block[] = [];
  let texts: string[] = [];
  const end = () => {
    result.push(...wordsBlock(texts.join('\n')));
    texts = [];
  };
  for (const block of blocks) {
    if (block.kind === 'words') texts.push(block.text);
    else {
      end();
      result.push(block);
    }
  }
  end();
  return result;
}
