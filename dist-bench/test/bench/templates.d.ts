/** A catalogue of so many templates, no two with the same words. */
export declare function catalogue(size: number): {
    defaultLanguage: string;
    templates: {
        name: string;
        language: string;
        category: string;
        slots: string[];
        body: string;
    }[];
};
/** A text that reads like the template at this place. */
export declare function textLike(index: number): string;
