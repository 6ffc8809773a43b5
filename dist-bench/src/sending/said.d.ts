import type { Activity } from '../core/activity.js';
/** What a message says, without who says it to whom and when. */
export type Said = Pick<Activity, 'text' | 'textFormat' | 'locale' | 'attachments' | 'attachmentLayout' | 'suggestedActions' | 'entities' | 'replyToId' | 'inputHint' | 'channelData'>;
/** What the message says, for sending it later or in another way. */
export declare function contentOf(activity: Activity): Said;
