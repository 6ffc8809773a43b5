import { Activity } from '@microsoft/agents-activity';
import type { TranscriptStore } from '@microsoft/agents-hosting';
import type { Activity as OwnActivity } from '../../core/activity.js';
import type { HostActivity } from '../../hosting/context.js';
import { HostTranscripts } from '../../hosting/transcripts.js';
import { toActivity } from './activity.js';

/**
 * The Agents SDK's TranscriptStore over any store. Each activity is kept for `keptMs`, in a row of its own.
 *
 *     const transcripts = new StoredTranscripts(store, { keptMs: 90 * 24 * 60 * 60 * 1000 });
 *     const adapter = new ClickatellAgentsAdapter({ client, store, templates, webhookSecret, transcripts });
 *
 * Given to the adapter, it holds what the person's phone shows, in order and each message once: what they wrote, the bot's
 * messages, and what leaves outside of the bot's turns, such as notifications and templates in a message's place. What
 * waits, was held, refused or failed is there as well, and says so in `channelData.clickatell` (`TranscriptMark`). A
 * message that left later stands where it left.
 *
 * It can be an AgentApplication's `transcriptLogger`, too: what that logs of the adapter's conversations is there already,
 * and is not kept again. Without an adapter, or for other channels, its activities are kept as they are given, each id
 * once; `typing` is not kept. The bytes of files are not kept either.
 */
export class StoredTranscripts extends HostTranscripts<Activity> implements TranscriptStore {
  override logActivity(activity: Activity): Promise<void> {
    return super.logActivity(plain(activity));
  }

  protected override itemOf(activity: OwnActivity): Activity {
    return toActivity(activity);
  }
}

/**
 * An activity with plain fields alone. The SDK's `channelId` is an accessor over a private field, and its
 * TranscriptLoggerMiddleware logs copies that have lost it.
 */
function plain(activity: Activity): HostActivity {
  const { channelId } = Object.assign(new Activity(activity.type), activity);
  const fields = Object.entries(activity).filter(([name]) => !name.startsWith('_'));
  return { type: activity.type, ...Object.fromEntries(fields), ...(channelId !== undefined && { channelId }) };
}
