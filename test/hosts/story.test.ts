import { expect } from 'chai';
import { createEmulator, MovableClock, outsideWindow, template, whatsappChoices, withIntent } from '../../src/index.js';
import { business, noon, thandi } from '../support/channel.js';
import { hour, minute, templates } from '../support/consent.js';
import { type BotContext, type Host, hosts, type Memory, startHost } from '../support/hosts.js';
import { type Exchange, tapInto } from '../support/wire.js';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });

/** A desk that opens tickets in a few turns. */
async function desk({ activity, sendActivity, sendActivities }: BotContext, memory: Memory): Promise<void> {
  if (activity.membersAdded?.some(({ id }) => id === activity.from?.id)) await sendActivity('*Welcome* to the desk!');
  if (activity.type !== 'message') return;
  const { text = '', attachments = [] } = activity;
  if (memory.step === 'room') {
    Object.assign(memory, { step: 'photo', room: text });
    await sendActivity(`A photo of room ${text}, please.`);
  } else if (memory.step === 'photo') {
    memory.step = undefined;
    const photo = { contentType: 'image/png', name: 'ticket.png', contentUrl: `data:image/png;base64,${png}` };
    await sendActivities([
      { type: 'typing' },
      { type: 'message', text: `Room ${memory.room}, ${attachments.length} photo: T-42.`, attachments: [photo] },
    ]);
  } else if (text === 'ticket') {
    memory.step = 'room';
    await sendActivity(withIntent('Which room?', { quote: true }));
  } else if (text === 'status') {
    const body = [{ type: 'TextBlock', text: 'T-42 is **open**', wrap: true }];
    const content = {
      type: 'AdaptiveCard',
      version: '1.5',
      body,
      actions: [{ type: 'Action.Submit', title: 'Close' }],
    };
    await sendActivity({
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
    });
  } else {
    const actions = [
      { type: 'postBack', title: 'New ticket', value: 'ticket' },
      { type: 'postBack', title: 'Status', value: 'status' },
    ];
    await sendActivity(whatsappChoices('What can I do for you?', actions));
  }
}

interface Told {
  /** What the provider got, and what it answered. */
  readonly requests: readonly Exchange[];
  /** What the provider sent, and what we answered. */
  readonly callbacks: readonly Exchange[];
  /** What the program learnt. */
  readonly outcomes: readonly unknown[];
  readonly phone: readonly unknown[];
}

/** Tells the whole story to a host. */
async function tell(host: Host): Promise<Told> {
  const clock = new MovableClock({ now: () => noon });
  const emulator = await createEmulator({ clock });
  const toProvider = await tapInto(emulator.url);
  const outcomes: unknown[] = [];
  const channel = await startHost(host, {
    ...{ emulator, clock, remembers: desk },
    client: { baseUrl: toProvider.url },
    adapter: { templates, markRead: true },
    register: (bot) => bot.onStatus(async ({ activity }) => void outcomes.push(activity.value)),
  });
  const toUs = await tapInto(channel.url);
  emulator.integrate({ number: business, callbackUrl: toUs.url, templates });
  const say = async (said: object) => {
    await emulator.say({ from: thandi, name: 'Thandi', ...said });
    await channel.settled();
    clock.advance(minute);
    await channel.settled();
  };
  const notify = async (id: string, notification: object) => {
    await channel.adapter.notify({ to: thandi, id, ...notification });
    await channel.settled();
    outcomes.push(await channel.adapter.notification(id));
  };
  try {
    await say({ text: 'Hi' });
    await say({ tap: 'New ticket' });
    await say({ text: '12' });
    await say({ media: { contentType: 'image/png', caption: 'here' } });
    await say({ text: 'menu' });
    await say({ text: '2' });
    await notify('resolved', { text: 'T-42 is fixed.', template: resolved });
    clock.advance(25 * hour);
    await notify('resolved-later', { text: 'T-42 is fixed.', template: resolved });
    await channel.bot.proactive(thandi, async ({ sendActivity }) => {
      await sendActivity(outsideWindow('Is it?', resolved));
      await sendActivity('Is anybody there?').catch((error: Error) => outcomes.push(error.name, error.message));
      await sendActivity(withIntent('A colleague has news.', { whenClosed: 'hold' }));
    });
    await channel.settled();
    await notify('held', { text: 'And so do I.', whenClosed: 'hold' });
    await say({ text: 'Tell me' });
    await say({ text: 'STOP' });
    await notify('refused', { text: 'More news.', template: resolved });
    await channel.bot
      .proactive(thandi, async ({ sendActivity }) => void (await sendActivity('And more.')))
      .catch((error: Error) => outcomes.push(error.name, error.message));
    await say({ text: 'What did I miss?' });
    expect(emulator.violations).to.deep.equal([]);
    const failed = channel.events.flatMap((event) => ('error' in event && event.error ? [String(event.error)] : []));
    outcomes.push(...failed);
    const phone = emulator.chat(thandi).messages;
    // Read receipts go out beside the turns: their order is one among themselves.
    const requests = toProvider.exchanges.toSorted((one, other) => one.path.localeCompare(other.path));
    return { requests, callbacks: toUs.exchanges, outcomes, phone };
  } finally {
    await channel.close();
    await Promise.all([toProvider.close(), toUs.close()]);
    await emulator.close();
    await channel.store.close();
  }
}

/** Each id as its place in the order of appearance, and every address of this machine as the same. */
function withoutIds(told: Told): string {
  const ids = new Map<string, string>();
  const id = /[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=")[\w-]{22}(?=\.a0\b)/g;
  return JSON.stringify(told, undefined, 1)
    .replaceAll(/127\.0\.0\.1:\d+/g, 'here')
    .replaceAll(id, (found) => {
      const known = ids.get(found) ?? `id-${ids.size + 1}`;
      ids.set(found, known);
      return known;
    });
}

describe('The same conversation on every host', () => {
  it('is the same on the wire, byte for byte but for ids', async () => {
    const [first = '', ...others] = (await Promise.all(hosts.map(tell))).map(withoutIds);
    for (const each of ['ticket_resolved', 'open_again', '/v1/media', 'button', 'relatedMessageId', 'OptedOutError']) {
      expect(first).to.include(each);
    }
    for (const other of others) expect(other.split('\n')).to.deep.equal(first.split('\n'));
  });
});
