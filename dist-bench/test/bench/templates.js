/** A catalogue of so many templates, no two with the same words. */
export function catalogue(size) {
    const templates = Array.from({ length: size }, (_, index) => ({
        ...{ name: `news_${index}`, language: 'en', category: 'utility', slots: ['name', 'ticket', 'summary'] },
        body: `Hi {{1}}, this is news number ${index}: your ticket {{2}} is resolved: {{3}}. Tell us if it is not.`,
    }));
    return { defaultLanguage: 'en', templates };
}
/** A text that reads like the template at this place. */
export function textLike(index) {
    return `Hi Thandi, this is news number ${index}: your ticket T-42 is resolved: new bulb. Tell us if it is not.`;
}
