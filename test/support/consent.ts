import { expect } from 'chai';
import { type ClickatellAdapter, type NotificationReport, type Store, TemplateCatalog } from '../../src/index.js';
import { business, type Channel, type ChannelOptions, catalogue, startChannel, thandi } from './channel.js';

export const [second, minute, hour] = [1000, 60_000, 60 * 60_000];

export const asking = 'We have news for you. Shall we show you?';
export const stopped =
  'You will get no more messages from us, except answers to what you write. Write START to get them again.';
export const started = 'You will get our messages again. Write STOP to end them.';
export const ended = (title: string) =>
  `You will get no more messages about ${title}. Write STOP once more to get no messages from us at all, or START to take it back.`;
/** What a report says of the person of these tests, who writes on the first of May. */
export const hasStopped = 'The person has written STOP (2026-05-01).';

/** The templates of these tests. */
export const templates = TemplateCatalog.parse({
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    { name: 'open_again', language: 'en', category: 'utility', body: asking },
    {
      name: 'flight_status',
      language: 'en',
      category: 'utility',
      body: 'Flight {{1}}: {{2}}.',
      slots: ['flight', 'news'],
      footer: 'Reply STOP to opt out',
      buttons: [{ type: 'quickReply', title: 'Stop' }],
      fallback: ['flight_news'],
    },
    { name: 'flight_news', language: 'en', category: 'utility', body: 'There is news of your flight.' },
    { name: 'sale', language: 'en', category: 'marketing', body: 'All cards are half price this week.' },
  ],
});

export interface ConsentChannel extends Channel {
  /** Sends a notification, and resolves with its id once everything that follows has happened. */
  notify(notification: Partial<Parameters<ClickatellAdapter['notify']>[0]>): Promise<string>;
  report(id: string): Promise<NotificationReport>;
  /** A callback with a person's message, as the provider sends it. Without `at`, its time is missing. */
  post(messageId: string, content: string, at?: number): Promise<void>;
  /** Statuses of messages, as the provider sends them. */
  tell(...statuses: object[]): Promise<void>;
}

/** A channel whose catalogue has templates for alerts. */
export async function startConsent(options: ChannelOptions & { store?: Store } = {}): Promise<ConsentChannel> {
  const channel = await startChannel({ ...options, adapter: { templates, ...options.adapter } });
  const catalog = options.adapter?.templates ?? templates;
  channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates: catalog });
  const send = async (event: object) => {
    const answer = await fetch(channel.url, { method: 'POST', body: JSON.stringify({ event }) });
    expect(answer.status).to.equal(200);
    await channel.settled();
  };
  return {
    ...channel,
    async notify(notification) {
      const { id } = await channel.adapter.notify({ to: thandi, ...notification });
      await channel.settled();
      return id;
    },
    async report(id) {
      await channel.settled();
      return (await channel.adapter.notification(id)) ?? expect.fail(`There is no notification ${id}.`);
    },
    post: (messageId, content, at) =>
      send({
        moText: [
          {
            channel: 'whatsapp',
            messageId,
            from: thandi,
            to: business,
            content,
            ...(at !== undefined && { timestamp: at }),
          },
        ],
      }),
    tell: (...statuses) => send({ messageStatusUpdate: statuses.map((each) => ({ channel: 'whatsapp', ...each })) }),
  };
}
