import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--no-package-lock'];

/** Runs a program in a folder. Resolves with what it printed, also if it failed. */
export async function printed(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 };
  return run(file, args, options).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string; stderr?: string }) => `${error.stdout ?? ''}${error.stderr ?? ''}`,
  );
}

/** Runs a command as somebody types it. Rejects with what it printed if it fails. */
export async function shell(command: string, cwd: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
  const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 };
  await run('sh', ['-c', command], options).catch((error: { stdout?: string; stderr?: string }) => {
    throw new Error(`${command}: ${error.stdout ?? ''}${error.stderr ?? ''}`);
  });
}

export async function npm(args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await run('npm', args, { cwd, maxBuffer: 2 ** 26 });
  return stdout;
}

/** Installs packages, or what the folder's package.json names, without their scripts. */
export function npmInstall(cwd: string, ...packages: string[]): Promise<string> {
  return npm([...install, ...packages], cwd);
}

/** Why npm has no registry here; `undefined` if one answers. With REQUIRE_ALL=1 it rejects instead. */
export async function registryProblem(cwd: string): Promise<string | undefined> {
  try {
    await npm(['ping', '--fetch-retries=0', '--fetch-timeout=10000'], cwd);
    return undefined;
  } catch (cause) {
    const problem = 'no npm registry answers';
    if (process.env.REQUIRE_ALL === '1') throw new Error(`${problem}, and REQUIRE_ALL=1 asks for one.`, { cause });
    console.warn(`SKIPPED, ${problem}: the packed package on each version of Node.js`);
    return problem;
  }
}
