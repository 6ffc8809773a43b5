import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Answer } from '../http.js';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ogg': 'audio/ogg',
};

/** Nothing from other origins, and no script or style in the markup: what people and bots say never becomes code. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The page's files are served as they are written, without a build step. This module may run from its source, compiled
 * (`dist/src/emulator/page/files.js`) or bundled (in `dist/start/`), so they are looked for from each of these.
 */
const folders = ['./assets/', '../../../../src/emulator/page/assets/', '../../src/emulator/page/assets/'].map(
  (path) => new URL(path, import.meta.url),
);

/** The phones' page, and the agents'. */
const pages: ReadonlyMap<string, string> = new Map([
  ['/', 'index.html'],
  ['/agents', 'agents.html'],
]);

/** The pages, and their files under `/page/`; `undefined` for every other path. */
export async function page(path: string): Promise<Answer | undefined> {
  const name = pages.get(path) ?? /^\/page\/([a-zA-Z]+\.(?:js|css|svg|ogg))$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  for (const folder of folders) {
    const bytes = await readFile(new URL(name, folder)).catch(() => undefined);
    if (!bytes) continue;
    const headers = {
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    };
    return { status: 200, bytes, headers };
  }
  return undefined;
}

export function isPage(path: string): boolean {
  return pages.has(path) || path.startsWith('/page/');
}
