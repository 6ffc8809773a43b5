import { configureGlobal } from 'fast-check';

// For `npm run test:fast`: property tests try a tenth of their usual inputs. `npm test` tries all.
configureGlobal({ numRuns: 10 });
