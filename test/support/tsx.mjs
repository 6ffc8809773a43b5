// Lets Node.js run TypeScript in the tests, in worker threads too, where tsx by itself does not register.

import { isMainThread } from 'node:worker_threads';
import 'tsx';
import { register } from 'tsx/esm/api';

if (!isMainThread) register();
