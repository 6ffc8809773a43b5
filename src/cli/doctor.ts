import { systemClock } from '../core/clock.js';
import { lastFour } from '../core/conversation.js';
import type { Check } from '../doctor/check.js';
import { runDoctor } from '../doctor/doctor.js';
import { dryRun } from '../doctor/dryRun.js';
import { readFindings } from '../findings/findings.js';
import { saveFindings } from '../findings/save.js';
import { type Command, readArgs } from './command.js';
import { type DoctorFlags, doctorSettings } from './doctorSettings.js';
import { terminal } from './terminal.js';

/** What `--help` shows. */
export const usage = `botbuilder-adapter-clickatell doctor --to <phone> [options]

Finds out with a real key what your integration takes: whether key, clock and webhook are right, and which messages
arrive in which form. It tells what that costs, and asks, before it sends anything. What it finds is written to a file
for the adapter. Have the test phone at hand.

  --to <phone>        the test phone, an international number in digits
  --callback <url>    the public address that leads to the port, to show you what to enter in the portal
  --port <port>       where it listens for callbacks (PORT, or 3978); stop your program first, or choose another
  --host <address>    and on which address of this machine (HOST, or 127.0.0.1)
  --templates <file>  a catalogue with a template that has quick replies or a link with a variable (TEMPLATES)
  --prices <file>     a price table, to see what it costs (PRICES)
  --out <file>        where the findings go (clickatell.findings.json)
  --dry-run           shows all requests and sends none
  --yes               agrees to the costs
  --timeout <seconds> how long you may take for each step (300)
  --env-file <file>   where the settings are, if they are not in the environment

The settings are those of the programs: CLICKATELL_API_KEY, WHATSAPP_NUMBER, CLICKATELL_BASE_URL, WEBHOOK_SECRET.

  --key <key>         instead of CLICKATELL_API_KEY; others on this machine can see it in the list of processes
  --number <digits>   instead of WHATSAPP_NUMBER
  --base-url <url>    instead of CLICKATELL_BASE_URL
  --help              this text
`;

const options = {
  to: { type: 'string' },
  key: { type: 'string' },
  number: { type: 'string' },
  'base-url': { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  callback: { type: 'string' },
  templates: { type: 'string' },
  prices: { type: 'string' },
  out: { type: 'string', default: 'clickatell.findings.json' },
  'dry-run': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  timeout: { type: 'string', default: '300' },
  'env-file': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

export const doctor: Command = {
  name: 'doctor',
  summary: 'finds out with a real key what your integration takes, and writes it down for the adapter',
  async run(args, environment) {
    const { values } = readArgs(args, { options });
    if (values.help) process.stdout.write(usage);
    else if (values['dry-run']) process.stdout.write(await dryRun(await doctorSettings(values, environment)));
    else await examine(values, environment, process);
  },
};

/** What a shell expects of a program that Ctrl+C has ended. */
const exitInterrupted = 130;

/** Where the doctor asks and answers: the process, or a pair of streams. */
export interface DoctorStreams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  exitCode?: number | string | null | undefined;
}

/** Runs the doctor with the person at these streams, and writes what it finds. */
export async function examine(
  flags: DoctorFlags & { readonly out: string },
  environment: Readonly<Record<string, string | undefined>>,
  streams: DoctorStreams,
): Promise<void> {
  const { stdin, stdout } = streams;
  const { out } = flags;
  const settings = await doctorSettings(flags, environment);
  // Faults of the file would otherwise come to light after all the work.
  await readFindings(out);
  const interrupted = new AbortController();
  const interrupt = () => {
    if (interrupted.signal.aborted) process.exit(exitInterrupted);
    stdout.write('\nStopping; once more ends it at once.\n');
    interrupted.abort();
  };
  const person = terminal(stdin, stdout, interrupt);
  process.on('SIGINT', interrupt);
  try {
    const report = (check: Check) => void stdout.write(`${lineOf(check)}\n`);
    const { checks, findings } = await runDoctor(settings, {
      person,
      clock: systemClock,
      report,
      signal: interrupted.signal,
    });
    if (findings) {
      await saveFindings(out, settings.number, findings);
      stdout.write(written(out, settings.number));
    }
    if (checks.some(({ verdict }) => verdict === 'failed')) streams.exitCode = 1;
    if (interrupted.signal.aborted) streams.exitCode = exitInterrupted;
  } finally {
    process.off('SIGINT', interrupt);
    person.close();
  }
}

function lineOf({ verdict, name, sentence }: Check): string {
  return `${verdict.padEnd(8)} ${name}: ${sentence}`;
}

function written(out: string, number: string): string {
  return `
What was found out about ${lastFour(number)} is in ${out}. Give it to your program:

  FINDINGS=${out}                                       the programs of this package
  findings: await Findings.load('${out}')               an option of the adapter
`;
}
