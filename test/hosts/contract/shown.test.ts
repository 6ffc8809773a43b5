import { expect } from 'chai';
import { outsideWindow, template } from '../../../src/index.js';
import { thandi } from '../../support/channel.js';
import { describeHosts, type HostChannel } from '../../support/hosts.js';

describeHosts('What a person is shown', (startHost) => {
  let channel: HostChannel;
  const start = async (...said: object[]) => {
    channel = await startHost({
      async logic(context) {
        if (context.activity.type !== 'message') return;
        for (const each of said) {
          await context
            .sendActivity(each)
            .catch((error: Error) => context.sendActivity(`${error.name}: ${error.message}`));
        }
      },
    });
    await channel.say('Hello');
  };
  afterEach(async () => {
    expect(channel.emulator.violations).to.deep.equal([]);
  });

  it('is all of a long text, with its formats', async () => {
    const paragraph = '料金は**「無料」**です, and this is **bold**';
    await start({ type: 'message', text: Array.from({ length: 300 }, () => paragraph).join('\n\n') });
    const heard = channel.heard().join('\n\n').replaceAll('\u2060', '');
    expect(heard).to.equal(Array.from({ length: 300 }, () => '料金は「無料」です, and this is *bold*').join('\n\n'));
  });

  it('is no card that cannot be read: its bot is told', async () => {
    const contentType = 'application/vnd.microsoft.card.adaptive';
    const card = JSON.stringify({ type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'Hi' }] });
    const given = [card, card.slice(0, -1)].map((content) => ({
      type: 'message',
      attachments: [{ contentType, content }],
    }));
    await start(...given);
    expect(channel.heard()).to.deep.equal([
      'Hi',
      'InvalidInputError: attachments[0].content: is JSON text that cannot be parsed: give the card as an object, as ' +
        'CardFactory does',
    ]);
  });

  it('is a table as a document', async () => {
    await start({ type: 'message', attachments: [{ contentType: 'text/csv', name: 'may.csv', content: 'a,b\n1,2' }] });
    const media = channel.emulator.chat(thandi).messages.flatMap((message) => message.media ?? []);
    expect(media.map(({ fileName, contentType }) => [fileName, contentType])).to.deep.equal([
      ['may.csv.txt', 'text/plain'],
    ]);
  });

  it('is a template without the Markdown of its values', async () => {
    await start();
    channel.clock.advance(25 * 60 * 60 * 1000);
    const values = { name: '**Thandi**', ticket: 'T_4_2', summary: '- [fixed](https://x.org/a_b)\n- 2*3*4' };
    await channel.bot.proactive(thandi, async (context) => {
      await context.sendActivity(outsideWindow('Done.', template('ticket_resolved', values)));
    });
    await channel.settled();
    expect(channel.heard().at(-1)).to.contain(
      'Hi Thandi, your ticket T_4_2 is resolved: - fixed (https://x.org/a_b) - 2*3*4.',
    );
  });
});
