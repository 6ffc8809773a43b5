import type { Person } from '../../src/doctor/person.js';
import type { Emulator } from '../../src/emulator/index.js';

/** A person with a phone of the emulator: looks at it, taps what can be tapped, and says what is there. */
export interface ScriptedPerson extends Person {
  readonly told: string[];
}

export interface PersonOptions {
  readonly emulator: Emulator;
  readonly phone: string;
  /** Called with the port that callbacks are to go to, before the ping. Default: with the secret, to the first number. */
  readonly connect: (port: number) => void;
  /** The phone that sends the ping, if it is another one; `none`: nobody does. */
  readonly pingsFrom?: string;
  readonly agrees?: boolean;
  /** Whether statuses arrive, so that the person can look once they have. Default true. */
  readonly waitsForStatuses?: boolean;
  /** Called with each question, before it is answered. */
  readonly asked?: (question: string) => unknown;
  /** Whether somebody sits at the terminal. Default true. */
  readonly isThere?: boolean;
}

export function scriptedPerson(options: PersonOptions): ScriptedPerson {
  const {
    emulator,
    phone,
    connect,
    pingsFrom = phone,
    agrees = true,
    isThere = true,
    waitsForStatuses = true,
    asked,
  } = options;
  const told: string[] = [];
  let seen = 0;
  /** The HTTP status with which the callback of the ping was answered, 0 for none. */
  let pinged: Promise<number> = Promise.resolve(0);

  /** Goes on if the ping cannot come. */
  async function wait<Key extends string>(keys: readonly Key[]): Promise<Key | undefined> {
    return (await pinged) === 200 ? new Promise(() => {}) : keys[0];
  }

  async function look<Key extends string>(question: string, keys: readonly Key[]): Promise<Key | undefined> {
    const key = (name: string) => keys.find((each) => each === name);
    if (waitsForStatuses) await emulator.settled();
    const arrived = emulator.chat(phone).messages.filter(({ direction }) => direction === 'out');
    const message = arrived.at(-1);
    if (!message || arrived.length === seen) return key('nothing');
    seen = arrived.length;
    if (question.includes('quotes')) return key(message.quoted ? 'native' : 'text');
    if (message.kind === 'text') return key('text');
    const tap = message.buttons?.[0] ?? message.list?.sections[0]?.rows[0]?.title;
    const isTemplateWithout = message.templateButtons?.every(({ type }) => type !== 'quickReply');
    const isAsked = message.kind === 'locationRequest';
    if ((tap === undefined || isTemplateWithout) && !isAsked) return key('native');
    const answer = isAsked ? { location: { latitude: -26.2, longitude: 28.04 } } : { tap: tap ?? '' };
    const { callback } = await emulator.say({ from: phone, ...answer });
    // The tap has answered the question, unless no callback tells of it.
    return callback === undefined ? key('native') : new Promise(() => {});
  }

  return {
    told,
    tell(text) {
      told.push(text);
      const port = /leads to 127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      const ping = /ping \d{4}/.exec(text)?.[0];
      if (!port || !ping) return;
      connect(Number(port));
      pinged =
        pingsFrom === 'none'
          ? Promise.resolve(0)
          : emulator.say({ from: pingsFrom, text: ping }).then(({ callback }) => callback ?? 0);
    },
    agrees: async () => agrees,
    async choose(question, answers, signal) {
      const aborted = new Promise<undefined>((resolve) => {
        signal.addEventListener('abort', () => resolve(undefined));
      });
      await asked?.(question);
      if (!isThere || signal.aborted) return undefined;
      const keys = answers.map(({ key }) => key);
      return Promise.race([aborted, question.startsWith('Waiting') ? wait(keys) : look(question, keys)]);
    },
  };
}
