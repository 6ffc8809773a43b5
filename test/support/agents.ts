import type { TurnContext } from '@microsoft/agents-hosting';
import { type Agent, ClickatellAgentsAdapter } from '../../src/agents.js';
import { type Channel, startOn, type WorldOptions } from './channel.js';

/** As `startChannel`, with an agent of the Agents SDK, which `make` makes for the adapter. */
export function startAgent(
  make: (adapter: ClickatellAgentsAdapter) => Agent | ((context: TurnContext) => Promise<void>),
  options: WorldOptions = {},
): Promise<Channel<ClickatellAgentsAdapter>> {
  return startOn(async (given) => {
    const adapter = new ClickatellAgentsAdapter(given);
    await adapter.start(make(adapter));
    return adapter;
  }, options);
}
