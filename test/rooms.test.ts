import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import manifest from '../package.json' with { type: 'json' };

/** Lowest first. A room imports from floors below its own, and from itself. */
const floors: readonly (readonly string[])[] = [
  ['core'],
  ['templates', 'store', 'otel', 'findings'],
  ['window', 'clickatell', 'lanes', 'consent', 'transcripts'],
  ['inbound', 'choices', 'emulator'],
  ['render', 'acceptor'],
  ['files', 'portal'],
  ['sending'],
  ['holds', 'decisions', 'costs', 'handoff', 'people'],
  ['channel', 'doctor'],
  ['hosting'],
  ['hosts'],
  ['common'],
  ['index', 'agents', 'dialogs', 'cli'],
  ['bots'],
];

/** The emulator must be able to disagree with us: it knows the wire, and nothing of what we make of it. */
const emulatorMayKnow = /^src\/(?:emulator|core|templates)\/|^src\/clickatell\/wire\.ts$/;

/** Frameworks that bots are written for. Only a host knows one. */
const sdk = /^(?:botbuilder|botframework-|@microsoft\/agents-)/;

const root = fileURLToPath(new URL('..', import.meta.url));

interface SourceFile {
  /** From the top level, as `src/window/decide.ts`. */
  readonly path: string;
  readonly room: string;
  /** Without comments. */
  readonly code: string;
  /** The files that it imports or exports from, types too. */
  readonly imports: readonly string[];
  /** The packages that it needs when it runs. */
  readonly packages: readonly string[];
  /** All packages that it names, for types alone too. */
  readonly named: readonly string[];
}

describe('The rooms', () => {
  let files: SourceFile[];
  before(async () => {
    files = [...(await sourcesIn('src')), ...(await sourcesIn('bots'))];
  });

  it('each stand on a floor, every folder of src, and no floor has a room that is not there', () => {
    const rooms = new Set(files.map(({ room }) => room));
    expect([...rooms].sort()).to.deep.equal([...floors.flat()].sort());
  });

  it('import files that are there', () => {
    const paths = new Set(files.map(({ path }) => path));
    const missing = imports(files).filter(({ to }) => !paths.has(to) && !to.endsWith('.json'));
    expect(missing.map(arrow)).to.deep.equal([]);
    expect(imports(files).length).to.be.greaterThan(files.length);
  });

  it('import only from floors below, and from themselves', () => {
    const upwards = imports(files).filter(({ from, to }) => {
      return roomOf(from) !== roomOf(to) && floorOf(roomOf(to)) >= floorOf(roomOf(from));
    });
    expect(upwards.map(arrow)).to.deep.equal([]);
  });

  it('of the library that know a framework are the hosts alone', () => {
    const knowing = files.filter(({ path, named }) => path.startsWith('src/') && named.some((name) => sdk.test(name)));
    expect(knowing.filter(({ room }) => room !== 'hosts').map(({ path }) => path)).to.deep.equal([]);
    expect(knowing).not.to.have.length(0);
  });

  it('know nothing of one another if they are hosts of different frameworks, or stores of different kinds', () => {
    const kindOf = (path: string) => /^src\/(?:hosts|store)\/[^/]+(?=\/)/.exec(path)?.[0];
    const across = imports(files).filter(({ from, to }) => {
      return kindOf(from) !== undefined && kindOf(to) !== undefined && kindOf(from) !== kindOf(to);
    });
    expect(across.map(arrow)).to.deep.equal([]);
  });

  it('hold only what can disagree with the channel, if it is the emulator', () => {
    const wrong = imports(files).filter(({ from, to }) => roomOf(from) === 'emulator' && !emulatorMayKnow.test(to));
    expect(wrong.map(arrow)).to.deep.equal([]);
  });

  it('of the programs see nothing of the library but its entries', () => {
    const inside = imports(files).filter(({ from, to }) => from.startsWith('bots/') && to.startsWith('src/'));
    expect([...new Set(inside.map(({ to }) => to))].sort()).to.deep.equal(['src/dialogs.ts', 'src/index.ts']);
  });

  it('need of a framework what its own entry is for: a program without it need not install it', () => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    const reached = (entry: string): ReadonlySet<string> => {
      const seen = new Set([entry]);
      // A set visits what is added while it is gone through.
      for (const path of seen) for (const to of byPath.get(path)?.imports ?? []) seen.add(to);
      return seen;
    };
    const frameworks = (entry: string) => {
      const named = [...reached(entry)].flatMap((path) => byPath.get(path)?.named ?? []);
      return [...new Set(named.filter((name) => sdk.test(name) || name.startsWith('@opentelemetry/')))].sort();
    };
    expect(frameworks('src/index.ts')).to.deep.equal(['botbuilder']);
    expect(frameworks('src/dialogs.ts')).to.deep.equal(['botbuilder', 'botbuilder-dialogs']);
    expect(frameworks('src/agents.ts')).to.deep.equal(['@microsoft/agents-activity', '@microsoft/agents-hosting']);
    expect(frameworks('src/cli.ts')).to.deep.equal([]);
    expect(frameworks('src/otel.ts')).to.deep.equal(['@opentelemetry/api']);
    const optional = Object.keys(manifest.peerDependenciesMeta);
    expect(optional.sort()).to.deep.equal(Object.keys(manifest.peerDependencies).sort());
  });

  it('have no circles of imports', () => {
    expect(circles(files)).to.deep.equal([]);
  });

  it('of the library need no package that only the programs have', () => {
    const own = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]);
    const missing = files
      .filter(({ path }) => path.startsWith('src/'))
      .flatMap(({ path, packages }) => packages.filter((name) => !own.has(name)).map((name) => `${path}: ${name}`));
    expect(missing).to.deep.equal([]);
  });
});

