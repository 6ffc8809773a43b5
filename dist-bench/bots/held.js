import { InvalidInputError } from '../src/index.js';
/**
 * `GET /api/held?to=` tells what is held for a person until they write, in order; `DELETE /api/held?to=&id=` or `&key=`
 * takes it back. Both are about all of our numbers unless one is named (`from`). Wrong input: 400 with `{"error", "field"}`.
 */
export function heldRoutes(server, adapter) {
    const answer = async (res, work) => {
        try {
            res.send(200, await work());
        }
        catch (error) {
            if (!(error instanceof InvalidInputError))
                throw error;
            res.send(400, { error: error.message, field: error.field });
        }
    };
    server.get('/api/held', async (req, res) => {
        await answer(res, async () => ({ held: await adapter.held(fieldsOf(req, ['to', 'from'])) }));
    });
    server.del('/api/held', async (req, res) => {
        await answer(res, async () => {
            const which = fieldsOf(req, ['to', 'from', 'id', 'key']);
            if (which.id === undefined && which.key === undefined) {
                throw new InvalidInputError('id', 'give the id of a held message or of its notification, or a key');
            }
            return { cancelled: await adapter.cancelHeld(which) };
        });
    });
}
/** The query's fields. Each may be there once. @throws InvalidInputError */
function fieldsOf(req, names) {
    const query = new URLSearchParams(req.getQuery());
    const given = {};
    for (const [name, value] of query) {
        const field = names.find((each) => each === name);
        if (!field)
            throw new InvalidInputError(name, 'there is no such field');
        if (given[field] !== undefined)
            throw new InvalidInputError(name, 'must be there once');
        given[field] = value;
    }
    // A plus that is not encoded is a blank in a query.
    const { to } = given;
    if (!to)
        throw new InvalidInputError('to', 'must be the person, as an international number or a user id');
    return { ...given, to: to.trim() };
}
