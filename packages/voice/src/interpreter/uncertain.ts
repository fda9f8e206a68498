/**
 * What Twilio's documentation of calls leaves open or contradicts: each choice once, with its reason, so that it is changed here and nowhere else when
 * somebody knows better. `docs/decisions/twiml-interpreter.md` tells of those that a program may notice.
 */
export const uncertain = Object.freeze({
  /**
   * Documents that lead to one another while nothing is heard or said: Twilio names no bound for calls (its texts stop at 50 documents, 14106). After some
   * the next one waits, after more the call ends. The code is that of too many redirects.
   */
  documents: { pauseAfter: 10, pauseMs: 1000, mostInARow: 50, most: 20_000, code: 11215 },
  /** A verb that took that long is something that happened: documents are counted anew after it. */
  happeningMs: 500,
  /** Playing without end is documented as a thousand times or until somebody hangs up. */
  endlessLoops: 1000,
  /** What is said when a document can't be had or run: known from calls, not documented. */
  applicationError: 'We are sorry. An application error has occurred. Goodbye.',
  /** A call whose first document fails is answered to be told so. */
  answersToTellErrors: true as boolean,
  /** A verb or noun that is not there yet: Twilio's code for a verb that the version of the API lacks. */
  notThere: 13750,
  /** A verb that a whisper may not have; documented for Dial. */
  notInWhisper: 13201,
  /** A verb that hold music may not have. */
  notInWait: 13238,
  /** Speech is asked for and nothing can recognise it. */
  noRecognizer: 13340,
  /** A number in a document without a country's code is read as one of the country of the call's own number, else of this one: Twilio documents `(415) 555-1212`. */
  homeCountry: 'US',
  /** Simultaneous or sequential parties of whom none was reached: the one that ended last is reported. */
  severalFailed: 'last' as const,
  /** The caller gives up while it rings: `canceled` was seen too. */
  callerGaveUp: 'no-answer' as const,
  /** Most parties that one Dial calls; those beyond are left out. */
  mostParties: 10,
  /** Keys pressed before a Gather begins are not in its input. */
  typeAhead: false as const,
  /** After a conference: `completed` was seen too. */
  conferenceStatus: 'answered' as const,
  /** How long the status of a call may take to be written down after its party went, before its last requests are made, milliseconds. */
  statusPatienceMs: 1000,
} as const)
