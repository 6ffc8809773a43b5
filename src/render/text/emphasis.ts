import type { Options } from 'mdast-util-from-markdown';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';

export type SyntaxExtension = Exclude<NonNullable<Options['extensions']>[number], unknown[]>;
type Construct = Exclude<NonNullable<SyntaxExtension['text']>[number], unknown[] | undefined>;
type State = ReturnType<Construct['tokenize']>;
type Effects = Parameters<Construct['tokenize']>[0];
type Run = ReturnType<Effects['exit']>;

const asterisk = 42;
const underscore = 95;
const tilde = 126;

/** An address does not hold the punctuation of Chinese, Japanese and Korean, and does not end in any punctuation. */
const addresses = /https?:\/\/[^\s<>\u3000-\u303F\uFF00-\uFF65]*[^\s<>\u3000-\u303F\uFF00-\uFF65*_~()[\].,:;!?'"]/gi;

/**
 * Keeps marks as characters that CommonMark would pair and remove: those inside a number (`2*3*4`, `4111**1111`) or an
 * address, single ones inside a word (`a*b*c`), and four or more in a row (`****1234****`). Two or three inside a word
 * are emphasis (`un**frigging**believable`).
 */
export function typedRuns(text: string): SyntaxExtension {
  const known = Array.from(text.matchAll(addresses), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const isInAddress = (place: number) => known.some(({ start, end }) => start < place && place < end);
  const typedRun = (mark: number): Construct => ({
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
        const isInside = is(previous, /[\p{Lu}\p{Ll}\p{N}]/u) && is(code, /[\p{Lu}\p{Ll}\p{N}]/u);
        const isSign = isInside && (length === 1 || is(previous, /\p{N}/u) || is(code, /\p{N}/u));
        return length >= 4 || isSign || isInAddress(offset) ? ok(code) : nok(code);
      };
      return (code) => {
        if (previous === mark) return nok(code);
        effects.enter('data');
        return run(code);
      };
    },
  });
  return { text: Object.fromEntries([asterisk, underscore, tilde].map((mark) => [mark, typedRun(mark)])) };
}

/**
 * Emphasis by two marks where CommonMark has none although its author meant it: beside the punctuation of Chinese,
 * Japanese and Korean (`料金は**「無料」**です`), between their letters (`これは__重要__です`), and after any punctuation
 * that a letter follows (`**Total:**R 100`).
 */
export function closeEmphasis(): SyntaxExtension {
  const friendly = cjkFriendlyExtension();
  const own = [asterisk, underscore].map((mark) => [mark, corrected(constructOf(friendly, mark), mark)]);
  return { ...friendly, text: Object.fromEntries(own) };
}

function corrected(attention: Construct, mark: number): Construct {
  return {
    ...attention,
    tokenize(effects, ok, nok) {
      const { previous, events } = this;
      let run: Run | undefined;
      const exit: Effects['exit'] = (type) => {
        run = effects.exit(type);
        return run;
      };
      const isBegun = () => {
        const runs = events.filter(([kind, token]) => kind === 'exit' && token.type === 'attentionSequence');
        const same = runs.filter(([, token]) => this.sliceSerialize(token) === String.fromCharCode(mark, mark));
        return (
          same.reduce((sum, [, token]) => sum + Number(token._open === true) - Number(token._close === true), 0) > 0
        );
      };
      const done: State = (code) => {
        if (!run || run.end.offset - run.start.offset !== 2) return ok(code);
        if (mark === underscore) {
          run._open ||= is(previous, /\p{Lo}/u) && is(code, /\S/u);
          run._close ||= is(code, /\p{Lo}/u) && is(previous, /\S/u);
        } else if (run._open && !run._close && is(previous, /(?![\p{Ps}\p{Pi}"'])[\p{P}\p{S}]/u) && isBegun()) {
          run._open = false;
          run._close = true;
        }
        return ok(code);
      };
      return attention.tokenize.call(this, { ...effects, exit }, done, nok);
    },
  };
}

function constructOf({ text }: SyntaxExtension, mark: number): Construct {
  const found = text?.[mark];
  const [construct] = Array.isArray(found) ? found : [found];
  if (!construct) throw new TypeError('micromark-extension-cjk-friendly has no construct for emphasis any more.');
  return construct;
}

function is(code: number | null, kind: RegExp): boolean {
  return code !== null && code >= 0 && kind.test(String.fromCharCode(code));
}
