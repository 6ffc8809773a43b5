import { createClient } from '@redis/client';

/**
 * Commands that a Redis gets for keys of a prefix, not from scripts, and from the same clients to load scripts: each as
 * its words.
 */
export interface Monitor {
  readonly commands: string[][];
  stop(): Promise<void>;
}

/** Records the commands that a Redis receives, with its command MONITOR. */
export async function startMonitor(url: string, prefix: string): Promise<Monitor> {
  const client = createClient({ url });
  client.on('error', () => {});
  await client.connect();
  const received: { readonly from: string; readonly words: string[] }[] = [];
  // Other tests load scripts, too.
  const ours = new Set<string>();
  await client.monitor((line) => {
    const text = String(line);
    const hasPrefix = text.includes(`"${prefix}:`);
    const from = /\[\d+ (\S+)\]/.exec(text)?.[1] ?? '';
    if (from === 'lua' || !(hasPrefix || text.includes('"SCRIPT" "LOAD"'))) return;
    if (hasPrefix) ours.add(from);
    received.push({ from, words: [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) => word) });
  });
  return {
    get commands() {
      return received.filter(({ from }) => ours.has(from)).map(({ words }) => words);
    },
    async stop() {
      client.destroy();
    },
  };
}
