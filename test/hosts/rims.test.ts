import { expect } from 'chai';
import { type ChannelEvent, openStore } from '../../src/index.js';
import { business, thandi, until } from '../support/channel.js';
import { describeHosts } from '../support/hosts.js';
import { rims, withServer } from '../support/rims.js';

const secret = 's3cret';
const megabyte = 1024 * 1024;

describeHosts('The callbacks of a server', (start) => {
  for (const { name, open } of rims) {
    it(`reach the bot through ${name}, and what is none is refused`, async () => {
      const store = await openStore('memory:');
      const { adapter, emulator, events, heard } = await start({ store, adapter: { webhookSecret: secret } });
      await withServer(open(adapter), async (url) => {
        const address = `${url}?key=${secret}`;
        emulator.integrate({ number: business, callbackUrl: address });
        await emulator.say({ from: thandi, text: 'Hello' });
        await until(() => heard().includes('You said: Hello'));

        expect(await post(url, '{}')).to.deep.equal({
          status: 401,
          challenge: 'Basic realm="callbacks"',
          text: '{"error":"The callback must carry the webhook secret: as ?key=… in its URL, or as HTTP Basic password."}',
        });
        const authorization = `Basic ${Buffer.from(`clickatell:${secret}`).toString('base64')}`;
        expect(await post(url, '{}', { authorization })).to.include({ status: 200, text: '{}' });
        for (const rubbish of ['[1]', '"x"', '{"a":']) {
          expect(await post(address, rubbish), rubbish).to.include({ status: 400 });
        }
        const tooLong = Buffer.alloc(26 * megabyte, ' ');
        expect(await post(address, tooLong)).to.include({ status: 413 });
        expect(await post(address, inChunks(tooLong))).to.include({ status: 413 });

        await store.close();
        const callback = JSON.stringify({
          event: { moText: [{ messageId: 'm1', to: business, from: thandi, content: 'x' }] },
        });
        expect(await post(address, callback)).to.include({
          status: 503,
          text: '{"error":"The callback could not be stored: send it again."}',
        });
        expect(statuses(events)).to.include.members([200, 401, 503]);
      });
    });
  }
});

async function post(url: string, body: string | Uint8Array<ArrayBuffer> | ReadableStream, headers = {}) {
  const response = await fetch(url, { method: 'POST', body, headers, duplex: 'half' });
  return {
    status: response.status,
    text: await response.text(),
    challenge: response.headers.get('www-authenticate'),
  };
}

/** Without a length that a server could look at. */
function inChunks(bytes: Uint8Array): ReadableStream {
  let from = 0;
  return new ReadableStream({
    pull(controller) {
      if (from >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(from, from + megabyte));
      from += megabyte;
    },
  });
}

function statuses(events: readonly ChannelEvent[]): number[] {
  return events.filter((event) => event.kind === 'callback').map(({ status }) => status);
}
