/**
 * What Twilio's documentation leaves open, contradicts, or says without the status: each choice once, with its reason, so that it is changed here
 * and nowhere else when somebody knows better.
 */
export const uncertain = Object.freeze({
  /** The account in the path is neither the caller's nor one of its subaccounts: the code is documented, the status is not (404 with 20404 is as plausible). */
  foreignAccount: { code: 20003, status: 401 },
  /** Credentials of a suspended or closed account: 20003 names it among its causes; 20005 and 10001 exist too. */
  suspendedCaller: { code: 20003, status: 401 },
  /** A parent changes something of a subaccount that is suspended or closed. Reading goes on. */
  suspendedAccount: { code: 20005, status: 403 },
  /** A standard API key on Accounts and Keys: the cause is documented under 20003, the status is not. */
  keyNotEnough: { code: 20003, status: 401 },
  /** PageSize above 1000: the 2010 API is said to take it as 1000, the others to refuse it. */
  pageSizeTooLarge: { largest: 1000, in2010: 'clamp' as number | 'clamp', elsewhere: 20007 as number | 'clamp' },
  /** PageSize that is no whole number, or below 1: no code is known. */
  pageSizeInvalid: 20001,
  /** Page above 0 without PageToken: seen once, in 2020. */
  pageWithoutToken: 70002,
  /** PageToken that does not decode: the code is documented, the status is background. */
  pageTokenInvalid: 21481,
  /** A number is to be bought, and neither PhoneNumber nor AreaCode is given: no code of its own is known. */
  numberMissing: 21421,
  /** Verify: a code is sent again before the time between sends is up, which Twilio has not. */
  verifyTooSoon: 60212,
  /** Verify: too many wrong codes in a row for one address, over several verifications: Twilio has no code of its own for it. */
  verifyLocked: 20429,
  /** A parameter that is no boolean, number, date or one of its values, where the parameter has no code of its own. */
  parameterInvalid: 20001,
  /** What a parameter that came several times means where one value is wanted. */
  repeatedParameter: 'first' as 'first' | 'last',
  /** `sending` was called back once and is not in today's list of callbacks. */
  sendingCallback: false as boolean,
  /** From is not the account's: 21606 was seen; since 2024 there are 21659 (nobody's), 21660 (another account's) and 21661 (no SMS), which tell whose a number is. */
  senderNotUsable: 21606,
  /** SendAt without ScheduleType: Twilio's answer is not known; a message that leaves at once instead of later cannot be called back. */
  sendAtWithoutType: 35126,
  /** ApplicationSid that names no application of the account: documented for calls. */
  applicationUnknown: 21218,
  /** A messaging service without senders, or without one that fits: refused at once (400), or the message fails later. */
  emptyPool: { none: 21704, unfit: 21703 },
  /** Redacting or deleting a message that is not final. The code is documented for DELETE, the status is not. */
  messageNotFinal: { code: 20009, status: 409 },
  /** Duration of a call that ended unanswered: documented as empty, and seen as a nought. */
  unansweredDuration: '0' as string,
  /** Deleting a recording that is not over: neither code nor status is documented; as for messages. */
  recordingNotOver: { code: 20009, status: 409 },
  /** Documents that one incoming message may have fetched, and messages that may answer it. */
  replyLimits: { documents: 50, messages: 10 },
} as const)
