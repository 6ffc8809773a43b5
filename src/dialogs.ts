// What needs botbuilder-dialogs: an entry of its own, so that bots without dialogs need not install that package.

export { AlertsDialog, type AlertsResult, type AlertsWish } from './hosts/botbuilder/alertsDialog.js';
export type { AlertsWords } from './hosts/botbuilder/alertsWords.js';
export type { AlertsDialogOptions, SubjectReading } from './hosts/botbuilder/personAlerts.js';
