import type { Template } from './shape.js';
/** A template with a value for every slot, ready to be sent. */
export interface BoundTemplate {
    readonly template: Template;
    /**
     * Slot → value, as it is sent: on one line, and short enough for WhatsApp. The file of a header may still be an
     * address, which is uploaded when the template leaves.
     */
    readonly parameters: Readonly<Record<string, string>>;
    /** The body as the person reads it, at most 1024 characters. */
    readonly text: string;
    /** The text header as the person reads it, at most 60 characters. */
    readonly headerText?: string;
}
/**
 * Checks that the parameters name exactly the template's slots, each with a text or a number. What the texts say is not
 * checked.
 *
 * @throws TemplateParameterError for a slot without a parameter, a parameter without a slot, or a value that is neither
 * text nor number.
 */
export declare function checkSlots(template: Template, parameters: Readonly<Record<string, unknown>>): void;
/**
 * Fills a template's slots with values in the form that WhatsApp takes: each on one line, and shortened with an
 * ellipsis if the body would have more than 1024 characters or the header more than 60. The longest value is shortened
 * first. Binding the resulting parameters again changes nothing.
 *
 * @throws TemplateParameterError for a missing or unknown slot, a value without visible characters or of another type,
 * an address that is not the button's, and a file that is none.
 */
export declare function bind(template: Template, parameters: Readonly<Record<string, unknown>>): BoundTemplate;
