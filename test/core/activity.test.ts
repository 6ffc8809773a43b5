import type * as sdk from 'botbuilder';
import { expect } from 'chai';
import type * as own from '../../src/core/activity.js';
import { referenceFor } from '../../src/core/reference.js';
import { toActivity, toStatusActivity, toWelcomeActivity } from '../../src/inbound/activity.js';
import type { InboundMessage, InboundStatus } from '../../src/inbound/event.js';
import { intentOf, outsideWindow, template, withIntent } from '../../src/templates/message.js';
import { pieces } from '../render/activities.js';

type Fits<From, To> = [From] extends [To] ? true : false;

/** Compiles only if each of our types and its counterpart of botbuilder can stand for one another. */
const bothWays: {
  activity: Fits<own.Activity, Partial<sdk.Activity>> & Fits<Partial<sdk.Activity>, own.Activity>;
  wholeActivity: Fits<sdk.Activity, own.Activity>;
  attachment: Fits<own.Attachment, sdk.Attachment> & Fits<sdk.Attachment, own.Attachment>;
  action: Fits<own.CardAction, sdk.CardAction> & Fits<sdk.CardAction, own.CardAction>;
  suggested: Fits<own.SuggestedActions, sdk.SuggestedActions> & Fits<sdk.SuggestedActions, own.SuggestedActions>;
  entity: Fits<own.Entity, sdk.Entity> & Fits<sdk.Entity, own.Entity>;
  account: Fits<own.ChannelAccount, sdk.ChannelAccount> & Fits<sdk.ChannelAccount, own.ChannelAccount>;
  conversation: Fits<own.ConversationAccount, sdk.ConversationAccount> &
    Fits<sdk.ConversationAccount, own.ConversationAccount>;
  reference: Fits<own.ConversationReference, sdk.ConversationReference> &
    Fits<sdk.ConversationReference, own.ConversationReference>;
  fields: Fits<keyof sdk.Activity, keyof own.Activity> & Fits<keyof own.Activity, keyof sdk.Activity>;
} = {
  activity: true,
  wholeActivity: true,
  attachment: true,
  action: true,
  suggested: true,
  entity: true,
  account: true,
  conversation: true,
  reference: true,
  fields: true,
};

describe('Activity', () => {
  it('and the types that it is made of stand for those of botbuilder, and the other way round', () => {
    expect(Object.values(bothWays))
      .to.have.length(10)
      .and.satisfy((all: boolean[]) => all.every(Boolean));
  });

  it('of botbuilder can be given to our functions', () => {
    const activity: Partial<sdk.Activity> = {
      type: 'message',
      text: 'Hello',
      channelData: { clickatell: { id: '1' } },
    };
    expect(intentOf(activity)).to.deep.equal({ id: '1' });
    expect(pieces(activity)).to.deep.equal([{ kind: 'text', text: 'Hello' }]);
    expect(withIntent(activity, { topic: 'balance' }).text).to.equal('Hello');
  });

  it('that our functions make can be sent with botbuilder', () => {
    const sent: Partial<sdk.Activity>[] = [];
    const context: Pick<sdk.TurnContext, 'sendActivity'> = {
      sendActivity: async (activity) => {
        if (typeof activity !== 'string') sent.push(activity);
        return undefined;
      },
    };
    context.sendActivity(template('hello'));
    context.sendActivity(outsideWindow('Hello', template('hello')));
    context.sendActivity(withIntent('Hello', { topic: 'balance' }));
    expect(sent.map(({ type }) => type)).to.deep.equal(['message', 'message', 'message']);
  });

  it('that came in can be a turn of botbuilder, and its reference one of botbuilder', () => {
    const pair = { business: '27110000001', person: '27820000001' };
    const event: InboundMessage = { kind: 'text', messageId: 'm1', ...pair, text: 'Hello', raw: {} };
    const status: InboundStatus = { kind: 'status', messageId: 'm2', status: 'READ', raw: {} };
    const turns: Partial<sdk.Activity>[] = [
      toActivity(event),
      toWelcomeActivity(event),
      toStatusActivity(status, pair),
    ];
    const reference: Partial<sdk.ConversationReference> = referenceFor(pair);
    expect(turns.map(({ conversation }) => conversation)).to.deep.equal(turns.map(() => reference.conversation));
  });
});
