import { ActivityHandler, ConversationState } from 'botbuilder';
/** The bot of all benchmarks: reads its state, answers once, writes its state. */
export class EchoBot extends ActivityHandler {
    constructor(storage) {
        super();
        const state = new ConversationState(storage);
        const turns = state.createProperty('turns');
        this.onMessage(async (context, next) => {
            await turns.set(context, (await turns.get(context, 0)) + 1);
            await context.sendActivity(`You said: ${context.activity.text}`);
            await next();
        });
        this.onTurn(async (context, next) => {
            await next();
            await state.saveChanges(context);
        });
    }
}
