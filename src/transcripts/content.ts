import type { Activity, Attachment } from '../core/activity.js';
import { isDataUrl } from '../core/dataUrl.js';

/** A card, a place or a contact is far smaller. */
const longestContent = 64 * 1024;

/**
 * What an activity says, as a transcript keeps it: as JSON, without the bytes of files, and without what only the channel
 * needs to know.
 */
export function contentIn(activity: Activity): Activity {
  const { type = 'message', text, textFormat, locale, attachments, attachmentLayout, suggestedActions } = activity;
  const { entities, replyToId, inputHint, value, valueType, reactionsAdded, reactionsRemoved } = activity;
  const files = Array.isArray(attachments) ? attachments.map(withoutBytes) : [];
  return plain({
    ...{ type, text, textFormat, locale, attachmentLayout, suggestedActions, entities, replyToId, inputHint },
    ...{ value, valueType, reactionsAdded, reactionsRemoved },
    ...(files.length > 0 && { attachments: files }),
  });
}

/** A whole activity that a program logs. */
export function wholeActivity(activity: Activity): Activity {
  const { attachments } = activity;
  return plain(Array.isArray(attachments) ? { ...activity, attachments: attachments.map(withoutBytes) } : activity);
}

function withoutBytes(attachment: Attachment): Attachment {
  if (typeof attachment !== 'object' || attachment === null) return attachment;
  const { contentUrl, content, ...rest } = attachment;
  const isInline = typeof contentUrl === 'string' && isDataUrl(contentUrl);
  return {
    ...rest,
    ...(contentUrl !== undefined && !isInline && { contentUrl }),
    ...(isShort(content) && { content }),
  };
}

function isShort(content: unknown): boolean {
  return content !== undefined && (JSON.stringify(content) ?? '').length <= longestContent;
}

/** Stores take JSON. A bot can put anything into an activity: what JSON cannot say is left out. */
function plain(activity: Activity): Activity {
  return JSON.parse(JSON.stringify(activity, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
}
