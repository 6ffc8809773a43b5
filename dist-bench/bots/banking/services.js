import { localeOf } from '../dates/locale.js';
/** The id that the bank knows the person by. */
export function personOf(context) {
    return context.activity.from.id;
}
export async function localeIn(context, { profile }) {
    const { locale } = await profile.get(context, {});
    return localeOf(personOf(context), locale);
}
