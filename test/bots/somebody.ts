import { expect } from 'chai';
import { until } from '../support/channel.js';
import type { Program } from './program.js';

/** Somebody whom the bot does not know yet, with a phone of their own. */
export interface Somebody {
  readonly from: string;
  /** What the bot on this number has said to them. */
  heard(): string[];
  /** Writes, and waits for answers that match. Gives all of them. */
  say(text: string, answer: RegExp): Promise<string>;
}

/** Makes people, each with another number, who write to the bot on the business number. */
export function peopleOf(program: () => Program, to: string): () => Somebody {
  let people = 0;
  return () => {
    people += 1;
    const from = `2782000${String(people).padStart(4, '0')}`;
    const heard = () => {
      const { messages = [] } = program().emulator?.chat(from, to) ?? {};
      return messages.filter(({ direction }) => direction === 'out').map(({ text }) => text ?? '');
    };
    const say = async (text: string, answer: RegExp): Promise<string> => {
      const before = heard().length;
      const said = () => heard().slice(before).join('\n');
      await program().emulator?.say({ from, to, text });
      await until(() => answer.test(said())).catch(() => expect(said(), text).to.match(answer));
      return said();
    };
    return { from, heard, say };
  };
}
