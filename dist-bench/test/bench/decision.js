import { ActivityTypes, BotAdapter, MessageFactory, TurnContext } from 'botbuilder';
import { decide, openStore, outsideWindow, systemClock, TemplateCatalog, template, WindowMiddleware, WindowTracker, windowPolicy, } from '../../src/index.js';
import { business, personOf } from './callbacks.js';
import { median } from './statistics.js';
import { withLmdb } from './stores.js';
import { catalogue, textLike } from './templates.js';
const templates = TemplateCatalog.parse(catalogue(50));
const policy = windowPolicy();
const now = Date.UTC(2026, 4, 1, 12);
const hourMs = 60 * 60 * 1000;
const open = { lastInboundAt: now - hourMs };
const closed = { lastInboundAt: now - 25 * hourMs };
/** The window's rule by itself, and what the window adds to a turn. */
export async function* decision({ quick }) {
    const calls = quick ? 20_000 : 200_000;
    const turns = quick ? 1000 : 10_000;
    const text = MessageFactory.text('Your ticket T-42 is resolved: new bulb.');
    const parameters = { name: 'Thandi', ticket: 'T-42', summary: 'new bulb' };
    const withTemplate = outsideWindow(text, template('news_7', parameters));
    const likeTemplate = MessageFactory.text(textLike(49));
    const rows = [
        row('a comparison of two times', () => now - open.lastInboundAt < 24 * hourMs, calls),
        row('decide: open', () => decide(text, open, now, templates, policy), calls),
        row('decide: open, with a template', () => decide(withTemplate, open, now, templates, policy), calls),
        row('decide: closed, with a template', () => decide(withTemplate, closed, now, templates, policy), calls),
        row('decide: closed, text like 1 of 50', () => decide(likeTemplate, closed, now, templates, policy), calls),
        row('decide: closed, text like none of 50', () => decide(text, closed, now, templates, policy), calls),
        ...(await turnRows(turns)),
    ];
    const setting = `${calls} calls and ${turns} turns a round, the median of 9 rounds`;
    yield { benchmark: 'decision', setting, rows };
}
function row(name, call, calls) {
    const rounds = Array.from({ length: 9 }, () => {
        const begun = performance.now();
        for (let count = 0; count < calls; count += 1)
            kept = call();
        return ((performance.now() - begun) / calls) * 1e6;
    });
    return { name, figures: { ns: median(rounds) } };
}
/** Takes every result, so that no call can be optimised away. */
export let kept;
async function turnRows(turns) {
    const without = new SilentAdapter();
    const memory = await withWindow('memory:');
    return withLmdb(async (storeUrl) => {
        const lmdb = await withWindow(storeUrl);
        const rounds = { without: [], memory: [], lmdb: [] };
        for (let round = 0; round < 9; round += 1) {
            rounds.without.push(await turnNs(without, turns));
            rounds.memory.push(await turnNs(memory.adapter, turns));
            rounds.lmdb.push(await turnNs(lmdb.adapter, turns));
        }
        await memory.close();
        await lmdb.close();
        const base = median(rounds.without);
        return [
            { name: 'a turn with one answer, no window', figures: { ns: base } },
            { name: 'what the window adds to it, in memory', figures: { ns: median(rounds.memory) - base } },
            { name: 'what the window adds to it, LMDB', figures: { ns: median(rounds.lmdb) - base } },
        ];
    });
}
async function withWindow(storeUrl) {
    const store = await openStore(storeUrl);
    const adapter = new SilentAdapter();
    adapter.use(new WindowMiddleware({ tracker: new WindowTracker(store, systemClock), templates }));
    return { adapter, close: () => store.close() };
}
/** 64 turns at a time, as the lanes have it; the time of one is their share. */
async function turnNs(adapter, turns) {
    let next = 0;
    const lane = async () => {
        for (let index = next++; index < turns; index = next++)
            await adapter.turn(index % 1000);
    };
    const begun = performance.now();
    await Promise.all(Array.from({ length: 64 }, lane));
    return ((performance.now() - begun) / turns) * 1e6;
}
/** Runs turns and sends nothing. */
class SilentAdapter extends BotAdapter {
    async sendActivities(_, activities) {
        return activities.map(() => ({ id: '1' }));
    }
    async updateActivity() { }
    async deleteActivity() { }
    async continueConversation() { }
    turn(person) {
        const at = systemClock.now();
        const activity = {
            ...{ type: ActivityTypes.Message, id: `m-${at}`, text: 'Hi', channelId: 'bench', timestamp: new Date(at) },
            ...{ from: { id: personOf(person), name: '' }, recipient: { id: business, name: '' } },
            conversation: { id: `${business}:${personOf(person)}`, isGroup: false, conversationType: '', name: '' },
        };
        return this.runMiddleware(new TurnContext(this, activity), async (context) => {
            await context.sendActivity('You said: Hi');
        });
    }
}
