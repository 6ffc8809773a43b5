import { templateRefusal } from '../clickatell/verdict.js';
import { conversationOf } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import { render } from '../render/render.js';
import { withIntent } from '../templates/message.js';
import type { WindowTracker } from '../window/tracker.js';
import { WindowOpened } from './heldBack.js';
import type { Ledger, Part } from './ledger.js';
import { mayBeFreeForm } from './outgoing.js';
import { isAgain, isAsk } from './partIds.js';
import type { Delivered, Sender } from './send.js';

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
 * If the person has written since, it is sent as it is. Resolves with how it was then.
 *
 * @throws The same errors as `Sender.send`. WindowOpened for a template that asks a person to answer, who has.
 */
export async function nextTemplate(
  part: Part,
  lease: Lease,
  { ledger, tracker, sender }: NextTemplateDeps,
): Promise<Delivered | undefined> {
  const { message: id, notification, asked } = part;
  // The part's own conversation may have become part of this one.
  const conversation = conversationOf(lease.lane);
  if (!conversation || !asked) return undefined;
  const tries = await ledger.templatesOf(id, lease);
  // An earlier run of this turn may have begun with the next.
  const isLast = tries.at(-1)?.id === part.id || (lease.mayHaveRun && tries.at(-2)?.id === part.id);
  if (!isLast || hasNoNext(part)) return undefined;

  const activity = { type: 'message', ...part.original };
  const pieces = () => render(activity).pieces;
  const message = { activity, id, conversation, lease, notification, pieces };
  const { name, language, parameters } = asked;
  // Whatever the window is: the next of the chain is found by what the ledger knows.
  const again = withIntent(activity, { template: { name, language, parameters }, reason: nextTemplateReason });
  const isFree = mayBeFreeForm(message) && !isAgain(id);
  const onlyIfClosed = isFree || isAsk(id);
  try {
    const window = await tracker.read(conversation);
    await sender.send({ ...message, activity: again, wasFreeForm: true, onlyIfClosed }, window);
    return undefined;
  } catch (error) {
    if (!(error instanceof WindowOpened) || !isFree) throw error;
    return sender.again(message, error.window);
  }
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
