import type { Template } from '../../templates/catalog.js';
import type { Button } from '../people/chatMessage.js';
import type { TemplateRequest } from './sendRequest.js';
import type { EmulatedStatus } from './status.js';
/** The outcome of a template message: the phone shows it, or a status says why not. */
export type TemplateOutcome = {
    kind: 'shown';
    template: Template;
    text: string;
    buttons: Button[];
} | {
    kind: 'failed';
    status: EmulatedStatus;
};
/**
 * Fills in a template, as strictly as WhatsApp does. The request names no language, so if several versions share the
 * name, the first one that fits the parameters is taken.
 */
export declare function fillTemplate(request: TemplateRequest, templates: readonly Template[]): TemplateOutcome;
