import { Activity } from '@microsoft/agents-activity';
import type { CardAction, Activity as OwnActivity } from '../../core/activity.js';
import { activityIn, type HostActivity } from '../../hosting/context.js';
import * as prompts from '../../hosting/prompts.js';
import type { TemplateCatalog } from '../../templates/catalog.js';
import * as messages from '../../templates/message.js';
import type { Decision, WindowPolicy, WindowRecord } from '../../window/decide.js';
import * as rule from '../../window/decide.js';
import { toActivity } from './activity.js';

/** Made with `template`. */
export type TemplateMessage = Activity & messages.TemplateMessage;

/**
 * A message that is an approved template, inside and outside the window.
 *
 *     await context.sendActivity(template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' }));
 */
export function template(...args: Parameters<typeof messages.template>): TemplateMessage {
  const { type, channelData } = messages.template(...args);
  return Object.assign(new Activity(type), { type, channelData });
}

/**
 * A message with a fallback: while the window is open it is sent as it is, otherwise the template is sent instead.
 *
 *     await context.sendActivity(outsideWindow('Your ticket is resolved.', template('ticket_resolved', { … })));
 */
export function outsideWindow(message: string | HostActivity, fallback: messages.TemplateMessage): Activity {
  return toActivity(messages.outsideWindow(ownMessage(message), fallback));
}

/** A copy of the message that tells the channel more. What the message tells it already is kept, unless overwritten. */
export function withIntent(message: string | HostActivity, intent: messages.MessageIntent): Activity {
  return toActivity(messages.withIntent(ownMessage(message), intent));
}

/**
 * A question with choices. Up to three choices become reply buttons, up to ten a list, more a numbered list. A choice is a
 * title or an action.
 *
 *     await context.sendActivity(whatsappChoices('What now?', ['Balance', 'Transfer']));
 */
export function whatsappChoices(text: string, choices: readonly (string | CardAction)[]): Activity {
  return toActivity(prompts.whatsappChoices(text, choices));
}

/**
 * What the window's rule makes of a message: the same that the adapter decides when it is sent. Nothing is sent.
 *
 * @throws TemplateNotFoundError or TemplateParameterError for a wrong template, InvalidInputError for a time in seconds.
 */
export function decide(
  activity: HostActivity,
  window: WindowRecord | undefined,
  now: number,
  catalog: TemplateCatalog,
  policy: WindowPolicy,
): Decision {
  return rule.decide(activityIn(activity), window, now, catalog, policy);
}

function ownMessage(message: string | HostActivity): string | OwnActivity {
  return typeof message === 'string' ? message : activityIn(message);
}
