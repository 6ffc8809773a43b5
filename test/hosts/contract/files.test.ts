import { text as textOf } from 'node:stream/consumers';
import { expect } from 'chai';
import type { Activity } from '../../../src/core/activity.js';
import { MediaHashError } from '../../../src/index.js';
import { bytes, type Host as FileHost, startHost as startFileHost } from '../../files/fileHost.js';
import { thandi } from '../../support/channel.js';
import { type BotContext, describeHosts, type HostChannel } from '../../support/hosts.js';
import { rejection } from '../../support/rejection.js';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const image = { contentType: 'image/png', name: 'chart.png', contentUrl: `data:image/png;base64,${png}` };

describeHosts('Files', (start) => {
  let channel: HostChannel;
  let host: FileHost | undefined;
  afterEach(async () => {
    await host?.close();
    host = undefined;
  });

  const sends = (answer: () => Activity) => async (context: BotContext) => {
    if (context.activity.type === 'message') await context.sendActivity(answer());
  };
  const shown = (from = thandi) =>
    channel.emulator
      .chat(from)
      .messages.filter(({ direction }) => direction === 'out')
      .map(({ kind, text, media }) => (media ? [kind, media.fileName, media.caption] : [kind, text]));

  it('leave as files, in order, the text as the caption of the first', async () => {
    const files = [image, { contentType: 'text/plain', name: 'notes.txt', contentUrl: 'data:text/plain,Hello' }];
    const logic = sends(() => ({ type: 'message', text: 'Your *month*', attachments: files }));
    channel = await start({ logic });
    await channel.say('Hello');
    expect(shown()).to.deep.equal([
      ['media', 'chart.png', 'Your _month_'],
      ['media', 'notes.txt', undefined],
    ]);
  });

  it('are uploaded once, whoever gets them, and again where the provider has forgotten them', async () => {
    channel = await start({ logic: sends(() => ({ type: 'message', attachments: [image] })) });
    const uploads = () => channel.events.filter(({ kind }) => kind === 'request').length;
    await channel.say('Hello');
    const before = uploads();
    await channel.say('Hello', '27820000002');
    expect(uploads() - before).to.equal(1);
    channel.clock.advance(40 * 24 * 60 * 60 * 1000);
    await channel.say('Hello', '27820000003');
    expect([shown(), shown('27820000002'), shown('27820000003')].map((all) => all.length)).to.deep.equal([1, 1, 1]);
  });

  it('are fetched from where they stand, if that is allowed', async () => {
    host = await startFileHost(bytes(Buffer.from(png, 'base64'), { 'content-type': 'image/png' }));
    const contentUrl = `${host.url}/chart.png`;
    const logic = sends(() => ({ type: 'message', attachments: [{ ...image, contentUrl }] }));
    channel = await start({ logic, adapter: { media: { allowHosts: ['127.0.0.1'], allowHttp: true } } });
    await channel.say('Hello');
    expect(shown()).to.deep.equal([['media', 'chart.png', undefined]]);
    channel = await start({ logic });
    await channel.say('Hello');
    expect(shown()).to.deep.equal([['text', `chart.png\n${contentUrl}`]]);
    expect(host.asked).to.have.length(1);
  });

  it('that cannot be uploaded are told by name, with what was to be their caption', async () => {
    const answer = { type: 'message', text: 'Your month', attachments: [image] };
    channel = await start({ logic: sends(() => answer) });
    channel.emulator.fault('mediaRefused', 1);
    await channel.say('Hello');
    expect(shown()).to.deep.equal([['text', 'Your month\n\nchart.png']]);
  });

  it('that a person sends come to the bot as streams, whole or not at all', async () => {
    const read: unknown[] = [];
    const logic = async ({ activity }: BotContext) => {
      for (const attachment of activity.attachments ?? []) {
        const { stream, ...facts } = await channel.adapter.download(attachment);
        const content = await textOf(stream).catch((error: unknown) => error);
        read.push({ ...facts, content });
      }
    };
    channel = await start({ logic });
    const say = async (media: object) => {
      await channel.emulator.say({ from: thandi, media });
      await channel.settled();
    };
    await say({ contentType: 'text/plain', fileName: 'notes.txt', text: 'Hello' });
    await say({ voice: true });
    channel.emulator.fault('mediaTampered', 1);
    await say({ contentType: 'text/plain', fileName: 'notes.txt', text: 'Hello' });
    const [notes, voice, tampered] = read;
    expect(notes).to.deep.equal({
      contentType: 'text/plain',
      name: 'notes.txt',
      byteSize: 5,
      isVoice: false,
      content: 'Hello',
    });
    expect(voice).to.include({ contentType: 'audio/ogg; codecs=opus', isVoice: true });
    expect(tampered).to.have.property('content').that.is.instanceOf(MediaHashError);
  });

  it('can be fetched by bots that know nothing of keys, where they are put into the activity', async () => {
    const read: string[] = [];
    const logic = async ({ activity }: BotContext) => {
      for (const { contentUrl = '' } of activity.attachments ?? []) {
        read.push(contentUrl.startsWith('data:') ? await (await fetch(contentUrl)).text() : 'too large');
      }
    };
    channel = await start({ logic });
    channel.bot.inlineFiles(10);
    for (const text of ['Hello', 'Hello, Thandi']) {
      await channel.emulator.say({ from: thandi, media: { contentType: 'text/plain', text } });
    }
    await channel.settled();
    expect(read).to.deep.equal(['Hello', 'too large']);
  });

  it('are not looked for at anybody else', async () => {
    host = await startFileHost(bytes('secret'));
    channel = await start();
    const attachment = { contentType: 'text/plain', contentUrl: `${host.url}/file` };
    await rejection(channel.adapter.download(attachment), Error);
    expect(host.asked).to.deep.equal([]);
  });
});
