import { serviceWindow } from '../provider/serviceWindow.js';
const ticks = { sent: '✓', delivered: '✓✓', read: '✓✓ read' };
/** What the person's phone shows of these numbers. An unknown person's phone is empty. */
export function phoneView(chats, from, numbers, now) {
    const { name, on, reads, onWhatsApp } = chats.phone(from);
    const ours = numbers.map((to) => ({ to, chat: chats.chat({ business: to, person: from }) }));
    const messages = ours.flatMap(({ chat }) => chat?.messages ?? []).sort((a, b) => a.order - b.order);
    return {
        from,
        name: name ?? null,
        on,
        reads,
        onWhatsApp,
        windows: ours.map(({ to, chat }) => {
            const { state, closesAt } = serviceWindow(chat?.lastSaid, now);
            return { to, state, closesAt: closesAt === undefined ? null : iso(closesAt) };
        }),
        messages: messages.filter(({ error }) => !error).map(messageView),
        undelivered: messages.flatMap((message) => message.error ? [{ ...common(message), error: { ...message.error } }] : []),
    };
}
export function messageView(message) {
    const status = shownStatus(message);
    return { ...common(message), status, ticks: ticks[status] };
}
export function threadMessage(message) {
    return { ...messageView(message), error: message.error ? { ...message.error } : null };
}
function common(message) {
    const { id, business, direction, kind, text, clientMessageId, template, buttons, fileId } = message;
    const { link, location, contacts, quoted, reactions } = message;
    return {
        id,
        business,
        direction,
        at: iso(message.at),
        kind,
        text,
        ...(clientMessageId !== undefined && { clientMessageId }),
        ...(template && { template }),
        ...(buttons && { buttons: buttons.map(({ title }) => title) }),
        ...(buttons && kind === 'template' && { templateButtons: buttons.map(templateButtonView) }),
        ...(message.list && { list: listView(message.list) }),
        ...(link && { link }),
        ...(fileId !== undefined && { fileId }),
        ...(fileId !== undefined && message.media && { media: mediaView(fileId, message.media) }),
        ...(location && { location }),
        ...(contacts && { contacts }),
        ...(quoted && { quoted }),
        ...(reactions?.length && { reactions: [...reactions] }),
        statuses: message.statuses.map(({ status, at }) => ({ status, at: iso(at) })),
    };
}
function templateButtonView({ title, url, phone }) {
    if (url !== undefined)
        return { type: 'url', title, url };
    return phone === undefined ? { type: 'quickReply', title } : { type: 'phone', title, phone };
}
function listView({ button, sections }) {
    return {
        button,
        sections: sections.map(({ title, rows }) => ({
            ...(title !== undefined && { title }),
            rows: rows.map(({ title, description }) => ({ title, ...(description !== undefined && { description }) })),
        })),
    };
}
function mediaView(fileId, media) {
    return { fileId, ...media, url: `/_emulator/media/${encodeURIComponent(fileId)}` };
}
function shownStatus({ direction, blue, statuses }) {
    if (direction === 'in')
        return blue ? 'read' : 'delivered';
    if (statuses.some(({ status }) => status === 'READ'))
        return 'read';
    return statuses.some(({ status }) => status === 'DEVICE_ACK') ? 'delivered' : 'sent';
}
/** ISO 8601 of epoch ms. */
export function iso(at) {
    return new Date(at).toISOString();
}
