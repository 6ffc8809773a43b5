// The public names, in the order in which a message meets them.

export { ClickatellAdapter, type WindowReport } from './adapter.js';
export type { ClickatellAdapterOptions } from './options.js';

// A callback comes in …

export type { AttachmentDownloadOptions, DownloadedAttachment } from './inbound/download.js';
export type { InboundEvent } from './inbound/event.js';
export { type CallbackRequest, type ReadResult, readJson } from './inbound/read.js';
export { type AttachmentSource, InlineAttachments } from './inlineAttachments.js';

// … waits for its turn in the conversation's lane …

export type { AsideItem, LaneMeasure } from './lanes/lane.js';
export type { LaneSettings } from './lanes/settings.js';
export type { OutgoingEventHandler } from './turns/outgoing.js';
export type { Logic } from './turns/run.js';

// … and what is answered, or said on our own account …

export type { FollowUp } from './proactive/followups.js';
export { type Notification, parseNotification } from './proactive/notification.js';
export type { NotificationReport, NotificationState } from './proactive/notify.js';

export { whatsappChoices, withButtons } from './prompts.js';

// … meets the window and the templates …

export { type Template, TemplateCatalog } from './templates/catalog.js';
export {
  type MessageIntent,
  outsideWindow,
  type TemplateMessage,
  type TemplateReference,
  template,
  type WhenClosed,
  withIntent,
} from './templates/message.js';
export {
  type ConversationType,
  customerServiceWindowMs,
  type Decision,
  decide,
  type WindowPolicy,
  type WindowRecord,
  type WindowState,
  windowPolicy,
  windowState,
} from './window/decide.js';
export { WindowMiddleware, type WindowMiddlewareOptions } from './window/middleware.js';
export { WindowTracker } from './window/tracker.js';

// … and leaves.

export type { Accepted, OutgoingMessage, SendOptions } from './clickatell/batch.js';
export { ClickatellClient } from './clickatell/client.js';
export type { ClickatellClientOptions } from './clickatell/settings.js';
export type { MessageStatus } from './clickatell/status.js';
export type { MediaOptions } from './outbound/media/uploads.js';
export type { Interactive, SwitchedOff } from './outbound/natives.js';
export { type PaceOptions, type Rate, unpaced } from './outbound/pace.js';

// What all of it stands on, and what stands in for the provider.

export { type Clock, MovableClock, systemClock } from './clock.js';
export { type Conversation, conversationId, conversationOf, lastFour } from './conversation.js';
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator/emulator.js';
export type { Explanation } from './emulator/explain.js';
export type { FaultKind } from './emulator/faults.js';
export type { Integration, IntegrationOptions } from './emulator/integrations.js';
export type { Program } from './emulator/program.js';
export type { Said, SayResult } from './emulator/say.js';
export type { MessageView, PhoneView } from './emulator/view.js';
export * from './errors.js';
export type { ChannelEvent, Observer } from './observe.js';
export { KeyvStorage } from './state/botStorage.js';
export { type AtomicKeyv, openStore, type Store } from './state/store.js';
