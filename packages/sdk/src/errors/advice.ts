/** What to do about the errors that come up most. Codes: https://www.twilio.com/docs/api/errors */

const advice: Readonly<Record<number, string>> = {
  20001: 'Compare the parameters with the reference of this resource: one is missing or has a wrong value.',
  20003:
    'Check the account SID and auth token (or the API key, its secret and the accountSid option) and that they belong to the account in the path.',
  20005: 'The account is not active: check its balance and status in the console.',
  20008: 'Test credentials only buy numbers, send messages and make calls: use live credentials here.',
  20404: 'Check the SID and that it belongs to this account, product and region; it may have been deleted.',
  20409: 'The resource is in a state that forbids this: fetch it, then decide.',
  20429:
    'Too many requests at once: lower the concurrency and turn on autoRetry, which backs off. Nothing was carried out.',
  21205: 'Give url (absolute, http or https), twiml or applicationSid.',
  21210: 'The from number must be one of this account, or a verified outgoing caller ID.',
  21211: 'Give the to number in E.164 form: +, country code, number, no spaces.',
  21212: 'Give the from number in E.164 form, or a short code or sender ID of this account.',
  21215: "Allow the country under voice geographic permissions, or don't call it.",
  21217: 'Give the to number in E.164 form: +, country code, number, no spaces.',
  21219: 'A trial account calls verified numbers only: verify the number or upgrade.',
  21220: 'The call has ended or has not been answered yet: check its status before updating it.',
  21408: "Allow the country under messaging geographic permissions, or don't text it.",
  21602: 'Give body, mediaUrl or contentSid.',
  21603: 'Give from or messagingServiceSid.',
  21604: 'Give to.',
  21606: 'The from number cannot send SMS to this destination: use an SMS-capable number of this account.',
  21608: 'A trial account texts verified numbers only: verify the number or upgrade.',
  21610: "The recipient has opted out by STOP: don't send again until they send START.",
  21612: 'There is no route from this sender to this recipient: try another sender or channel.',
  21614: 'The number cannot receive SMS (a landline?): use a call, or look the line type up first.',
  21617: 'Shorten the body to 1,600 characters or split it.',
  21659: 'The from number is not one of this platform: check the number or use a messaging service.',
  21704: 'Add a sender to the messaging service.',
  30003: 'The handset was off or out of reach: try again later or use another channel.',
  30005: 'The number does not exist any more: remove it.',
  30006: 'The number is a landline or takes no texts: use a call.',
  30007: 'A carrier took the message for spam: register the sender (A2P 10DLC, toll-free) and review the text.',
  30034: 'Register a campaign for this US number before texting from it.',
  60200: 'Check to, channel and code: one is missing or malformed.',
  60202: 'Too many wrong codes: start a new verification.',
  60203: 'Too many sends to this recipient: wait until the verification expires (10 minutes).',
  60410: 'Fraud guard blocks this number range for now: try later or another channel.',
  63016: 'Outside the 24-hour window WhatsApp takes templates only: send a contentSid.',
  63038: 'The daily message allowance is used up: wait until tomorrow or raise it.',
}

/** What to do about an error code, in a sentence; undefined for codes that are not in the table. */
export function adviceFor(code: number | undefined): string | undefined {
  return code === undefined ? undefined : advice[code]
}