describe('The code', () => {
  let files: SourceFile[];
  before(async () => {
    files = [...(await sourcesIn('src')), ...(await sourcesIn('bots'))];
  });

  const rules: readonly (readonly [rule: string, breach: RegExp, exempt?: readonly (string | RegExp)[]])[] = [
    // The map of Keyvs in backendStore.ts says why.
    ['uses no any', /(?<!keyof )(?::\s*|<|\bas |\| )any\b/g, ['src/store/backendStore.ts']],
    ['casts nothing twice', /\bas unknown as\b|\bas never as\b/g],
    ['casts nothing that comes from JSON.parse', /JSON\.parse\([^;]*\)\s+as\b/g],
    ['asserts no value to be there', /[\w)\]]!(?=[.;,)[])/g],
    ['asks the clock for the time', /\bDate\.now\(|\bnew Date\(\)|\bDate\(\)/g, ['src/core/clock.ts']],
    // A program's entry hands it on: those of bots/, and the command line, whose doctor takes the same settings.
    [
      'reads the environment in one place',
      /\bprocess\.env\b/g,
      ['src/cli.ts', 'bots/main.ts', /^bots\/examples\/\w+\/main\.ts$/],
    ],
    ['leaves the console alone', /\bconsole\./g],
    // restify replaces it in the whole process with one that returns nothing.
    ['takes nothing from writeHead', /\.writeHead\([^;]*\)\s*\.\w+/g],
    ['leaves no work for later', /\b(?:TODO|FIXME|XXX)\b/g],
  ];
  for (const [rule, breach, exempt = []] of rules) {
    it(rule, () => {
      const breaches = files
        .filter(({ path }) => !exempt.some((each) => (each instanceof RegExp ? each.test(path) : each === path)))
        .flatMap(({ path, code }) => [...code.matchAll(breach)].map(([found]) => `${path}: ${found}`));
      expect(breaches).to.deep.equal([]);
    });
  }
});

async function sourcesIn(folder: string): Promise<SourceFile[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => normalize(join(entry.parentPath, entry.name)).slice(root.length));
  return Promise.all(paths.sort().map(sourceOf));
}

async function sourceOf(path: string): Promise<SourceFile> {
  const code = withoutComments(await readFile(join(root, path), 'utf8'));
  const statements =
    /(?:^|\n)(?:import|export)\b( type\b)?[^'";]*?\bfrom '([^']+)'|\bimport\(\s*'([^']+)'|(?:^|\n)import '([^']+)'/g;
  const found = [...code.matchAll(statements)].map(([, isType, from, dynamic, bare]) => {
    return { isType: isType !== undefined, name: from ?? dynamic ?? bare ?? '' };
  });
  const relative = found.filter(({ name }) => name.startsWith('.'));
  const packages = found.filter(({ name }) => !/^(?:\.|node:)/.test(name));
  return {
    path,
    room: roomOf(path),
    code,
    imports: relative.map(({ name }) => normalize(join(dirname(path), name)).replace(/\.js$/, '.ts')),
    packages: packages.filter(({ isType }) => !isType).map(({ name }) => packageOf(name)),
    named: packages.map(({ name }) => packageOf(name)),
  };
}

function packageOf(name: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;
}

/** Line by line is enough for code that a formatter has been over: a `//` in a string has a colon before it. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(?<![:'"`/\\])\/\/.*$/gm, '');
}

/** `src/window/decide.ts` is in the room `window`, `src/index.ts` is the room `index`, all of bots is one. */
function roomOf(path: string): string {
  const [top = '', next = ''] = path.split('/');
  return top === 'src' ? next.replace(/\.ts$/, '') : top;
}

function floorOf(room: string): number {
  return floors.findIndex((rooms) => rooms.includes(room));
}

function imports(files: readonly SourceFile[]): { from: string; to: string }[] {
  return files.flatMap(({ path, imports }) => imports.map((to) => ({ from: path, to })));
}

function arrow({ from, to }: { from: string; to: string }): string {
  return `${from} -> ${to}`;
}

/** Each circle once, as the way that leads back to where it begins. */
function circles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) found.push([...way.slice(at), path].join(' -> '));
    if (at >= 0 || done.has(path)) return;
    for (const next of byPath.get(path)?.imports ?? []) visit(next, [...way, path]);
    done.add(path);
  };
  for (const { path } of files) visit(path, []);
  return found;
}
