import type { Server } from 'restify';
import { type ClickatellAdapter } from '../src/index.js';
/**
 * What people allow. `GET /api/people/:person/consent` tells it for each of our numbers (or for `?from=`), with the
 * history. `PUT` changes it for one number: `{"source": "web form", "topics": {"flight:SA204": true}}` or
 * `{"source": "call centre", "stopped": true}`; what is not named stays as it is. `POST /api/consents` takes in up to
 * 1,000 at once, `{"consents": [{"person", "source", "at", "topics"}]}`, each with the time at which the person said so.
 * Times are in ISO 8601. Wrong input: 400 with `{"error", "field"}`, and nothing is changed.
 */
export declare function consentRoutes(server: Server, { consent }: Pick<ClickatellAdapter, 'consent'>): void;
