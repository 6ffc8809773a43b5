import { type Activity, ConversationState, type TurnContext } from 'botbuilder';
import { ClickatellAdapter, InlineAttachments, KeyvStorage, StoredTranscripts } from '../../src/index.js';
import type { BotContext, BotLogic, Host, Memory } from './hosts.js';

export const botFramework: Host = {
  name: 'Bot Framework',
  storage: (store) => new KeyvStorage(store.keyv('bot-state')),
  transcripts: (store) => new StoredTranscripts(store, { keptMs: 30 * 24 * 60 * 60 * 1000 }),
  open(options) {
    const adapter = new ClickatellAdapter(options);
    return {
      adapter,
      start: (logic) => adapter.start(told(logic)),
      startRemembering(storage, run) {
        const state = new ConversationState(storage);
        const memory = state.createProperty<Memory>('memory');
        return adapter.start(async (context) => {
          await run(seen(context), await memory.get(context, {}));
          await state.saveChanges(context);
        });
      },
      proactive: (person, logic) => adapter.continueConversation(adapter.reference(person), told(logic)),
      create: (person, logic, first) => {
        const activity = { type: 'message', text: first } as Activity;
        const parameters = { members: [{ id: person, name: '' }], ...(first !== undefined && { activity }) };
        return adapter.createConversationAsync('', '', '', '', parameters, told(logic));
      },
      inlineFiles: (maxBytes) => void adapter.use(new InlineAttachments(adapter, { maxBytes })),
      use: (onTurn) => void adapter.use((context, next) => onTurn(seen(context), next)),
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

function told(logic: BotLogic) {
  return (context: TurnContext) => logic(seen(context));
}

function seen(context: TurnContext): BotContext {
  return {
    get activity() {
      return context.activity;
    },
    turnState: context.turnState,
    sendActivity: (said) => context.sendActivity(said),
    sendActivities: (said) => context.sendActivities(said),
    sendPastMiddlewares: (said) =>
      context.adapter.sendActivities(context, [{ ...said, conversation: context.activity.conversation }]),
    updateActivity: (activity) => context.updateActivity(activity),
    deleteActivity: (id) => context.deleteActivity(id),
  };
}
