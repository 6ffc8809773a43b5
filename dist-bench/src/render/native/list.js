import { choicesAmong } from '../cards/block.js';
import { ownWords } from '../cards/words.js';
import { areDistinct, bodyOf, idsOf, limits, onlyChoices, shortened } from './fit.js';
import { inWords } from './inWords.js';
/**
 * A question of up to ten choices as a list. If a title is shortened to 24 units, up to 72 units of it are also the
 * row's description. If two rows of a section still look the same, there is no list.
 */
export function listPiece(question) {
    const choices = onlyChoices(question);
    if (!choices || choices.length > limits.rows)
        return undefined;
    const sections = question.sections.map(({ title, actions }) => ({
        ...(title !== undefined && { title: shortened(title, limits.sectionTitle) }),
        rows: choicesAmong(actions).map(rowOf),
    }));
    const looks = sections.map(({ rows }) => rows.map(({ title, description = '' }) => `${title}\n${description}`));
    if (!looks.every(areDistinct))
        return undefined;
    const body = bodyOf(question);
    return { kind: 'list', body, button: ownWords.listButton, sections, text: inWords(question) };
}
function rowOf(choice) {
    const title = shortened(choice.title, limits.rowTitle);
    return title === choice.title
        ? { title, choice }
        : { title, description: shortened(choice.title, limits.rowDescription), choice };
}
/** A list as it is sent. */
export function contentOfList(piece, idFor) {
    const { body, button } = piece;
    const ids = idsOf(piece.sections.flatMap(({ rows }) => rows), limits.rowId, idFor).values();
    const sections = piece.sections.map(({ title, rows }) => ({
        ...(title !== undefined && { title }),
        items: rows.map((row) => ({
            title: row.title,
            ...(row.description !== undefined && { description: row.description }),
            postbackData: ids.next().value ?? '',
        })),
    }));
    return { list: { body, button, sections } };
}
