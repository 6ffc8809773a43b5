import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { expect } from 'chai';
import fc from 'fast-check';
import { outsideWindow, template } from '../../../src/index.js';
import { business, thandi } from '../../support/channel.js';
import { describeHosts, type HostChannel } from '../../support/hosts.js';

const hour = 60 * 60 * 1000;
const people = [thandi, '27820000002'];
const person = fc.constantFrom(...people);
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });

/** What can happen between a person, the provider, time and the bot. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), person, skewMs: fc.constantFrom(0, 0, 5000, 3 * hour) }),
  // A callback that comes (again) now, whenever its message was written: late, repeated, out of order.
  fc.record({ kind: fc.constant('deliver' as const), index: fc.nat(30) }),
  fc.record({
    kind: fc.constant('wait' as const),
    ms: fc.oneof(
      fc.constantFrom(1, 60_000, hour, 23 * hour, 24 * hour - 60_001, 24 * hour - 60_000, 24 * hour - 1, 24 * hour),
      fc.integer({ min: 1, max: 50 * hour }),
    ),
  }),
  fc.record({ kind: fc.constant('text' as const), person }),
  fc.record({ kind: fc.constant('two faces' as const), person }),
  fc.record({ kind: fc.constant('notify' as const), person }),
  fc.record({ kind: fc.constant('refuse' as const) }),
);

/** Sits between the emulator and the adapter, so that the test decides when a callback arrives. */
async function startPostbox(): Promise<{ url: string; callbacks: string[]; close: () => void }> {
  const callbacks: string[] = [];
  const server = http.createServer(async (req, res) => {
    const body = await readText(req);
    if (body.includes('moText')) callbacks.push(body);
    res.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, callbacks, close: () => server.close() };
}

describeHosts('Whatever happens', (startHost) => {
  let channel: HostChannel;
  let postbox: Awaited<ReturnType<typeof startPostbox>>;

  async function deliver(body: string): Promise<void> {
    const response = await fetch(channel.url, { method: 'POST', body });
    expect(response.status).to.equal(200);
    await channel.settled();
  }

  it('no free-form message reaches the provider outside the window, and nothing is said twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        channel = await startHost();
        postbox = await startPostbox();
        channel.emulator.integrate({ number: business, callbackUrl: postbox.url });
        let notified = 0;
        try {
          for (const each of steps) {
            if (each.kind === 'write') {
              await channel.emulator.say({ from: each.person, text: `written ${postbox.callbacks.length}` });
              await channel.emulator.settled();
              if (each.skewMs > 0) {
                // A provider whose clock is ahead: the callback comes at once, dated in the future.
                const body = postbox.callbacks.pop() ?? '';
                const skewed = body.replace(
                  /"timestamp":(\d+)/,
                  (_, time) => `"timestamp":${Number(time) + each.skewMs}`,
                );
                postbox.callbacks.push(skewed);
                await deliver(skewed);
              }
            } else if (each.kind === 'deliver') {
              const body = postbox.callbacks[each.index % Math.max(postbox.callbacks.length, 1)];
              if (body) await deliver(body);
            } else if (each.kind === 'wait') {
              channel.clock.advance(each.ms);
            } else if (each.kind === 'refuse') {
              channel.emulator.fault('windowRefused', 1);
            } else if (each.kind === 'notify') {
              notified += 1;
              const notification = {
                to: each.person,
                text: `note ${notified}`,
                template: resolved,
                id: `n${notified}`,
              };
              await channel.adapter.notify(notification);
              await channel.settled();
            } else {
              const message = each.kind === 'text' ? 'a text' : outsideWindow('two faces', resolved);
              await channel.bot
                .proactive(each.person, async (context) => {
                  await context.sendActivity(message).catch(() => {});
                })
                .finally(() => channel.settled());
            }
          }
          expect(channel.emulator.violations).to.deep.equal([]);
          for (const someone of people) {
            const echoes = channel.heard(someone).filter((text) => text.startsWith('You said'));
            expect(new Set(echoes).size).to.equal(echoes.length);
          }
        } finally {
          channel.emulator.fault('windowRefused', 0);
          await channel.close();
          postbox.close();
        }
      }),
      { numRuns: Math.ceil(Number(process.env.PROPERTY_RUNS ?? 60) / 2) },
    );
  }).timeout(60_000);
});
