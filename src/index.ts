// The face for Bot Framework: `botbuilder-adapter-clickatell`.

export * from './common.js';
export { whatsappChoices, withButtons } from './hosting/prompts.js';
export { ClickatellAdapter, type ClickatellAdapterOptions, type Logic } from './hosts/botbuilder/adapter.js';
export { KeyvStorage } from './hosts/botbuilder/storage.js';
export { StoredTranscripts } from './hosts/botbuilder/transcripts.js';
export { outsideWindow, type TemplateMessage, template, withIntent } from './templates/message.js';
