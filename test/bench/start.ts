import { launch, launchNpmStart, launchScript } from './launch.js';
import type { Figures, Result, Scale } from './report.js';
import { interleaved, rowsOf } from './rounds.js';
import { withLmdb } from './stores.js';

const framework = `await Promise.all([import('botbuilder'), import('restify')]); console.log('API http://127.0.0.1:0/api ')`;

interface Program {
  readonly name: string;
  readonly run: () => Promise<Figures>;
}

/** From the start of the process until it is ready, and the memory that it has when nothing happens. */
export async function* start({ quick, rounds }: Scale): AsyncGenerator<Result> {
  const restMs = quick ? 500 : 3000;
  const programs: Program[] = [
    { name: 'all bots and the emulator, LMDB', run: () => withLmdb((storeUrl) => launch(storeUrl, restMs)) },
    { name: 'all bots and the emulator, memory', run: () => launch('memory:', restMs) },
    { name: 'npm start, nothing changed, LMDB', run: () => withLmdb((storeUrl) => launchNpmStart(storeUrl)) },
    { name: 'floor: botbuilder and restify imported', run: () => launchScript(framework) },
  ];
  // Whatever npm start finds to build, it builds now.
  await withLmdb((storeUrl) => launchNpmStart(storeUrl));
  const measured = await interleaved(programs, rounds, ({ run }) => run());
  const setting = `until /readyz is 200; memory ${restMs} ms later; the median of ${rounds} rounds`;
  yield { benchmark: 'start', setting, rows: rowsOf(measured), ranged: ['ready ms'] };
}
