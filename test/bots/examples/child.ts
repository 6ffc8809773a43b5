// Runs the examples as they stand, each with settings of its own, in one process: a start takes seconds.

interface Start {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
}

process.on('message', async ({ name, env }: Start) => {
  Object.assign(process.env, env);
  await import(`../../../bots/examples/${name}/main.ts`);
  process.send?.(name);
});
process.send?.('ready');
