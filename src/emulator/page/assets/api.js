// @ts-check
import { toast } from './toast.js';

/**
 * Calls the emulator. An error is shown to the reader, and the result is then `undefined`.
 *
 * @param {string} path under `/_emulator/`
 * @param {object} [body] makes it a POST
 * @returns {Promise<any>}
 */
export async function call(path, body) {
  const { ok, json } = await ask(path, body);
  if (ok) return json;
  toast(json.error ?? 'The emulator does not answer.');
  return undefined;
}

/**
 * Like `call`, but leaves errors to the caller.
 *
 * @param {string} path
 * @param {object} [body]
 * @param {'POST' | 'PUT'} [method]
 * @returns {Promise<{ ok: boolean, status: number, json: any }>}
 */
export async function ask(path, body, method = 'POST') {
  const headers = { 'content-type': 'application/json' };
  try {
    const answer = await fetch(`/_emulator/${path}`, body && { method, headers, body: JSON.stringify(body) });
    return { ok: answer.ok, status: answer.status, json: await answer.json() };
  } catch {
    return { ok: false, status: 0, json: { error: 'The emulator does not answer.' } };
  }
}

/**
 * JSON lines of the program behind the numbers; none if it does not answer.
 *
 * @param {string} path under `/_emulator/`
 * @returns {Promise<any[]>}
 */
export async function askLines(path) {
  try {
    const answer = await fetch(`/_emulator/${path}`);
    if (!answer.ok) return [];
    const lines = (await answer.text()).split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}

/** @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast('Copied.');
  } catch {
    toast('The browser does not let the page copy: mark the text and copy it yourself.');
  }
}

/**
 * A call as a command line.
 *
 * @param {string} url
 * @param {{ headers?: Record<string, string>, body?: unknown }} [call]
 */
export function curl(url, { headers = {}, body } = {}) {
  const lines = [`curl -s ${quoted(url)}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined) lines.push(`-d ${quoted(JSON.stringify(body))}`);
  return lines.join(' \\\n  ');
}

/** @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
