import { errors } from '../../clickatell/wire.js';
import { quotedFrom } from '../people/chatMessage.js';
import { isPersonId, looksLikePerson } from '../people/personId.js';
import { fileFacts, shownFreeForm } from '../people/shown.js';
import { fillTemplate } from './fillTemplate.js';
import { baseType, largestOf } from './media.js';
import { messageRequest } from './sendRequest.js';
const longestContent = 4096;
const longestCaption = 1024;
const kinds = ['content', 'template', 'media', 'location', 'contacts', 'button', 'list', 'ctaUrl'];
/** The kinds with something to tap or pick. */
const nativeKinds = ['buttons', 'list', 'link'];
/** Validates the form and the recipient of one message. It does not look at the window. */
export function validateMessage(given, around) {
    if (given.channel !== 'whatsapp')
        return refused(errors.channelNotActive);
    const parsed = messageRequest.safeParse(given);
    if (!parsed.success)
        return wrongParameter(parsed.error.issues[0]?.path.join('.') || 'messages');
    const request = parsed.data;
    return recipientError(request.to, around) ?? kindError(request, around) ?? accepted(request, around);
}
export function wrongParameter(name) {
    return refused({ ...errors.parameter, description: `${errors.parameter.description}: ${name} .` });
}
function refused({ code, description }) {
    return { kind: 'refused', error: { code, description } };
}
function recipientError(to, { onWhatsApp }) {
    if (!looksLikePerson(to))
        return wrongParameter('to');
    if (!isPersonId(to))
        return refused(errors.invalidRecipient);
    return onWhatsApp(to) ? undefined : refused(errors.notOnChannel);
}
function kindError(request, around) {
    const given = kinds.filter((kind) => request[kind] !== undefined && request[kind] !== null);
    if (given.length === 0)
        return wrongParameter('content');
    if (given.length > 1 || request.both)
        return wrongParameter(given.at(-1) ?? 'template');
    if (request.contentType)
        return refused(errors.contentType);
    if ((request.content ?? '').length > longestContent)
        return refused(errors.contentTooLarge);
    const { to, relatedMessageId, template } = request;
    if (relatedMessageId && !around.message(to, relatedMessageId))
        return wrongParameter('relatedMessageId');
    const header = template && 'header' in template ? template.header : undefined;
    if (header?.type === 'media' && !fileFor(to, header.media.fileId, around))
        return refused(errors.mediaNotFound);
    return mediaError(request, around);
}
function mediaError({ to, media }, around) {
    if (!media)
        return undefined;
    if (largestOf(media.contentType) === undefined)
        return refused(errors.contentType);
    if ((media.caption ?? '').length > longestCaption)
        return refused(errors.contentTooLarge);
    if (media.caption && media.contentType.startsWith('audio/'))
        return wrongParameter('media.caption');
    const file = fileFor(to, media.fileId, around);
    if (!file)
        return refused(errors.mediaNotFound);
    return baseType(file.contentType) === baseType(media.contentType) ? undefined : refused(errors.contentType);
}
/** The file, if it may be sent to this person. */
function fileFor(to, fileId, { file }) {
    const found = file(fileId);
    return found?.onlyTo === undefined || found.onlyTo === to ? found : undefined;
}
function accepted(request, around) {
    const { to, template, media, relatedMessageId } = request;
    const related = relatedMessageId ? around.message(to, relatedMessageId) : undefined;
    const quoted = related && quotedFrom(related);
    if (!template) {
        const shown = shownFreeForm(request, media ? around.file(media.fileId) : undefined, quoted);
        return { kind: 'accepted', to, freeForm: true, shown };
    }
    const outcome = fillTemplate(template, around.templates);
    const parameters = template.body?.parameters ?? {};
    if (outcome.kind === 'failed') {
        const known = { name: template.templateName, language: '', category: '', parameters };
        const shown = { kind: 'template', text: `[${template.templateName}]`, template: known };
        return { kind: 'accepted', to, freeForm: false, shown, failure: outcome.status };
    }
    const { name, language, category } = outcome.template;
    const header = 'header' in template ? template.header : undefined;
    const file = header?.type === 'media' ? around.file(header.media.fileId) : undefined;
    const shown = {
        kind: 'template',
        text: outcome.text,
        template: { name, language, category, parameters },
        ...(outcome.buttons.length > 0 && { buttons: outcome.buttons }),
        ...(file && { fileId: file.fileId, media: fileFacts(file) }),
        ...(quoted && { quoted }),
    };
    return { kind: 'accepted', to, freeForm: false, shown };
}
/** Whether a message shows buttons, a list or a link natively. */
export function isNative({ kind }) {
    return nativeKinds.includes(kind);
}
