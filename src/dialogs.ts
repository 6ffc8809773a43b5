// What needs botbuilder-dialogs: an entry of its own, so that bots without dialogs need not install that package.

export {
  AlertsDialog,
  type AlertsDialogOptions,
  type AlertsResult,
  type AlertsWish,
  type SubjectReading,
} from './hosts/botbuilder/alertsDialog.js';
export type { AlertsWords } from './hosts/botbuilder/alertsWords.js';
