import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { createEmulator, type Emulator, TemplateCatalog } from '../../src/index.js';
import { bundle } from '../support/bundle.js';
import { botReport, catalogue } from './contract.js';
import { type Bot, Fleet } from './fleet.js';

export const business = '27110000001';
const templates = TemplateCatalog.parse(catalogue);

export interface WorldOptions {
  readonly storeUrl: string;
  /** How many bots share the store. */
  readonly bots: number;
  readonly unknownWaitMs: number;
  readonly mostCrashes?: number;
  readonly takeOverMs?: number;
  /** The pace of the number: see `BotOptions`. */
  readonly everyMs?: number;
}

const publicationReport = z.object({ subscribers: z.number(), done: z.number(), doneAt: z.number().optional() });
type PublicationReport = z.infer<typeof publicationReport>;

/** Whoever gets no answer for so long sends it again, to any bot: the one that has it may be stopped. */
const patienceMs = 2000;

/** Bots in processes of their own, and the emulator, in this one, as their provider. */
export class World {
  readonly emulator: Emulator;
  readonly fleet: Fleet;
  readonly #agent = new Agent({ connections: 64 });
  /** How often something had to be sent to a bot again because nobody took it. */
  repeats = 0;

  static async open(given: WorldOptions): Promise<World> {
    const { bots, takeOverMs = 1500, ...settings } = given;
    const emulator = await createEmulator();
    const { apiKey } = emulator.integrate({ number: business, templates });
    const provider = emulator.url;
    const options = { ...settings, provider, apiKey, business, takeOverMs };
    const world = new World(emulator, new Fleet(await bundle('test/crash/bot.ts'), options));
    for (let count = 0; count < bots; count += 1) await world.add();
    return world;
  }

  private constructor(emulator: Emulator, fleet: Fleet) {
    this.emulator = emulator;
    this.fleet = fleet;
  }

  /** Kills a bot, and puts another in its place at once. */
  async replace(bot: Bot): Promise<Bot> {
    const killed = this.fleet.kill(bot);
    this.#callBack();
    await killed;
    return this.add();
  }

  async add(): Promise<Bot> {
    const bot = await this.fleet.add();
    this.#callBack();
    return bot;
  }

  /** People who have written already, so that the provider finds their windows open. Their phones are off. */
  async people(first: number, count: number): Promise<string[]> {
    const people = Array.from({ length: count }, (_, index) => String(first + index));
    this.emulator.integrate({ number: business, templates });
    await Promise.all(people.map((from) => this.emulator.say({ from, text: 'Hi' })));
    // One status for each message, which says that it was sent, is enough here.
    for (const from of people) this.emulator.person(from, { on: false });
    this.#callBack();
    return people;
  }

  /** What of ours is on its way to the person's phone, oldest first. */
  heard(from: string): string[] {
    const { messages } = this.emulator.chat(from);
    return messages.filter(({ direction }) => direction === 'out').map(({ text }) => text);
  }

  /** Clickatell calls back: to any bot that lives, again until one says that it has it. */
  async callBack(body: string): Promise<void> {
    await this.#insist('/api/messages', body);
  }

  /** One try of a callback, to one bot of those that live; the answer's status. */
  async postTo(index: number, body: string): Promise<number> {
    const { bots } = this.fleet;
    const bot = bots[index % bots.length];
    return bot ? this.#post(bot, '/api/messages', body) : 0;
  }

  /** Some program of the business's asks for a notification, again until somebody says that it is accepted. */
  async notify(id: string, to: string, text: string): Promise<void> {
    await this.#insist('/api/notifications', JSON.stringify({ id, to, text }));
  }

  /** People sign up for a topic. */
  async signUp(topic: string, people: readonly string[]): Promise<void> {
    await this.#insist('/api/sign-ups', JSON.stringify({ topic, people }));
  }

  /** Some program of the business's tells all who have signed up, again until somebody says that it is accepted. */
  async publish(publication: object): Promise<void> {
    await this.#insist('/api/publications', JSON.stringify(publication));
  }

  /** How far a publication has come; `undefined` if no bot answers. */
  async publication(id: string): Promise<PublicationReport | undefined> {
    const [bot] = this.fleet.bots;
    if (!bot) return undefined;
    try {
      const answer = await request(`${bot.url}/api/publications/${id}`, { dispatcher: this.#agent });
      return publicationReport.parse(await answer.body.json());
    } catch {
      return undefined;
    }
  }

  /** What waits in the lanes, and the texts of all turns that the bots alive have run. */
  async report(): Promise<{ turns: string[]; errors: string[]; depth: number; aside: number }> {
    const reports = await Promise.all(
      this.fleet.bots.map(async ({ url }) => {
        const answer = await request(`${url}/report`, { dispatcher: this.#agent });
        return botReport.parse(await answer.body.json());
      }),
    );
    const { depth = 0, aside = 0 } = reports[0]?.backlog ?? {};
    const [turns, errors] = [reports.flatMap((each) => each.turns), reports.flatMap((each) => each.errors)];
    return { turns, errors, depth, aside };
  }

  /** Resolves when nothing waits in the lanes, no turn is under way, and the provider has nothing more to tell. */
  async quiet(isStuck = () => false): Promise<void> {
    while ((await this.report()).depth > 0 && !isStuck()) await wait(25);
    await this.emulator.settled();
    if ((await this.report()).depth > 0 && !isStuck()) await this.quiet(isStuck);
  }

  async close(): Promise<void> {
    await this.fleet.close();
    await this.#agent.destroy();
    await this.emulator.close();
  }

  async #insist(path: string, body: string): Promise<void> {
    for (let pauseMs = 10; ; pauseMs = Math.min(2 * pauseMs, 200)) {
      const { bots } = this.fleet;
      const bot = bots[randomInt(Math.max(bots.length, 1))];
      const status = bot ? await this.#post(bot, path, body, patienceMs) : 0;
      if (status >= 200 && status < 300) return;
      this.repeats += 1;
      await wait(pauseMs);
    }
  }

  /** One try; the answer's status, and 0 for none. */
  async #post(bot: Bot, path: string, body: string, headersTimeout?: number): Promise<number> {
    try {
      const headers = { 'content-type': 'application/json' };
      const options = { method: 'POST', headers, body, dispatcher: this.#agent } as const;
      const answer = await request(bot.url + path, { ...options, ...(headersTimeout && { headersTimeout }) });
      await answer.body.dump();
      return answer.statusCode;
    } catch {
      return 0;
    }
  }

  /** The provider's own callbacks, the statuses, go to a bot that lives; where none does, to one that did. */
  #callBack(): void {
    const bot = this.fleet.bots.at(-1);
    if (bot) this.emulator.integrate({ number: business, callbackUrl: `${bot.url}/api/messages`, templates });
  }
}
