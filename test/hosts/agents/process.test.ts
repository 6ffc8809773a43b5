import { createServer } from 'node:http';
import { AgentApplication, type TurnState } from '@microsoft/agents-hosting';
import { expect } from 'chai';
import express from 'express';
import { ClickatellAgentsAdapter, KeyvStorage, TemplateCatalog } from '../../../src/agents.js';
import { business, catalogue, startOn } from '../../support/channel.js';
import { withServer } from '../../support/rims.js';

describe('process, on the Agents SDK', () => {
  it('starts with the logic that it is given, as CloudAdapter does', async () => {
    const channel = await startOn(async (given) => new ClickatellAgentsAdapter(given), {});
    const { adapter, emulator, store } = channel;
    const agent = new AgentApplication<TurnState>({ adapter, storage: new KeyvStorage(store.keyv('bot-state')) });
    agent.onActivity('message', async (context) => {
      await context.sendActivity(`You said: ${context.activity.text}`);
    });
    const app = express();
    app.post('/api/messages', (req, res) => adapter.process(req, res, (context) => agent.run(context)));
    try {
      await withServer(createServer(app), async (callbackUrl) => {
        emulator.integrate({ number: business, callbackUrl, templates: TemplateCatalog.parse(catalogue) });
        await channel.say('Hello');
        await channel.say('Again');
        expect(channel.heard()).to.deep.equal(['You said: Hello', 'You said: Again']);
      });
    } finally {
      await channel.close();
    }
  });
});
