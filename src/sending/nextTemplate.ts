import { templateRefusal } from '../clickatell/verdict.js';
import type { Activity } from '../core/activity.js';
import { conversationOf } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import { render } from '../render/render.js';
import { withIntent } from '../templates/message.js';
import type { WindowTracker } from '../window/tracker.js';
import type { Ledger, Part } from './ledger.js';
import type { Sender } from './send.js';

export interface NextTemplateDeps {
  readonly ledger: Ledger;
  readonly tracker: WindowTracker;
  readonly sender: Sender;
}

/** The reason of a message that went on with another template. */
export const nextTemplateReason = 'The provider refused the template afterwards; another one took its place.';

/**
 * The provider accepted a template and reported afterwards that it does not take it. The message is sent as the next
 * template of its chain, unless that was done before: another status has told, or the turn that sent it has found out.
 *
 * @throws The same errors as `Sender.send`.
 */
export async function nextTemplate(
  part: Part,
  lease: Lease,
  { ledger, tracker, sender }: NextTemplateDeps,
): Promise<void> {
  const conversation = conversationOf(part.conversation);
  const activity = templateAgain(part, nextTemplateReason);
  if (!conversation || !activity) return;
  const tries = await ledger.templatesOf(part.message, lease);
  // An earlier run of this turn may have begun with the next.
  const isLast = tries.at(-1)?.id === part.id || (lease.mayHaveRun && tries.at(-2)?.id === part.id);
  if (!isLast || hasNoNext(part)) return;

  const { message: id, notification } = part;
  const pieces = () => render(activity).pieces;
  const sending = { activity, id, conversation, lease, notification, pieces, wasFreeForm: true };
  await sender.send(sending, await tracker.read(conversation));
}

/**
 * The part's message as the template that was asked for, whatever the window is now: the next of the chain is found by
 * what the ledger knows. `undefined` if nothing else may be sent in its place.
 */
export function templateAgain({ asked, original }: Part, reason?: string): Activity | undefined {
  if (!asked) return undefined;
  const { name, language, parameters } = asked;
  const intent = { template: { name, language, parameters }, ...(reason !== undefined && { reason }) };
  return withIntent({ type: 'message', ...original }, intent);
}

/** Whether it is settled that no other template leaves in the part's place. */
export function hasNoNext({ asked, tried = [], template, language }: Part): boolean {
  return !asked || tried.some((each) => each.template === template && each.language === language);
}

/** The part failed as a template, and another one is about to leave in its place. */
export function isGoingOn(part: Part): boolean {
  const { state, sentAs, error } = part;
  if (state !== 'failed' || sentAs !== 'template' || !error) return false;
  return templateRefusal(error) !== undefined && !hasNoNext(part);
}
