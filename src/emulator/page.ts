import type { Answer } from './answer.js';

/** The page at `/`: the persons, their chats with ticks, a box to speak for them, and the clock. */
export function page(): Answer {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  return { status: 200, bytes: Buffer.from(html), headers };
}

const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'";

// The script writes what persons and bots said with textContent only, so that nothing of it can turn into markup.
const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>WhatsApp emulator</title>
<style>
  * { box-sizing: border-box }
  body { margin: 0; height: 100vh; display: grid; grid-template: auto 1fr / 16rem 1fr; font: 15px/1.4 system-ui, sans-serif; color: #111b21; background: #f0f2f5 }
  header { grid-column: 1 / 3; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: .5rem 1rem; background: #075e54; color: #fff }
  header h1 { font-size: 1rem; margin: 0 auto 0 0 }
  nav { overflow-y: auto; background: #fff; border-right: 1px solid #ddd }
  nav button { display: block; width: 100%; border: 0; border-bottom: 1px solid #eee; background: none; padding: .6rem 1rem; text-align: left; font: inherit; cursor: pointer }
  nav button[aria-current=true] { background: #e7f3ef }
  nav small { display: block; color: #667781; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
  main { display: flex; flex-direction: column; min-height: 0; background: #efeae2 }
  #windows { padding: .4rem 1rem; background: #fff8; font-size: .85rem }
  #messages { flex: 1; overflow-y: auto; padding: 1rem; display: flex; flex-direction: column; gap: .4rem }
  .bubble { max-width: 70%; padding: .4rem .7rem; border-radius: .6rem; white-space: pre-wrap; overflow-wrap: anywhere; background: #fff; align-self: flex-start }
  .in { background: #d9fdd3; align-self: flex-end }
  .failed { background: #fde2e2; opacity: .85 }
  .bubble small { display: block; color: #667781; font-size: .75rem }
  .bubble button { display: block; width: 100%; margin-top: .3rem }
  form { display: flex; flex-wrap: wrap; gap: .5rem; padding: .6rem 1rem; background: #f0f2f5 }
  input, select, button { font: inherit; padding: .3rem .6rem }
  #text { flex: 1; min-width: 10rem }
  #problem { color: #b00020; flex-basis: 100% }
</style>
</head>
<body>
<header><h1>WhatsApp emulator</h1><span id="now"></span>
  <button data-advance="1h">+1 h</button><button data-advance="25h">+25 h</button><button id="clock-reset">Clock back</button>
</header>
<nav id="persons" aria-label="Persons"></nav>
<main>
  <div id="windows"></div>
  <div id="messages" aria-live="polite"></div>
  <form id="say">
    <input id="from" value="27820000001" size="14" aria-label="Person" required>
    <select id="to" aria-label="Business number"></select>
    <input id="text" placeholder="Say something as this person" autocomplete="off" aria-label="Message" required>
    <button>Send</button>
    <label><input type="checkbox" id="on" checked> phone on</label>
    <output id="problem"></output>
  </form>
</main>
<script>
'use strict';
const byId = (id) => document.getElementById(id);
const element = (tag, text, className) => {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
};
async function call(path, body) {
  const answer = await fetch('/_emulator/' + path, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const json = await answer.json();
  byId('problem').textContent = json.error || '';
  return json;
}
const from = () => byId('from').value.trim();

function bubble(message) {
  const made = element('div', message.text, 'bubble ' + message.direction + (message.error ? ' failed' : ''));
  for (const title of message.buttons || []) {
    const tap = element('button', title);
    tap.onclick = () => call('say', { from: from(), to: message.business, tap: title });
    made.append(tap);
  }
  const how = message.error ? 'not delivered: ' + message.error.status : message.ticks;
  const via = message.template ? ' · template ' + message.template.name : '';
  made.append(element('small', message.business + ' · ' + message.at.slice(0, 16).replace('T', ' ') + via + ' · ' + how));
  return made;
}

async function draw() {
  const [list, phone, clock] = await Promise.all([call('chats'), call('chats/' + encodeURIComponent(from())), call('clock')]);
  byId('now').textContent = clock.now.slice(0, 16).replace('T', ' ') + ' UTC';
  byId('persons').replaceChildren(...list.chats.map((person) => {
    const made = element('button', person.name ? person.name + ' (' + person.from + ')' : person.from);
    made.append(element('small', person.last ? person.last.text : ''));
    made.setAttribute('aria-current', String(person.from === from()));
    made.onclick = () => { byId('from').value = person.from; draw(); };
    return made;
  }));
  byId('on').checked = phone.on;
  byId('windows').textContent = phone.windows.map((one) => 'window of ' + one.to + ': ' + one.state).join(' · ');
  const shown = [...phone.messages, ...phone.undelivered].sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
  const messages = byId('messages');
  messages.replaceChildren(...shown.map(bubble));
  messages.scrollTop = messages.scrollHeight;
}

let waiting;
const drawSoon = () => { clearTimeout(waiting); waiting = setTimeout(draw, 50); };
for (const button of document.querySelectorAll('[data-advance]')) button.onclick = () => call('clock', { advance: button.dataset.advance });
byId('clock-reset').onclick = () => call('clock', { reset: true });
byId('on').onchange = () => call('phone', { from: from(), on: byId('on').checked }).then(draw);
byId('from').onchange = draw;
byId('say').onsubmit = (event) => {
  event.preventDefault();
  call('say', { from: from(), to: byId('to').value, text: byId('text').value });
  byId('text').value = '';
};
const events = new EventSource('/_emulator/events');
for (const type of ['message', 'status', 'clock', 'reset']) events.addEventListener(type, drawSoon);
call('integrations').then(({ integrations }) => {
  byId('to').replaceChildren(...integrations.map(({ number, name }) => {
    const option = element('option', name === number ? number : name + ' (' + number + ')');
    option.value = number;
    return option;
  }));
  draw();
});
</script>
</body>
</html>
`;
