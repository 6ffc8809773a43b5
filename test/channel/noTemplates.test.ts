import { expect } from 'chai';
import {
  ConfigurationError,
  InvalidInputError,
  outsideWindow,
  TemplateNotFoundError,
  template,
  withIntent,
} from '../../src/index.js';
import { type Channel, echo, startChannel, thandi } from '../support/channel.js';
import { rejection } from '../support/rejection.js';

describe('A channel without templates', () => {
  let channel: Channel;
  before(async () => {
    channel = await startChannel({ adapter: { templates: undefined } });
  });
  after(() => channel.close());

  it('says once, when it starts, what it cannot do', async () => {
    await channel.adapter.start(echo);
    expect(channel.events.filter(({ kind }) => kind === 'noTemplates')).to.deep.equal([
      {
        kind: 'noTemplates',
        reason: 'No templates were given: people who have not written within 24 hours cannot be sent anything.',
      },
    ]);
  });

  it('answers people who write', async () => {
    await channel.say('Hello');
    expect(channel.heard()).to.deep.equal(['You said: Hello']);
  });

  it('refuses what would leave while the window is closed, and says why', async () => {
    const { adapter, clock } = channel;
    clock.advance(25 * 60 * 60 * 1000);
    const { id } = await adapter.notify({ to: thandi, text: 'It is fixed.' });
    await channel.settled();
    expect(await adapter.notification(id)).to.include({
      state: 'refused',
      reason:
        'The customer service window is closed, and the adapter was given no templates (its option "templates"). ' +
        'Send a template, or give the message one with outsideWindow(message, template(…)).',
    });
    const { sentence } = await adapter.explain(
      withIntent('It is fixed.', { whenClosed: 'hold' }),
      adapter.reference(thandi),
    );
    expect(sentence).to.include('The adapter was given no templates (its option "templates")');
    expect(channel.heard()).to.deep.equal(['You said: Hello']);
  });

  it('takes no notification with a template, or that is to be held', async () => {
    const { adapter } = channel;
    const named = await rejection(adapter.notify({ to: thandi, template: template('sale') }), InvalidInputError);
    expect(named.message).to.match(/no templates were given\. Load the catalogue/);
    const held = await rejection(adapter.notify({ to: thandi, text: 'x', whenClosed: 'hold' }), InvalidInputError);
    expect(held.message).to.match(/^whenClosed: the adapter was given no templates/);
    const shown = adapter.explain(outsideWindow('x', template('sale')), adapter.reference(thandi));
    expect((await rejection(shown, TemplateNotFoundError)).message).to.include('no templates were given');
  });

  it('cannot have a policy by which messages are held', async () => {
    const starting = startChannel({ adapter: { templates: undefined, policy: { whenClosed: 'hold' } } });
    expect((await rejection(starting, ConfigurationError)).message).to.match(/"hold" needs a template/);
  });
});
