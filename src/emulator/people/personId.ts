/** The id of a person who does not share a phone number, such as `US.1349…`, or its parent's, `US.ENT.1181…`. */
const userId = /^[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}$/;

/** Whether this is the id of a person who does not share a number. */
export function isUserId(id: string): boolean {
  return userId.test(id);
}

/** Whether this has the form of a recipient: digits, or a user id. */
export function looksLikePerson(id: string): boolean {
  return /^\d+$/.test(id) || userId.test(id);
}

/** Whether such a person can exist: an international number has 7 to 15 digits and no leading zero (E.164). */
export function isPersonId(id: string): boolean {
  return /^[1-9]\d{6,14}$/.test(id) || userId.test(id);
}
