import { InvalidInputError } from '../src/index.js';
import { knownFields, optionalIn, timeIn } from './query.js';
const ways = ['category', 'template', 'topic', 'number', 'day'];
/**
 * `GET /api/costs?since=…&until=…&by=…`: what was sent, what it cost, what it would have cost as templates alone, and what
 * the window saved. By default this month, by category. Wrong input: 400 with `{"error", "field"}`.
 */
export function costRoutes(server, adapter) {
    server.get('/api/costs', async (req, res) => {
        try {
            knownFields(req, ['since', 'until', 'by']);
            const given = optionalIn(req, 'by') ?? 'category';
            const by = ways.find((way) => way === given);
            if (by === undefined)
                throw new InvalidInputError('by', `must be one of ${ways.join(', ')}`);
            res.send(200, await adapter.costs({ since: timeIn(req, 'since'), until: timeIn(req, 'until'), by }));
        }
        catch (error) {
            if (!(error instanceof InvalidInputError))
                throw error;
            res.send(400, { error: error.message, field: error.field });
        }
    });
}
