import { describeGateway, eventually, type RecordedLog } from '@trunkline/testkit'
import { createTransport } from 'nodemailer'
import { createSmtpGateway } from '../src/gateways/smtp/smtp-gateway.ts'
import { deliveryReport } from './smtp-report.ts'
import { ScriptedMailServer } from './smtp-scripted-server.ts'

describeGateway(
  'smtp',
  async (t, log) => {
    const server = new ScriptedMailServer()
    server.extensions.push('AUTH PLAIN LOGIN')
    const port = await server.start()
    t.after(() => server.stop())
    const gateway = createSmtpGateway(
      'relay',
      {
        type: 'smtp',
        url: `smtp://trunkline:open%20sesame@127.0.0.1:${port}`,
        from: 'Acme <no-reply@acme.example>',
        bounce: { address: 'bounce@bounces.acme.example', listen: '127.0.0.1:0' },
      },
      { clock: Date, log, secret: Buffer.alloc(32, 7) },
    )
    return {
      gateway,
      secrets: ['open sesame', 'open%20sesame'],
      arrived: () => server.mails.map(({ to, raw }) => ({ to, text: raw })),
      refuse: (failover) =>
        failover
          ? server.next('mail', { say: '550 5.7.1 we do not relay for you' })
          : server.next('rcpt', { say: '550 5.1.1 no such user' }),
      defer: (retryAfter) => {
        const when = retryAfter === undefined ? 'later' : `in ${retryAfter / 1_000} seconds`
        server.next('rcpt', { say: `451 4.7.1 greylisted, try again ${when}` })
      },
      cut: (when) => server.next(when === 'before' ? 'data' : 'end', 'cut'),
      stall: () => server.next('end', 'stall'),
      stallMet: () => server.left === 0,
      unreachable: () => server.stop(),
      tell: async (providerId, status) => {
        const sent = server.mails.find(({ raw }) => raw.includes(`<${providerId}>`))
        const to = sent?.from ?? ''
        const report = createTransport({ host: '127.0.0.1', port: await bouncePort(log) })
        const action = status === 'delivered' ? 'delivered' : 'failed'
        await report.sendMail({
          envelope: { from: '', to },
          raw: deliveryReport({ to, action, status: action === 'failed' ? '5.1.1' : '2.0.0' }),
        })
      },
    }
  },
  { levers: ['defer', 'cut', 'stall', 'unreachable', 'tell'], tellsRetryAfter: true },
)

/** The port that the listener found, as it logs it. */
async function bouncePort(log: RecordedLog): Promise<number> {
  const find = () =>
    log.lines
      .map(({ text }) => /"port":(\d+),"message":"listening for bounces"/.exec(text)?.[1])
      .find((it) => it !== undefined)
  await eventually('the bounce listener listens', () => find() !== undefined)
  return Number(find())
}
