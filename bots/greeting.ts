import { emulatorNumbers, type Running } from './run.js';

/** What a newcomer sees: where to talk to the bots, and how to do it with curl alone. */
export function greeting({ url, apiToken, emulator }: Running): string {
  if (!emulator) return '';
  const curl = 'curl -s';
  return `
The bots are up, against an emulated Clickatell (no CLICKATELL_API_KEY is set).

  support bot  ${emulatorNumbers.support}
  banking bot  ${emulatorNumbers.banking}
  alerts bot   ${emulatorNumbers.alerts}
  phones       ${emulator.url}/   open it in a browser: talk to all, move the clock, see why
  API          ${url}/api   token: ${apiToken}

Or with nothing but curl. Write to the support bot, and read the chat:
  ${curl} ${emulator.url}/_emulator/say -d '{"from":"27820000001","text":"Hi"}'
  ${curl} ${emulator.url}/_emulator/chats/27820000001

Let 25 hours pass, and tell the person something: it leaves as an approved template.
  ${curl} ${emulator.url}/_emulator/clock -d '{"advance":"25h"}'
  ${curl} ${url}/api/notifications -H 'Authorization: Bearer ${apiToken}' -d '{"to":"27820000001","text":"Your ticket is resolved.","template":{"name":"ticket_resolved","parameters":{"name":"Thandi","ticket":"T-42","summary":"new bulb"}}}'

Sign up for a flight, and change its gate: whoever has signed up is told.
  ${curl} ${emulator.url}/_emulator/say -d '{"from":"27820000001","to":"${emulatorNumbers.alerts}","text":"alerts for flight SA204"}'
  ${curl} ${url}/api/flights/SA204/status -H 'Authorization: Bearer ${apiToken}' -d '{"state":"boarding","gate":"B14"}'

`;
}
