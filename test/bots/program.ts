import { readConfig } from '../../bots/config.js';
import { createLog } from '../../bots/log.js';
import { type Running, run } from '../../bots/run.js';

export const person = '27820000001';
export const supportNumber = '27110000001';
export const bankingNumber = '27110000002';
export const alertsNumber = '27110000003';
export const apiToken = 'test-token-1234';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as a JSON object; empty for anything else. */
  readonly json: Record<string, unknown>;
}

export interface Call {
  readonly method?: string;
  /** Text as it is, anything else as JSON. A call with a body is a POST. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Program extends Running {
  /** The lines of the log. */
  readonly lines: readonly string[];
  /** Calls the bots, without a token. */
  call(path: string, call?: Call): Promise<Answer>;
  /** Calls the bots' API with the right token. */
  api(path: string, call?: Call): Promise<Answer>;
}

/** The whole program, as `main` runs it: free ports and nothing kept, unless the settings say otherwise. */
export async function startProgram(settings: Record<string, string> = {}): Promise<Program> {
  const ports = { PORT: '0', EMULATOR_PORT: '0' };
  const config = readConfig({ ...ports, STORE_URL: 'memory:', LOG_LEVEL: 'silent', API_TOKEN: apiToken, ...settings });
  const lines: string[] = [];
  const running = await run(config, createLog(config.logLevel, { write: (line) => void lines.push(line) }));
  const call = (path: string, options: Call = {}) => request(running.url + path, options);
  return {
    ...running,
    lines,
    call,
    api: (path, options = {}) =>
      call(path, { ...options, headers: { authorization: `Bearer ${apiToken}`, ...options.headers } }),
  };
}

export async function request(url: string, { method, body, headers }: Call = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    ...(headers && { headers }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: record(jsonOf(text)) };
}

/** The value as an object; an empty one for anything else. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** The objects in an array that came as JSON. */
export function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(record) : [];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
