import type { Template } from './shape.js';
type Names = Pick<Template, 'name'>;
/**
 * The value of a slot as text. A number is a value; what a person would read as "undefined" or "[object Object]" is
 * not.
 *
 * @throws TemplateParameterError
 */
export declare function textOf({ name }: Names, slot: string, value: unknown): string;
/**
 * What a button's address ends in. A whole address is cut to what comes after the template's own, and what an address
 * cannot contain is percent-encoded. Encoding the result again changes nothing.
 *
 * @throws TemplateParameterError for an address of another place, and one that is too long. It is not cut: half a link
 * leads nowhere.
 */
export declare function suffixOf({ name }: Names, slot: string, value: string, url: string): string;
/**
 * The file of a header: the provider's id of an uploaded file, or an address that it is uploaded from.
 *
 * @throws TemplateParameterError
 */
export declare function fileOf({ name }: Names, slot: string, value: string): string;
/** Whether a header's file has to be uploaded first. */
export declare function isFileAddress(file: string): boolean;
export {};
