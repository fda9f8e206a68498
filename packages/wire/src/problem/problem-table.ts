/** One row of the table of problems: what the HTTP API may answer instead of what was asked for. */
export interface ProblemRow {
  /** HTTP status, also repeated in the body (RFC 9457 §3.1.2). */
  readonly status: number
  /** Short, the same for every occurrence (RFC 9457 §3.1.3). */
  readonly title: string
  /** Whether the very same request can succeed later. */
  readonly retryable: boolean
  /** What the reader should do next. */
  readonly advice: string
}

const row = (status: number, title: string, advice: string, retryable = false): ProblemRow =>
  Object.freeze({ status, title, retryable, advice })

/**
 * Every problem that Trunkline's own API answers, by its stable code. The documentation page and the tests are checked against
 * this table in both directions, so a code that is not here cannot be sent, and one that is here is documented and tried.
 */
export const problemTable = Object.freeze({
  'credentials-missing': row(
    401,
    'No credentials were given',
    'Send Basic authentication with the client id and its token, or an API key.',
  ),
  'credentials-invalid': row(
    401,
    'The credentials are wrong',
    'Check the client id (or API key) and its secret; secrets are shown once and can be rotated.',
  ),
  'client-disabled': row(
    403,
    'The client is disabled',
    'Ask the operator to enable the client; what it had accepted before is kept.',
  ),
  'admin-required': row(403, 'The operator’s token is needed here', 'Send the admin token as a Bearer token.'),
  'client-declared': row(
    409,
    'The client is declared in the configuration file',
    'Change the configuration file and restart; the API cannot change this client.',
  ),
  'not-found': row(
    404,
    'There is no such thing here',
    'Check the path and the id; ids of other clients are not visible.',
  ),
  'method-not-allowed': row(405, 'The path does not take this method', 'Use one of the methods in the Allow header.'),
  'json-malformed': row(400, 'The body is not JSON', 'Send one JSON object in UTF-8.'),
  'body-empty': row(400, 'The body is empty', 'Send a JSON object as the body.'),
  'body-too-large': row(
    413,
    'The body is too large',
    'Send less: put large attachments behind a URL, or split the batch.',
  ),
  'media-type-unsupported': row(415, 'The body’s media type is not understood', 'Send Content-Type: application/json.'),
  'validation-failed': row(400, 'The body does not have the right shape', 'Correct the fields that the errors name.'),
  'field-unknown': row(
    400,
    'The body has a field that does not exist',
    'Remove or correct the fields that the errors name.',
  ),
  'query-invalid': row(400, 'A query parameter is wrong', 'Correct the parameters that the errors name.'),
  'number-invalid': row(
    422,
    'The phone number is not valid',
    'Give the number in international form, such as +14155550123.',
  ),
  'email-invalid': row(422, 'The e-mail address is not valid', 'Give one address such as ana@example.com.'),
  'recipient-missing': row(
    422,
    'The recipient has no address for a channel',
    'Give the address that the channel needs, or leave the channel out.',
  ),
  'recipient-unknown': row(
    422,
    'There is no such recipient',
    'Create the recipient first with PUT /v1/recipients/{id}, or give the addresses themselves.',
  ),
  'content-missing': row(422, 'The message says nothing', 'Give content for every channel that is used.'),
  'content-too-long': row(422, 'The content is too long for the channel', 'Shorten the content.'),
  'template-unknown': row(422, 'There is no such template', 'Create the template first, or give the content itself.'),
  'template-invalid': row(
    422,
    'The template is not well written',
    'Correct the texts that the errors name: Liquid in all of them, MJML in `mjml`.',
  ),
  'template-variables-missing': row(
    422,
    'The template needs a variable that was not given',
    'Give the variables that the errors name, or let the template use `default`.',
  ),
  'channel-disabled': row(
    422,
    'The channel is not enabled for this client',
    'Enable the channel in the client’s settings, or name another.',
  ),
  'channel-unrouted': row(
    422,
    'The channel has no gateway',
    'Add a gateway and a route for the channel to the configuration file.',
  ),
  'gateway-unknown': row(
    422,
    'There is no such gateway',
    'Name a gateway of the configuration file that serves this channel.',
  ),
  'sender-invalid': row(422, 'The sender cannot be used', 'Use a sender that belongs to this client.'),
  'window-never-opens': row(
    422,
    'The window never opens',
    'Give windows that open at least once, or leave them out for always.',
  ),
  'send-at-past': row(422, 'The time to send at is past', 'Give an instant in the future, or leave sendAt out.'),
  'send-at-too-far': row(422, 'The time to send at is more than a year away', 'Give an instant within a year.'),
  'expires-at-invalid': row(
    422,
    'The message would expire before it could be sent',
    'Give an expiresAt that is after now and after sendAt.',
  ),
  'zone-unknown': row(422, 'There is no such time zone', 'Use an IANA name such as Europe/Berlin.'),
  'batch-too-large': row(422, 'The batch holds too many messages', 'Send at most 1,000 messages a batch.'),
  'idempotency-key-invalid': row(400, 'The idempotency key is not usable', 'Use 1 to 255 printable characters.'),
  'idempotency-key-reused': row(
    422,
    'The idempotency key was used with another body',
    'Use a new key for a new request.',
  ),
  'idempotency-key-in-flight': row(
    409,
    'A request with this idempotency key is still being worked on',
    'Wait for the first request’s answer, or try again later.',
    true,
  ),
  'not-cancelable': row(409, 'The message can no longer be canceled', 'Nothing to do: it has been sent or is final.'),
  'number-taken': row(409, 'The number belongs to another client', 'Use another number, or free it first.'),
  'url-refused': row(
    422,
    'The URL may not be called',
    'Use an http or https URL of a public host; private addresses must be listed in the configuration.',
  ),
  'webhook-limit': row(409, 'The client has too many webhooks', 'Delete one that is no longer used.'),
  'verification-ended': row(
    409,
    'The verification is over',
    'Start a new one: a code is good once, and none is good after its time.',
  ),
  'verification-checks-exhausted': row(429, 'Too many wrong codes for this verification', 'Start a new verification.'),
  'verification-sends-exhausted': row(
    429,
    'The code was sent too often',
    'Wait for the code that was sent, or cancel the verification and start a new one.',
  ),
  'verification-too-soon': row(
    429,
    'The code was sent a moment ago',
    'Wait for the time that Retry-After gives before it is sent again.',
    true,
  ),
  'verification-limited': row(
    429,
    'Too many verifications were started',
    'Wait for the time that Retry-After gives.',
    true,
  ),
  'verification-locked': row(
    429,
    'Too many wrong codes in a row',
    'Wait for the time that Retry-After gives, or unlock the number or identity once you know who asks.',
    true,
  ),
  'verification-blocked': row(
    403,
    'Nothing is sent to numbers of this range for a while',
    'Try later or over another channel; if these people are yours, put their numbers on the safe list.',
    true,
  ),
  'country-refused': row(
    403,
    'Nothing is sent to numbers of this country',
    'Add the country to the countries of the service, if its people are yours.',
  ),
  'line-refused': row(
    403,
    'Nothing is sent to lines of this kind',
    'Use a number of another kind; premium-rate and similar lines earn money from every call.',
  ),
  'method-unavailable': row(
    422,
    'There is no gateway for codes over this channel',
    'Name another channel, or give the channel a gateway in the configuration file.',
  ),
  'locale-voiceless': row(422, 'No voice speaks this language', 'Name another locale, or send the code as a text.'),
  'factor-unverified': row(
    409,
    'The factor has not been verified yet',
    'Verify it with a first code before it is used to log in.',
  ),
  'factor-limit': row(409, 'The identity has too many factors', 'Delete one that is no longer used.'),
  'rate-limited': row(429, 'Too many requests', 'Wait for the time that Retry-After gives.', true),
  'queue-full': row(503, 'The queue is full', 'Try again later; the operator should add workers or gateways.', true),
  'storage-full': row(
    507,
    'There is no space left to store messages',
    'Free disk space; nothing that was accepted is lost.',
    true,
  ),
  unavailable: row(
    503,
    'The service cannot answer at the moment',
    'Try again later with the same idempotency key.',
    true,
  ),
  'not-served': row(501, 'This is not served', 'See the reference for what this version serves.'),
  internal: row(
    500,
    'Something went wrong on our side',
    'Try again with the same idempotency key; give the request id to the operator.',
    true,
  ),
} satisfies Record<string, ProblemRow>)

/** The stable code of a problem, as the `code` member of the body gives it. */
export type ProblemCode = keyof typeof problemTable
