import type { Log } from '../../ports.ts'
import type { CodeDevice, CodeSender, SendOutcome } from '../../sender/code-sender.ts'

/** What the log gateway needs. */
export interface LogSenderOptions {
  readonly log: Log
  /** Whether the process serves others than who sits at this machine. */
  readonly production: boolean
}

/**
 * Writes codes into the log and sends nothing: for development alone, since whoever reads the log can log in as anybody.
 * @throws Error in production
 */
export function createLogSender({ log, production }: LogSenderOptions): CodeSender {
  if (production) {
    throw new Error('the gateway of type log writes codes into the log and is for development alone: use another one')
  }
  const write = async ({ method, address, verificationId }: CodeDevice, code: string): Promise<SendOutcome> => {
    log.info({ method, number: address, code, verificationId }, 'a code, instead of a message')
    return { kind: 'accepted' }
  }
  return {
    type: 'log',
    repeatable: false,
    sendSms: write,
    makeCall: write,
    sendEmail: write,
    sendPush: write,
    sendWhatsApp: write,
  }
}
