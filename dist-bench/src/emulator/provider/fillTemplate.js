const longestBody = 1024;
const longestHeader = 60;
/**
 * Fills in a template, as strictly as WhatsApp does. The request names no language, so if several versions share the
 * name, the first one that fits the parameters is taken.
 */
export function fillTemplate(request, templates) {
    const versions = templates.filter(({ name, portalName }) => (portalName ?? name) === request.templateName);
    const outcomes = versions.map((version) => fillIn(version, request));
    return (outcomes.find(({ kind }) => kind === 'shown') ??
        outcomes[0] ?? { kind: 'failed', status: 'WHATSAPP_HSM_NOT_AVAILABLE' });
}
function fillIn(template, request) {
    const links = buttonUrls(template, request.buttons ?? []);
    const parts = [
        header(template, request.header),
        fill(template.body, request.body?.parameters ?? {}, longestBody),
        { text: template.footer ?? '' },
        ...links,
    ];
    for (const part of parts)
        if ('failed' in part)
            return { kind: 'failed', status: part.failed };
    const text = parts.slice(0, 3).flatMap((part) => ('text' in part && part.text !== '' ? [part.text] : []));
    const buttons = (template.buttons ?? []).map((button, index) => shownButton(button, links[index]));
    return { kind: 'shown', template, text: text.join('\n\n'), buttons };
}
function header({ header }, given) {
    if (!header)
        return given ? { failed: 'WHATSAPP_PARAMETER_NOT_REQUIRED' } : { text: '' };
    if (header.type !== 'text') {
        if (!given)
            return { failed: 'WHATSAPP_PARAMETER_MISSING' };
        return given.type === 'media' ? { text: `[${header.type}]` } : { failed: 'WHATSAPP_TEMPLATE_FORMAT_MISMATCH' };
    }
    if (given && given.type !== 'text')
        return { failed: 'WHATSAPP_TEMPLATE_FORMAT_MISMATCH' };
    return fillOptional(header.text, given?.text.parameters ?? {}, longestHeader);
}
function buttonUrls({ buttons = [] }, given) {
    const filled = buttons.map((button, index) => {
        const parameters = given.find(({ listPosition }) => listPosition === index + 1)?.parameters ?? {};
        if (button.type !== 'url')
            return fillOptional('', parameters);
        const url = fillOptional(button.url, parameters);
        return 'text' in url && !URL.canParse(url.text) ? { failed: 'WHATSAPP_TEMPLATE_INVALID_URL' } : url;
    });
    const beyond = given.some(({ listPosition }) => listPosition > buttons.length);
    return beyond ? [...filled, { failed: 'WHATSAPP_PARAMETER_NOT_REQUIRED' }] : filled;
}
/** For the header and buttons, which have statuses of their own for too few and too many parameters. */
function fillOptional(text, parameters, longest) {
    const needed = variables(text);
    const given = Object.keys(parameters).length;
    if (given < needed)
        return { failed: 'WHATSAPP_PARAMETER_MISSING' };
    if (given > needed)
        return { failed: 'WHATSAPP_PARAMETER_NOT_REQUIRED' };
    return fill(text, parameters, longest);
}
function fill(text, parameters, longest = Number.POSITIVE_INFINITY) {
    if (Object.keys(parameters).length !== variables(text))
        return { failed: 'WHATSAPP_HSM_PARAM_COUNT_MISMATCH' };
    if (Object.values(parameters).some((value) => value.trim() === '' || /[\n\r\t]| {5}/.test(value))) {
        return { failed: 'WHATSAPP_TEMPLATE_FORMATTING_POLICY_VIOLATED' };
    }
    const filled = text.replaceAll(/\{\{(\d+)\}\}/g, (_, position) => parameters[position] ?? '');
    return filled.length > longest ? { failed: 'WHATSAPP_TEMPLATE_TEXT_TOO_LONG' } : { text: filled };
}
function variables(text) {
    return new Set([...text.matchAll(/\{\{(\d+)\}\}/g)].map(([, position]) => position)).size;
}
function shownButton(button, link) {
    const { title } = button;
    if (button.type === 'quickReply')
        return { title, postbackData: title };
    if (button.type === 'phone')
        return { title, phone: button.phone };
    return { title, url: link && 'text' in link ? link.text : button.url };
}
