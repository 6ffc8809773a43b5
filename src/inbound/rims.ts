import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.js';
import { type CallbackRequest, readFetchJson, readJson } from './read.js';
import type { CallbackSource } from './receive.js';

/** A callback that came to node:http, Express or restify. */
export function nodeSource(request: CallbackRequest): CallbackSource {
  return { request, read: () => readJson(request) };
}

export function answerNode(response: ServerResponse, { status, headers, text }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, headers);
  response.end(text);
}

/** A callback that came to a server of fetch's `Request` and `Response`. */
export function fetchSource(request: Request, body: unknown): CallbackSource {
  const authorization = request.headers.get('authorization') ?? undefined;
  return { request: { url: request.url, headers: { authorization } }, read: () => readFetchJson(request, body) };
}

export function fetchResponse({ status, headers, text }: Answer): Response {
  return new Response(text, { status, headers });
}
