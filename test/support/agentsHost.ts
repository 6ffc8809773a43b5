import { Activity } from '@microsoft/agents-activity';
import { AgentApplication, MessageFactory, type TurnContext, type TurnState } from '@microsoft/agents-hosting';
import { ClickatellAgentsAdapter, InlineAttachments, KeyvStorage, StoredTranscripts } from '../../src/agents.js';
import type { Activity as OwnActivity } from '../../src/core/activity.js';
import { activityIn } from '../../src/hosting/context.js';
import type { BotContext, BotLogic, Host, Memory } from './hosts.js';

export const agentsSdk: Host = {
  name: 'the Agents SDK',
  storage: (store) => new KeyvStorage(store.keyv('bot-state')),
  transcripts: (store) => new StoredTranscripts(store, { keptMs: 30 * 24 * 60 * 60 * 1000 }),
  open(options) {
    const adapter = new ClickatellAgentsAdapter(options);
    return {
      adapter,
      start: (logic) => adapter.start(told(logic)),
      startRemembering(storage, run) {
        if (!(storage instanceof KeyvStorage)) throw new Error('This storage is of another host.');
        const app = new AgentApplication<TurnState<Memory>>({ adapter, storage });
        app.onActivity(/./, (context, state) => run(seen(context), state.conversation));
        return adapter.start(app);
      },
      proactive: (person, logic) => adapter.continueConversation('any', adapter.reference(person), told(logic)),
      create: (person, logic, first) =>
        adapter.createConversationAsync('', '', '', '', created(person, first), told(logic)),
      inlineFiles: (maxBytes) => void adapter.use(new InlineAttachments(adapter, { maxBytes })),
      use: (onTurn) => void adapter.use({ onTurn: (context, next) => onTurn(seen(context), next) }),
      onTurnError(handler) {
        adapter.onTurnError = (context, error) => handler(seen(context), error);
      },
      onStatus: (logic) => void adapter.onStatus(told(logic)),
      onConsent: (logic) => void adapter.onConsent(told(logic)),
      onLinked: (logic) => void adapter.onLinked(told(logic)),
      onWindowClosing: (minutes, logic, only) =>
        void adapter.onWindowClosing(minutes, told(logic), only && { only: (context) => only(seen(context)) }),
    };
  },
};

function created(person: string, first: string | undefined) {
  const activity = first === undefined ? new Activity('message') : MessageFactory.text(first);
  return { isGroup: false, members: [{ id: person }], activity, channelData: undefined };
}

function told(logic: BotLogic) {
  return (context: TurnContext) => logic(seen(context));
}

function seen(context: TurnContext): BotContext {
  return {
    get activity() {
      return activityIn(context.activity);
    },
    turnState: context.turnState,
    sendActivity: (said) => context.sendActivity(typeof said === 'string' ? said : sdkActivity(said)),
    sendActivities: (said) => context.sendActivities(said.map(sdkActivity)),
    sendPastMiddlewares: (said) => {
      const { conversation } = context.activity;
      return context.adapter.sendActivities(context, [Object.assign(sdkActivity(said), { conversation })]);
    },
    updateActivity: (activity) => context.updateActivity(sdkActivity(activity)),
    deleteActivity: (id) => context.deleteActivity(id),
  };
}

/** As the bots of the SDK make theirs. */
function sdkActivity(said: OwnActivity): Activity {
  return Activity.fromObject(said);
}
