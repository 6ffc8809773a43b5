import { expect } from 'chai';
import { eventually } from '../support/eventually.js';
import { type Program, person, records, request } from './program.js';

/** The person's phone, and the emulator that it belongs to. */
export function phoneOf(program: () => Program) {
  const control = (path: string, body?: object) =>
    request(`${program().emulator?.url}/_emulator/${path}`, body ? { body } : {});
  const phone = async (to: string) => {
    const { json } = await control(`chats/${person}?to=${to}`);
    return records(json.messages).filter(({ direction }) => direction === 'out');
  };
  const texts = async (to: string) => (await phone(to)).map(({ text }) => String(text));
  /** Writes, and waits for an answer that matches. */
  const ask = async (to: string, text: string, answer: RegExp): Promise<void> => {
    const before = (await phone(to)).length;
    await control('say', { from: person, to, text });
    await eventually(async () => expect((await texts(to)).slice(before).join('\n')).to.match(answer));
  };
  return { control, phone, texts, ask };
}
