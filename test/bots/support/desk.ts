import { type Activity, ConversationState, MemoryStorage, TestAdapter, UserState } from 'botbuilder';
import type { DialogInstance } from 'botbuilder-dialogs';
import { createSupportBot } from '../../../bots/support/bot.js';
import { type TicketStore, Tickets } from '../../../bots/support/tickets.js';
import { MovableClock } from '../../../src/index.js';
import { RecordingFollowUps } from '../reminders/recordingFollowUps.js';

export const startOfTime = Date.UTC(2026, 0, 5, 8);

/** What the tickets ask of a store, in memory, with JSON's forgetfulness. */
export function memoryStore(): TicketStore {
  const values = new Map<string, string>();
  const read = (key: string): unknown => {
    const text = values.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  };
  return {
    // Every read yields, so that whoever relies on reading and then writing is found out.
    get: async (key) => {
      await Promise.resolve();
      return read(key);
    },
    update: async (key, change) => {
      await Promise.resolve();
      values.set(key, JSON.stringify(change(read(key))));
      return read(key);
    },
  };
}

/** The bot with its states, on Bot Framework's own test adapter. `restart` makes everything anew but what is stored. */
export function supportDesk() {
  const clock = new MovableClock({ now: () => startOfTime });
  const store = memoryStore();
  const storage = new MemoryStorage();
  const tickets = new Tickets(store, clock);
  const followUps = new RecordingFollowUps();
  const start = () => {
    const conversationState = new ConversationState(storage);
    const userState = new UserState(storage);
    const bot = createSupportBot({
      conversationState,
      userState,
      tickets: new Tickets(store, clock),
      clock,
      followUps,
    });
    return new TestAdapter((context) => bot.run(context));
  };
  let adapter = start();
  let sent = 0;

  /** One person on one conversation: says something, and gets everything that the bot answers. */
  function person(id: string, name?: string) {
    async function say(message: string | Partial<Activity>): Promise<Partial<Activity>[]> {
      sent += 1;
      adapter.activeQueue.length = 0;
      await adapter.processActivity({
        type: 'message',
        id: `message-${sent}`,
        timestamp: new Date(clock.now()),
        from: { id, name: name ?? '' },
        recipient: { id: '27110000001', name: 'Support' },
        conversation: { id: `27110000001:${id}`, isGroup: false, name: '', conversationType: '', tenantId: '' },
        ...(typeof message === 'string' ? { text: message } : message),
      });
      return [...adapter.activeQueue];
    }
    /** The texts of the answers, one below the other. */
    const hear = async (message: string | Partial<Activity>) => textOf(await say(message));
    /** Says one thing after the other, and gives the last answer. */
    async function talk(...messages: (string | Partial<Activity>)[]): Promise<string> {
      let last = '';
      for (const message of messages) last = await hear(message);
      return last;
    }
    /** What the dialogs hold, as it is stored: innermost last. */
    async function stack(): Promise<readonly DialogInstance[]> {
      const key = `test/conversations/27110000001:${id}/`;
      const stored = (await storage.read([key]))[key] ?? {};
      return stored.dialogs?.dialogStack ?? [];
    }
    return { id, say, hear, talk, stack };
  }

  return {
    clock,
    tickets,
    followUps,
    person,
    restart: () => {
      adapter = start();
    },
  };
}

export function textOf(activities: readonly Partial<Activity>[]): string {
  return activities.map(({ text }) => text ?? '').join('\n');
}

export function titlesOf(activities: readonly Partial<Activity>[]): string[] {
  return activities.at(-1)?.suggestedActions?.actions.map(({ title }) => title) ?? [];
}

/** A photo, with the words under it. */
export function photo(name: string, caption?: string): Partial<Activity> {
  const attachments = [{ contentType: 'image/jpeg', name, contentUrl: `https://media.example/${name}` }];
  return { attachments, ...(caption !== undefined && { text: caption }) };
}

/** A tapped button. */
export function tap(title: string): Partial<Activity> {
  return { text: title, value: title };
}
