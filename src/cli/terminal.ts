import { createInterface } from 'node:readline';
import type { Person } from '../doctor/person.js';

/** The person at a terminal. Once its input has ended, nobody answers. */
export interface Terminal extends Person {
  close(): void;
}

/** Asks in a terminal, or in any other pair of streams. `interrupted` is called at Ctrl+C. */
export function terminal(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  interrupted: () => void = () => {},
): Terminal {
  const lines = createInterface({ input, output, prompt: '> ' });
  const ended = new AbortController();
  /** What was typed since the last question, and nobody has read. */
  const typed: string[] = [];
  let look = () => {};
  lines.on('line', (line) => {
    typed.push(line.trim());
    look();
  });
  lines.once('close', () => ended.abort());
  lines.on('SIGINT', interrupted);

  /** Asks; what was typed before is no answer to it. */
  function ask(question: string): void {
    typed.length = 0;
    output.write(`\n${question}\n`);
  }

  /** The next line; `undefined` if there is none, or the signal came first. */
  async function line(signal: AbortSignal): Promise<string | undefined> {
    const over = AbortSignal.any([signal, ended.signal]);
    if (typed.length === 0 && !over.aborted) {
      lines.prompt();
      await new Promise<void>((resolve) => {
        look = resolve;
        over.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    // What is told next needs a line of its own.
    if (typed.length === 0) output.write('\n');
    return typed.shift();
  }

  return {
    tell: (text) => void output.write(`\n${text}\n`),
    async agrees(question, signal) {
      ask(`${question} [y/N]`);
      return /^y(es)?$/i.test((await line(signal)) ?? '');
    },
    async choose(question, answers, signal) {
      ask([question, ...answers.map(({ label }, index) => `  ${index + 1}  ${label}`)].join('\n'));
      for (;;) {
        const given = await line(signal);
        const answer = given === undefined ? undefined : answers[Number(given) - 1];
        if (given === undefined || answer) return answer?.key;
      }
    },
    close: () => lines.close(),
  };
}
