import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { expect } from 'chai';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import manifest from '../../package.json' with { type: 'json' };
import { eventually } from '../support/eventually.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { nodeOf, versions } from './nodes.js';
import { npm, npmInstall, printed, registryProblem } from './npm.js';
import { startExample } from './started.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const { devDependencies } = manifest;

/** As strict as a program can be, and with the declarations of packages checked. */
const compilerOptions = {
  ...{
    target: 'ES2023',
    module: 'NodeNext',
    types: ['node'],
    rootDir: 'programs',
    outDir: 'out',
    resolveJsonModule: true,
  },
  ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noImplicitOverride: true },
  ...{ noPropertyAccessFromIndexSignature: false, verbatimModuleSyntax: true, skipLibCheck: false },
};

const told = [
  'in: Hello',
  'out: Turn 1',
  'in: More',
  'out: Turn 2',
  'out: Hi Thandi, your ticket T-42 is resolved: a new bulb. Tell us if it is not.',
];

interface Face {
  readonly name: string;
  /** What a person is told. */
  readonly told: readonly string[];
  /** The project that it is installed in, for the package. */
  readonly project: () => Promise<string>;
  /** What its program installs beside the package. */
  readonly peers: readonly string[];
  /** What must not be installed with it. */
  readonly others: readonly string[];
}

const faces: readonly Face[] = [
  {
    name: 'botbuilder',
    told,
    project: emptyProject,
    peers: [`botbuilder@${devDependencies.botbuilder}`],
    others: ['@microsoft/agents-hosting', '@microsoft/agents-activity'],
  },
  {
    name: 'agents',
    told: [...told.slice(0, 1), 'out: Welcome', ...told.slice(1)],
    project: exampleOfAgents,
    peers: [],
    others: ['botbuilder', 'botbuilder-core', 'botbuilder-dialogs'],
  },
];

describe('The packed package', () => {
  let tarball: string;

  before(async function () {
    this.timeout(120_000);
    const folder = await temporaryFolder();
    const printedName = await npm(['pack', '--silent', '--pack-destination', folder], root);
    tarball = join(folder, printedName.trim().split('\n').at(-1) ?? '');
  });
  after(removeFolders);

  it('is what publint asks for', async () => {
    const pkg = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const data = await readFile(tarball);
    const { messages } = await publint({ pack: { tarball: new Uint8Array(data).buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).to.deep.equal([]);
  });

  it('has types that are right, for programs that can import an ES module', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(await readFile(tarball))));
    if (!analysis.types) throw new Error('The package has no types.');
    // TypeScript's old `node10` resolution knows no exports, and ES modules from CommonJS are loaded by import() alone.
    const told = analysis.problems.filter(
      (problem) =>
        !('resolutionKind' in problem && problem.resolutionKind === 'node10') && problem.kind !== 'CJSResolvesToESM',
    );
    expect(told).to.deep.equal([]);
    expect(Object.keys(analysis.entrypoints)).to.include.members(['.', './agents', './dialogs']);
  }).timeout(60_000);

  describe('installed', () => {
    const folders = new Map<string, string>();
    /** What the compiler has to say of each face's program. */
    const faults = new Map<string, string>();

    before(async function () {
      this.timeout(180_000);
      if (await registryProblem(root)) return this.skip();
      const install = async ({ name, project, peers }: Face) => {
        const folder = await project();
        await cp(join(root, 'test/pack/programs'), join(folder, 'programs'), { recursive: true });
        const files = [`programs/${name}/program.ts`];
        await writeFile(join(folder, 'tsconfig.strict.json'), JSON.stringify({ compilerOptions, files }));
        await npmInstall(folder, tarball, ...peers, `@types/node@${devDependencies['@types/node']}`);
        folders.set(name, folder);
        faults.set(name, await printed(process.execPath, [tsc, '-p', 'tsconfig.strict.json'], folder));
      };
      await Promise.all([...faces.map(install), ...versions.map(nodeOf)]);
    });

    for (const { name, project, others, told } of faces) {
      describe(`for ${name}`, () => {
        const folder = () => folders.get(name) ?? '';

        it('has the command', async () => {
          const command = join(folder(), 'node_modules/.bin/botbuilder-adapter-clickatell');
          expect(await printed(command, ['--help'], folder())).to.match(/^botbuilder-adapter-clickatell emulator/);
        });

        it('brings nothing of another framework', async () => {
          expect(await printed('npm', ['ls', ...others], folder())).to.include('(empty)');
        });

        it('compiles with a strict program, its own declarations too', () => {
          // What the declarations of other packages have wrong is not ours to mend.
          const ours = faults
            .get(name)
            ?.split('\n')
            .filter((line) => /^(?!node_modules\/|\s|$)|^node_modules\/botbuilder-adapter-clickatell\//.test(line));
          expect(ours).to.deep.equal([]);
        });

        if (project === exampleOfAgents) {
          it('compiles the example', async () => {
            expect(await printed(process.execPath, [tsc, '--noEmit'], folder())).to.equal('');
          }).timeout(60_000);

          it('starts the example, which answers a person', async () => {
            const { url, stop } = await startExample(folder());
            try {
              const said = { method: 'POST', body: '{"from":"27820000001","text":"Hi"}' };
              expect((await fetch(`${url}/_emulator/say`, said)).status).to.equal(200);
              await eventually(async () => {
                const phone = await (await fetch(`${url}/_emulator/chats/27820000001`)).text();
                expect(phone).to.include('Hi, this is the support desk.');
              });
            } finally {
              await stop();
            }
          }).timeout(60_000);
        }

        for (const version of versions) {
          it(`runs on Node.js ${version}`, async () => {
            // In production, where the Agents SDK's own CloudAdapter asks for an app id.
            const env = { NODE_ENV: 'production' };
            const said = await printed(await nodeOf(version), [`out/${name}/program.js`], folder(), env);
            expect(said.trim()).to.equal(JSON.stringify(told));
          }).timeout(60_000);
        }
      });
    }
  });
});

async function emptyProject(): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  return folder;
}

/** The example as it is, which has what an agent needs. */
async function exampleOfAgents(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(join(root, 'bots/examples/agents'), folder, { recursive: true });
  return folder;
}
