/** One instruction of a Dockerfile, with its continuation lines joined. */
export interface Instruction {
  readonly name: string;
  readonly value: string;
}

/** The stages of a Dockerfile, each from its FROM on. */
export function stagesOf(text: string): Instruction[][] {
  const stages: Instruction[][] = [];
  const lines = text.replace(/\\\n\s*/g, ' ').split('\n');
  for (const line of lines.map((each) => each.trim())) {
    const [, name = '', value = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') stages.push([]);
    if (name !== '') stages.at(-1)?.push({ name, value });
  }
  return stages;
}

/** The values of all instructions of a name. */
export function valuesOf(stage: readonly Instruction[], name: string): string[] {
  return stage.filter((instruction) => instruction.name === name).map(({ value }) => value);
}

/** `A=1 B=2` as an object. */
export function environmentOf(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    values.flatMap((value) => [...value.matchAll(/(\w+)=(\S+)/g)].map(([, key = '', given = '']) => [key, given])),
  );
}
