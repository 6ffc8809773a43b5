import { createClient } from '@redis/client';

/**
 * Commands that a Redis gets from its clients, not from scripts, for keys of a prefix, and to load scripts: each as its
 * words.
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
  const commands: string[][] = [];
  await client.monitor((line) => {
    const text = String(line);
    const isOurs = text.includes(`"${prefix}:`) || text.includes('"SCRIPT" "LOAD"');
    if (!isOurs || text.includes(' lua]')) return;
    commands.push([...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = '']) => word));
  });
  return {
    commands,
    async stop() {
      client.destroy();
    },
  };
}
