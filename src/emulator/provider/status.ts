import { statuses } from '../../clickatell/wire.js';

/**
 * Every status that the emulator reports, with its number. Clickatell does not publish the numbers of the last group.
 * The emulator has made them up, so that a program that relies on them, and not on the names, is found out. That of
 * STOP_MARKETING_MESSAGES follows from its place in Clickatell's enum, and is likely.
 */
export const statusCodes = {
  ...statuses,
  STOP_MARKETING_MESSAGES: 30,
  MEDIA_TYPE_NOT_SUPPORTED: 1410,
  WHATSAPP_HSM_NOT_AVAILABLE: 1420,
  WHATSAPP_HSM_PARAM_COUNT_MISMATCH: 1421,
  WHATSAPP_TEMPLATE_FORMATTING_POLICY_VIOLATED: 1422,
  WHATSAPP_PARAMETER_MISSING: 1423,
  WHATSAPP_PARAMETER_NOT_REQUIRED: 1424,
  WHATSAPP_TEMPLATE_INVALID_URL: 1425,
  WHATSAPP_HSM_IS_MISSING: 1426,
} as const;

export type EmulatedStatus = keyof typeof statusCodes;
