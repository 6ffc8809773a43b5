// Reads `.env`, if there is one. What is in the environment already counts more.

import { existsSync } from 'node:fs';

if (existsSync('.env')) process.loadEnvFile('.env');
