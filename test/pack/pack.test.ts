import { access, cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { expect } from 'chai';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { freePort } from '../support/freePort.js';
import { type Beside, setUp, setUpBeside, startEmulator, startProgram } from './fresh.js';
import { type Guide, guideIn } from './guide.js';
import { nodeOf, versions } from './nodes.js';
import { npm, npmInstall, printed, registryProblem } from './npm.js';
import { converse, isTold, start } from './started.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsc = join(root, 'node_modules/typescript/bin/tsc');

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
  /** The steps of a page for it. */
  readonly guide: Guide;
  /** What is compiled strictly, beside the package's own declarations. */
  readonly files: readonly string[];
  /** Installs the package and the framework, from the tarball. */
  readonly install: (folder: string, guide: Guide, tarball: string) => Promise<void>;
  /** What must not be installed with it. */
  readonly others: readonly string[];
}

const faces: readonly Face[] = [
  {
    name: 'botbuilder',
    told,
    guide: await guideIn('README.md', 'In a program of yours'),
    files: ['programs/botbuilder/program.ts', 'programs/botbuilder/common.cts'],
    install: setUp,
    others: ['@microsoft/agents-hosting', '@microsoft/agents-activity'],
  },
  {
    name: 'agents',
    told: [...told.slice(0, 1), 'out: Welcome', ...told.slice(1)],
    guide: await guideIn('docs/projects.md', 'Agents SDK'),
    files: ['programs/agents/program.ts'],
    install: installExample,
    others: ['botbuilder', 'botbuilder-core', 'botbuilder-dialogs'],
  },
];

const commonJs = await guideIn('docs/projects.md', 'CommonJS');

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
    expect(Object.keys(analysis.entrypoints)).to.include.members(['.', './agents', './dialogs', './otel']);
  }).timeout(60_000);

  it('holds what src has, and nothing that it had once', async () => {
    const prefix = /^\/node_modules\/[^/]+\/dist\/src\//;
    const files = createPackageFromTarballData(new Uint8Array(await readFile(tarball))).listFiles();
    const built = files.filter((path) => prefix.test(path)).map((path) => path.replace(prefix, ''));
    const isThere = async (path: string) => {
      const source = path.replace(/\.(?:js|d\.ts)$/, '.ts');
      return access(join(root, 'src', source)).then(
        () => true,
        () => false,
      );
    };
    const found = await Promise.all(built.map(isThere));
    expect(built.filter((_, at) => !found[at])).to.deep.equal([]);
    expect(built).to.include.members(['index.js', 'index.d.ts', 'agents.js', 'dialogs.js', 'cli.js']);
  });

  it('is told how to install with all that the program of each page imports', () => {
    for (const { setUp, program } of [commonJs, ...faces.map(({ guide }) => guide)]) {
      const named = setUp.filter((line) => line.startsWith('npm install ')).flatMap((line) => line.split(' ').slice(2));
      const used = [...program.text.matchAll(/(?:from |require\()'((?:@[^/]+\/)?[^/']+)/g)].map(([, name]) => name);
      expect(named).to.include.members(used).and.not.to.have.length(0);
      expect(used).to.include.members(['botbuilder-adapter-clickatell', 'express']);
    }
  });

  describe('installed', () => {
    const folders = new Map<string, string>();
    /** What the compiler has to say of each face's program. */
    const faults = new Map<string, string>();
    let beside: Beside;

    before(async function () {
      this.timeout(240_000);
      if (await registryProblem(root)) return this.skip();
      const installed = async ({ name, guide, files, install }: Face) => {
        const folder = await temporaryFolder();
        await install(folder, guide, tarball);
        for (const each of ['converse.ts', name]) {
          await cp(join(root, 'test/pack/programs', each), join(folder, 'programs', each), { recursive: true });
        }
        await writeFile(join(folder, 'tsconfig.strict.json'), JSON.stringify({ compilerOptions, files }));
        folders.set(name, folder);
        faults.set(name, await printed(process.execPath, [tsc, '-p', 'tsconfig.strict.json'], folder));
      };
      await Promise.all([...faces.map(installed), ...versions.map(nodeOf)]);
      const [first] = faces;
      if (first) beside = await startEmulator(folders.get(first.name) ?? '', first.guide);
    });
    after(() => beside?.stop());

    for (const { name, guide, others, told } of faces) {
      describe(`for ${name}`, () => {
        const folder = () => folders.get(name) ?? '';

        it('has the command', async () => {
          const command = join(folder(), 'node_modules/.bin/botbuilder-adapter-clickatell');
          expect(await printed(command, ['--help'], folder())).to.match(/^botbuilder-adapter-clickatell <command>/);
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

        it('answers a person, by the steps of the page alone', async () => {
          let own = folder();
          if (name !== 'botbuilder') {
            own = await temporaryFolder();
            await setUpBeside(own, guide, folder());
          }
          const program = await startProgram(own, guide, beside, process.execPath);
          try {
            if (name === 'botbuilder')
              await isTold(beside.url, '27820000001', 'your ticket T-42 is resolved: new bulb.');
            await converse(beside.url, '27820000001', `Hello, ${name}`, `You said: Hello, ${name}`);
          } finally {
            await program.stop();
          }
        }).timeout(60_000);

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

    describe('for CommonJS', () => {
      let folder: string;
      before(async () => {
        folder = await temporaryFolder();
        await setUpBeside(folder, commonJs, folders.get('botbuilder') ?? '');
      });

      // The oldest has come to require an ES module last, and the newest says most about it.
      for (const version of ['20', '24']) {
        it(`answers a person on Node.js ${version}, by the steps of the page alone, and gives no warning of require`, async () => {
          const program = await startProgram(folder, commonJs, beside, await nodeOf(version));
          try {
            const text = `require, ${version}`;
            await converse(beside.url, '27820000002', text, `You said: ${text}`);
            expect(program.written()).not.to.match(/ExperimentalWarning|require\(\)/);
          } finally {
            await program.stop();
          }
        }).timeout(60_000);
      }
    });

    describe('for the example of an agent', () => {
      const folder = () => folders.get('agents') ?? '';
      it('compiles', async () => {
        expect(await printed(process.execPath, [tsc, '--noEmit'], folder())).to.equal('');
      }).timeout(60_000);

      it('starts, and answers a person', async () => {
        const env = { PORT: String(await freePort()), EMULATOR_PORT: '0', STORE_URL: 'memory:' };
        const link = /Talk to it: (\S+)/;
        const example = await start('npm start', folder(), env, (written) => void expect(written).to.match(link));
        try {
          const url = link.exec(example.written())?.[1] ?? '';
          await converse(url, '27820000001', 'Hi', 'Hi, this is the support desk.');
        } finally {
          await example.stop();
        }
      }).timeout(60_000);
    });
  });
});

/** The example as it is, which has what an agent needs. */
async function installExample(folder: string, _: Guide, tarball: string): Promise<void> {
  await cp(join(root, 'bots/examples/agents'), folder, { recursive: true });
  await npmInstall(folder, tarball);
}
