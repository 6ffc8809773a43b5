// The public names that both faces of the package have, in the order in which a message passes them.

export type { FetchOptions } from './channel/fetchOptions.js';
export type { MessagesWaiting, WindowReport } from './channel/options.js';
export type { TracedWork, Tracing } from './core/tracing.js';
export type { ChannelApi, WindowClosingOptions } from './hosting/api.js';
export type { HostContext } from './hosting/context.js';
export type { HostReference } from './hosting/continuation.js';

// A callback comes in,

export type { CallbackListener, ListenOptions } from './acceptor/acceptor.js';
export type { AttachmentDownloadOptions, DownloadedAttachment } from './files/download.js';
export { type AttachmentSource, InlineAttachments } from './hosting/inlineAttachments.js';
export type { WebhookSecret } from './inbound/authenticate.js';
export type { ReadResult } from './inbound/body.js';
export type { InboundEvent } from './inbound/event.js';
export { type CallbackRequest, readJson } from './inbound/read.js';
export { type Referral, referralOf } from './inbound/referral.js';

// waits for its turn in the conversation's lane,

export type { OutgoingEventHandler } from './hosting/outgoing.js';
export { heldReleased, turnSignal } from './hosting/turnOf.js';
export type { LaneSettings } from './lanes/settings.js';
export type { AsideItem, LaneMeasure } from './store/lanes.js';

// and replies and notifications

export type { PendingWork, WindowClosing } from './channel/closing.js';
export type { FollowUp } from './channel/followUps.js';
export type { Linked } from './channel/linked.js';
export { type Notification, parseNotification } from './channel/notification.js';
export type { ErasureReport, ExportedItem, ExportedRecords, PersonExport } from './channel/people.js';
export {
  type Publication,
  type PublicationNotification,
  type PublicationReport,
  parsePublication,
} from './channel/publication.js';
export { type NotificationReport, type NotificationState, notificationStates } from './channel/report.js';
export { type DialogStateReader, hasOpenDialog } from './hosting/openDialog.js';

// are checked against the window and the templates

export type { ConsentChanged } from './channel/consentChanges.js';
export {
  type ConsentInput,
  type ConsentOf,
  type ConsentReport,
  type Consents,
  parseConsent,
} from './channel/consents.js';
export type { ConsentChange, ConsentEvent } from './consent/record.js';
export { type Topic, TopicCatalog } from './consent/topics.js';
export type { CostsOf } from './costs/accounts.js';
export { type FreeRule, type PricedCategory, PriceTable } from './costs/priceTable.js';
export type { CostReport, CostRow, Costs, CostsBy } from './costs/report.js';
export type {
  Afterwards,
  Brought,
  DecisionForecast,
  DecisionRecord,
  DecisionReport,
  HeldEnd,
  PartOutcome,
} from './decisions/record.js';
export { ConsentMiddleware } from './hosting/consent.js';
export { WindowMiddleware, type WindowMiddlewareOptions } from './hosting/middleware.js';
export { type Template, TemplateCatalog } from './templates/catalog.js';
export {
  type Holding,
  type HoldWith,
  holdWith,
  type MessageIntent,
  type TemplateReference,
  type TemplateValue,
  type WhenClosed,
} from './templates/message.js';
export {
  type ConversationType,
  customerServiceWindowMs,
  type Decision,
  decide,
  type Rule,
  type WindowPolicy,
  type WindowRecord,
  type WindowState,
  windowPolicy,
  windowState,
} from './window/decide.js';
export { WindowTracker } from './window/tracker.js';
export type { WaitingMeasure } from './window/waitingIndex.js';

// or are held until the person writes,

export type { HeldOf } from './channel/holding.js';
export type { HeldReport } from './holds/held.js';
export type { HoldSettings } from './holds/settings.js';

// or go to a human and come from one,

export {
  type DeskConversation,
  type DeskMessageReport,
  type DeskReplyInput,
  type DeskSide,
  parseReply,
} from './channel/deskSide.js';
export type { HandOffInput, HandOffStatus } from './channel/handOffs.js';
export type { Desk, DeskEvent, ReplyState } from './handoff/desk.js';
export type { DeskAttachment, DeskMessage, HandOffOutcome, HandOffState } from './handoff/record.js';
export type { HandOffSettings } from './handoff/settings.js';
export { type WebhookDeskOptions, webhookDesk } from './handoff/webhook.js';

// and leave.

export type { Accepted, OutgoingMessage, SendOptions } from './clickatell/batch.js';
export { ClickatellClient } from './clickatell/client.js';
export type { ClickatellClientOptions } from './clickatell/settings.js';
export type { MessageStatus } from './clickatell/status.js';
export type { UploadsOff } from './files/routes.js';
export type { MediaOptions } from './files/uploads.js';
export { Findings } from './findings/findings.js';
export type {
  FoundForm,
  FoundKind,
  MediaRoute,
  NumberFindings,
  WebhookFindings,
} from './findings/shape.js';
export type { Interactive, SwitchedOff } from './sending/natives.js';
export { type PaceOptions, type Rate, unpaced } from './sending/pace.js';
export type { Pause } from './sending/pauses.js';
export type { TemplateAside } from './sending/templatesAside.js';

// What all of this uses, and the emulator that takes the provider's place.

export { type Clock, MovableClock, systemClock } from './core/clock.js';
export { type Conversation, conversationId, conversationOf, lastFour } from './core/conversation.js';
export * from './core/errors.js';
export { type ChannelEvent, type FaultPlace, faultPlaces, type Observer } from './core/observe.js';
export { isAddress, personIdOf } from './core/person.js';
export { isSkewed } from './core/skew.js';
export { isThisMachine } from './core/thisMachine.js';
export type { Explanation } from './emulator/control/explain.js';
export type { Program } from './emulator/control/program.js';
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator/index.js';
export type { Said, SayResult } from './emulator/people/say.js';
export type { MessageView, PhoneView } from './emulator/people/view.js';
export type { FaultKind } from './emulator/provider/faults.js';
export type { Integration, IntegrationOptions } from './emulator/provider/integrations.js';
export type { OptOut } from './emulator/provider/optOuts.js';
export type { TemplateState, ToldAt } from './emulator/provider/templateStates.js';
export type { TranscriptMark } from './hosting/transcripts.js';
export { type AtomicKeyv, openStore, type Store } from './store/open.js';
export type { TranscriptState } from './transcripts/entry.js';
export type { TranscriptsOptions } from './transcripts/transcripts.js';
