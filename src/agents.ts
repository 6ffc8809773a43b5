// The face for the Microsoft 365 Agents SDK: `botbuilder-adapter-clickatell/agents`.

export * from './common.js';
export {
  type Agent,
  ClickatellAgentsAdapter,
  type ClickatellAgentsAdapterOptions,
  type Logic,
} from './hosts/agents/adapter.js';
export { ClickatellFileDownloader, type FileDownloaderOptions } from './hosts/agents/fileDownloader.js';
export {
  decide,
  outsideWindow,
  type TemplateMessage,
  template,
  whatsappChoices,
  withIntent,
} from './hosts/agents/messages.js';
export { KeyvStorage } from './hosts/agents/storage.js';
export { StoredTranscripts } from './hosts/agents/transcripts.js';
