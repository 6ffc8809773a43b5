/** Adds what a customer said to their ticket: the words with the first photo, and a note for each further photo. */
export async function addSaid(tickets, id, said, turn) {
    const [first, ...more] = said.photos;
    await tickets.addNote(id, { by: 'customer', text: said.text, ...(first && { photo: first }), key: turn });
    for (const [at, photo] of more.entries()) {
        await tickets.addNote(id, { by: 'customer', text: '', photo, key: `${turn}/${at}` });
    }
}
