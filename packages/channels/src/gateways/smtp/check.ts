import type { NodemailerError } from 'nodemailer'
import type { GatewayCheck } from '../../ports.ts'
import type { MailTransport } from './mail-transport.ts'
import { outcomeOfError } from './outcome.ts'

/** Connects to the mail server and logs in, sends nothing; and looks whether bounces are listened for. */
export async function checkMailServer(
  transport: MailTransport,
  listener: { readonly fault: string | null } | null,
  signal: AbortSignal,
): Promise<GatewayCheck> {
  try {
    await raced(transport.verify(), signal)
  } catch (error) {
    return explain(error as NodemailerError, signal)
  }
  if (!listener?.fault) return { ok: true, detail: 'the mail server takes messages from us' }
  const advice = 'If no other process of this gateway listens there, give bounce.listen another port.'
  return {
    ok: false,
    detail: `the mail server takes messages from us, but bounces are not listened for: ${listener.fault}`,
    advice,
  }
}

function explain(error: NodemailerError, signal: AbortSignal): GatewayCheck {
  const outcome = outcomeOfError(error, { bodyEnded: false }, signal)
  const detail = outcome.kind === 'accepted' ? 'the mail server answered strangely' : outcome.reason
  const advice =
    advices[error.code ?? ''] ??
    'Look at host, port and protocol (smtp or smtps) of url, and whether a firewall is in between.'
  return { ok: false, detail, advice }
}

const advices: Readonly<Record<string, string>> = {
  EAUTH: 'Look at user and password in url; percent-encode what is special in them.',
  ENOAUTH: 'Put user and password into url.',
  EDNS: 'Look at the host in url.',
  ETLS: 'The certificate may be for another name (tls.servername) or of an authority of your own (tls.caFile); or the port does not begin with TLS: smtp instead of smtps.',
  EABORT: 'Try again; the mail server is slow.',
}

function raced(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = (): void => reject(Object.assign(new Error('given up'), { code: 'EABORT' }))
    if (signal.aborted) give()
    signal.addEventListener('abort', give, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', give))
  })
}
