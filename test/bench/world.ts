import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { Answers } from './answers.js';
import { statusCallback } from './callbacks.js';
import { converse } from './converse.js';
import { Crowd } from './crowd.js';
import { Mailbag } from './mailbag.js';
import { offer } from './offer.js';
import { serve } from './processes.js';
import { startProvider } from './provider.js';
import { Visitors } from './visitors.js';
import { Webhook } from './webhook.js';

/** All that is outside a bot: the provider, and the people who write. */

const { latencyMs, statusAfterMs } = z
  .object({
    latencyMs: z.number(),
    /** How long after it accepted a message the provider says that it was delivered; without it, it never does. */
    statusAfterMs: z.number().optional(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const answers = new Answers();
let webhook: Webhook | undefined;
const mailbag = new Mailbag();
let crowd: Crowd | undefined;
let visitors: Visitors | undefined;
let lastMessageAt = 0;

const provider = await startProvider(latencyMs, {
  onMessage: (message) => mailbag.came(message),
  onText: (text) => {
    lastMessageAt = performance.now();
    answers.came(text);
  },
  onAccepted: (clientMessageId) => {
    if (statusAfterMs !== undefined) void tellDelivered(clientMessageId, statusAfterMs);
  },
});

async function tellDelivered(clientMessageId: string, afterMs: number): Promise<void> {
  await wait(afterMs);
  await webhook?.call(statusCallback(clientMessageId, 'DEVICE_ACK'));
}

const url = z.string();

/** Where callbacks go from now on. */
function callAt(question: unknown): void {
  const place = url.parse(question);
  if (webhook) webhook.moveTo(place);
  else webhook = new Webhook(place, 256);
}

function crowdBegin(question: unknown): void {
  if (!webhook) throw new Error('Nobody said where the webhook is.');
  crowd = new Crowd(webhook, answers);
  crowd.begin(question);
}

function crowdCounts() {
  const { sent = 0, acknowledged = 0, answered = 0 } = crowd ?? {};
  return { sent, acknowledged, answered, missing: answers.missing };
}

function visitBegin(question: unknown): void {
  if (!webhook) throw new Error('Nobody said where the webhook is.');
  visitors = new Visitors(webhook, answers);
  visitors.begin(question);
}

/** Resolves when the provider has had so many messages that are no answers, or none for `stuckMs`. */
async function mail(question: unknown) {
  const { messages, stuckMs } = z.object({ messages: z.number(), stuckMs: z.number() }).parse(question);
  let [last, lastAt] = [-1, 0];
  while (mailbag.messages < messages && !(mailbag.messages === last && performance.now() - lastAt > stuckMs)) {
    if (mailbag.messages !== last) [last, lastAt] = [mailbag.messages, performance.now()];
    await wait(2);
  }
  return mailbag.tell();
}

/** Resolves when the provider has had so many messages in all, or none for `stuckMs`. */
async function received(question: unknown) {
  const { messages, stuckMs } = z.object({ messages: z.number(), stuckMs: z.number() }).parse(question);
  lastMessageAt = performance.now();
  while (provider.tally().messages < messages && performance.now() - lastMessageAt < stuckMs) await wait(2);
  return { ...provider.tally(), sinceLastMs: performance.now() - lastMessageAt };
}

async function stop(): Promise<void> {
  await webhook?.close();
  provider.close();
}

serve({
  ...{ url: () => provider.url, converse: (question) => converse(question, answers), offer, received, mail, stop },
  ...{ visitBegin, visitEnd: () => visitors?.end() },
  tally: () => provider.tally(),
  ...{ callAt, crowdBegin, crowdCounts, crowdStop: () => crowd?.stop(), crowdEnded: () => crowd?.ended() },
});
