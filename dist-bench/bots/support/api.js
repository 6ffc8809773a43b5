import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { personIdOf } from '../../src/index.js';
import { askWhetherAllIsWell } from './allWell.js';
import { resolvedMessage, updateMessage } from './followUp.js';
import { ticketSchema } from './ticket.js';
/** The length limit of a WhatsApp message. */
const words = z.string().trim().min(1).max(4096);
const resolution = z.object({ summary: words });
const agentsNote = z.object({ text: words, id: z.string().min(1).max(256).optional() });
const filter = z.object({ state: ticketSchema.shape.state.optional(), person: z.string().optional() });
/**
 * The desk's side of the tickets, for agents and their tools. The server checks the bearer token and parses the body.
 *
 * Errors are `{"error": sentence, "field"?}`: 400 for wrong input, 404 for an unknown ticket, 409 for one whose state
 * does not allow it. Failures of the store or the channel are left to the server. Every call can be repeated: first the
 * ticket changes, then the customer is told, with an id that comes from the change. So a repeated call completes one
 * that was interrupted.
 */
export function ticketRoutes(server, { tickets, notify, followUps }) {
    const tell = async ({ person, business }, { text, template }, id) => (await notify({ to: person, from: business, text, template, id })).id;
    /** `GET /api/tickets[?state=open|resolved|closed&person=…]` → `{tickets}`, newest first. */
    server.get('/api/tickets', async (req, res) => {
        await answering(res, async () => {
            const { state, person } = parsed(filter, Object.fromEntries(new URLSearchParams(req.getQuery())));
            const listed = await (person === undefined ? tickets.list({ state }) : tickets.of(personIdOf(person)));
            return [200, { tickets: listed.filter((ticket) => !state || ticket.state === state) }];
        });
    });
    /** `GET /api/tickets/:id` → the ticket. */
    server.get('/api/tickets/:id', async (req, res) => {
        await answering(res, async () => [200, found(await tickets.get(String(req.params.id)))]);
    });
    /**
     * `POST /api/tickets/:id/notes {"text", "id"?}` → 202 `{ticket, notification}`. With an `id`, a repeated call adds
     * nothing.
     */
    server.post('/api/tickets/:id/notes', async (req, res) => {
        await answering(res, async () => {
            const { text, id: given } = parsed(agentsNote, req.body);
            const current = found(await tickets.get(String(req.params.id)));
            if (current.state === 'closed')
                throw new Refused(409, `${current.id} is closed.`);
            const key = `agent/${given ?? randomUUID()}`;
            const ticket = found(await tickets.addNote(current.id, { by: 'agent', text, key }));
            const place = ticket.notes.findIndex((note) => note.key === key);
            // Sent as it was noted first, even if the repeated call has other words.
            const message = updateMessage(ticket, ticket.notes[place]?.text ?? text);
            return [202, { ticket, notification: await tell(ticket, message, `${ticket.id}-note-${place + 1}`) }];
        });
    });
    /**
     * `POST /api/tickets/:id/resolve {"summary"}` → 202 `{ticket, notification}`. A day later the customer is asked
     * again.
     */
    server.post('/api/tickets/:id/resolve', async (req, res) => {
        await answering(res, async () => {
            const { summary } = parsed(resolution, req.body);
            const ticket = found(await tickets.resolve(String(req.params.id), summary));
            if (ticket.state === 'closed')
                throw new Refused(409, `${ticket.id} is closed.`);
            if (ticket.resolution !== summary)
                throw new Refused(409, `${ticket.id} is resolved already, with other words.`);
            await askWhetherAllIsWell(followUps, tickets, ticket);
            const id = `${ticket.id}-resolved-${ticket.reopenedCount + 1}`;
            return [202, { ticket, notification: await tell(ticket, resolvedMessage(ticket), id) }];
        });
    });
}
class Refused extends Error {
    status;
    field;
    constructor(status, sentence, field) {
        super(sentence);
        this.status = status;
        this.field = field;
    }
}
async function answering(res, act) {
    try {
        res.send(...(await act()));
    }
    catch (error) {
        if (!(error instanceof Refused))
            throw error;
        res.send(error.status, { error: error.message, ...(error.field && { field: error.field }) });
    }
}
function found(ticket) {
    if (!ticket)
        throw new Refused(404, 'There is no such ticket.');
    return ticket;
}
function parsed(schema, input) {
    const result = schema.safeParse(input);
    if (result.success)
        return result.data;
    const [issue] = result.error.issues;
    const field = issue?.path.join('.');
    if (!field)
        throw new Refused(400, 'Send a JSON object.');
    throw new Refused(400, `${field}: ${issue?.message ?? 'wrong'}.`, field);
}
