import type { NodemailerError } from 'nodemailer'
import type { Outcome } from '../../ports.ts'
import { blameOf, oneLine, parseReply, type SessionStep, type SmtpReply, waitOf } from './reply.ts'

/** What is known of a send besides its error. */
export interface SendProgress {
  /** The end of the message was handed to the connection: from here on the server may have taken it. */
  bodyEnded: boolean
}

/** The signal was aborted before anything was done. */
export const abortedBefore: Outcome = {
  kind: 'deferred',
  errorCode: 'aborted',
  reason: 'given up before it was sent',
  gatewayAtFault: false,
}

/**
 * What became of a message whose sending ended with an error.
 *
 * ```
 *  connect ── greeting ── EHLO ── AUTH ── MAIL FROM ── RCPT TO ── DATA ── message ── "." ── reply
 *  └────── no reply, 4yz or 5yz: deferred, the gateway is at fault ─────┘        │
 *                              └── 4yz: deferred, 5yz: refused ──────────────────┼───────────┘
 *                                     no reply: deferred ────────────────────────┤
 *                                                            no reply: unknown ──┴───────────┘
 * ```
 */
export function outcomeOfError(error: NodemailerError, progress: SendProgress, signal: AbortSignal): Outcome {
  const reply = error.response === undefined ? null : parseReply(error.response)
  if (reply) return outcomeOfReply(reply, stepOf(error))
  if (progress.bodyEnded) {
    const reason =
      'the connection ended, or the time was up, before the server answered to the message; it may have taken it'
    return { kind: 'unknown', errorCode: 'smtp-no-answer', reason }
  }
  const code = error.code ?? ''
  if (code === 'EABORT') return abortedOutcome(signal)
  if (code === 'EMESSAGE' || code === 'EENVELOPE') {
    return { kind: 'refused', errorCode: 'smtp-message', reason: oneLine(error.message), failover: true }
  }
  const failure = failures[code]
  const reason = failure
    ? `${failure.reason}${systemCode(error)}`
    : `the message could not be sent: ${oneLine(error.message)}`
  return {
    kind: 'deferred',
    errorCode: failure?.errorCode ?? 'smtp-failed',
    reason,
    gatewayAtFault: failure !== undefined,
  }
}

/** What a negative reply makes of the message. Before the sender was named it says nothing of the message. */
export function outcomeOfReply(reply: SmtpReply, step: SessionStep): Outcome {
  const blame = blameOf(reply, step)
  const errorCode = reply.enhanced ?? String(reply.code)
  const reason = oneLine(`the mail server says ${[reply.code, reply.enhanced, reply.text].filter(Boolean).join(' ')}`)
  if (step !== 'session' && reply.code >= 500)
    return { kind: 'refused', errorCode, reason, failover: blame === 'gateway' }
  const retryAfter = waitOf(reply)
  const gatewayAtFault =
    step === 'session' || step === 'sender' || reply.code === 421 || (reply.enhanced?.startsWith('4.3.') ?? false)
  return { kind: 'deferred', errorCode, reason, gatewayAtFault, ...(retryAfter === undefined ? {} : { retryAfter }) }
}

/** Nodemailer names the command that was answered; what is not about the envelope or the message is about the session. */
function stepOf({ code, command }: NodemailerError): SessionStep {
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return 'session'
  if (command === 'MAIL FROM') return 'sender'
  return command === 'RCPT TO' ? 'recipient' : 'data'
}

function abortedOutcome(signal: AbortSignal): Outcome {
  const timedOut = (signal.reason as { name?: unknown } | undefined)?.name === 'TimeoutError'
  return {
    kind: 'deferred',
    errorCode: 'aborted',
    reason: 'given up while the mail server was waited for',
    gatewayAtFault: timedOut,
  }
}

/** `ECONNREFUSED` and the like, in brackets. */
function systemCode({ originalCode }: NodemailerError): string {
  return originalCode ? ` (${originalCode})` : ''
}

/** Nodemailer's codes for what ends a session, https://nodemailer.com/errors. The message was certainly not sent. */
const failures: Readonly<Record<string, { readonly errorCode: string; readonly reason: string }>> = {
  ECONNECTION: { errorCode: 'smtp-connection', reason: 'the connection to the mail server was cut' },
  ESOCKET: { errorCode: 'smtp-connection', reason: 'the connection to the mail server failed' },
  ETIMEDOUT: { errorCode: 'smtp-timeout', reason: 'the mail server did not answer in time' },
  EDNS: { errorCode: 'smtp-host-unknown', reason: "the mail server's name cannot be resolved" },
  ETLS: { errorCode: 'smtp-tls', reason: 'TLS with the mail server failed' },
  EAUTH: { errorCode: 'smtp-credentials', reason: 'the mail server does not accept the credentials' },
  ENOAUTH: { errorCode: 'smtp-credentials', reason: 'the mail server wants credentials' },
  EPROTOCOL: { errorCode: 'smtp-protocol', reason: 'the mail server said something unexpected' },
}
