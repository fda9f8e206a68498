/** A login with password and second factor: authenticator app, phone, backup codes, remembered browsers. See README.md. */
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Client, RestException } from '@trunkline/sdk'
import { accountPage, codesPage, loginPage, provePage, secondPage } from './pages.ts'

type Person = { email: string; salt: Buffer; password: Buffer; phone?: string }
/** `verification` and `factor` are those under way; `phone` is the number that is being proved. */
type Session = { person: Person; in: boolean; verification?: string; factor?: string; phone?: string }
type Action = (session: Session, form: URLSearchParams, answer: ServerResponse) => Promise<string>
type Options = { url: string; accountSid: string; authToken: string; people: { email: string; password: string }[] }

const hash = (password: string, salt: Buffer) => scryptSync(password, salt, 32)
const stranger: Person = { email: '', salt: randomBytes(16), password: randomBytes(32) }

/** Makes the application. A real one keeps people and sessions in a database. */
export function createLogin({ url, accountSid, authToken, people }: Options) {
  const { verifications, factors } = new Client(accountSid, authToken, { baseUrl: url }).trunkline
  const sessions = new Map<string, Session>()
  const known = new Map<string, Person>()
  for (const { email, password } of people) {
    const salt = randomBytes(16)
    known.set(email, { email, salt, password: hash(password, salt) })
  }

  const verified = async ({ email }: Person) => (await factors.list(email)).filter((one) => one.status === 'verified')

  async function account({ person }: Session, note = ''): Promise<string> {
    const has = (await verified(person)).map(
      (one) => `${one.type}${one.codesLeft === null ? '' : `: ${one.codesLeft}`}`,
    )
    return accountPage(person.email, person.phone === undefined ? has : [...has, `phone: ${person.phone}`], note)
  }

  /** Sends a code by text, and calls where the text does not arrive. */
  async function sendCode(session: Session, to: string): Promise<void> {
    const fallback = { channel: 'call' } as const
    session.verification = (
      await verifications.create({ to, channel: 'sms', identity: session.person.email, fallback })
    ).id
  }

  /** A text's code, an authenticator's, or a backup code. */
  async function isRight({ verification, person }: Session, code: string): Promise<boolean> {
    if (verification !== undefined && (await verifications(verification).check({ code })).valid) return true
    return (await factors.check({ identity: person.email, code })).valid
  }

  /** What a person may do after the password, and after the second factor. */
  const second: Record<string, Action> = {
    '/code/send': async (session) => {
      if (session.person.phone !== undefined) await sendCode(session, session.person.phone)
      return secondPage(session.person.phone !== undefined, 'A code is on its way.')
    },
    '/code': async (session, form, answer) => {
      const { person } = session
      if (!(await isRight(session, form.get('code') ?? '')))
        return secondPage(person.phone !== undefined, 'That code is not right.')
      session.in = true
      if (form.has('remember')) {
        const { token } = await factors.create({ identity: person.email, type: 'device' })
        answer.appendHeader('set-cookie', `device=${token}; HttpOnly; SameSite=Strict; Max-Age=2592000`)
      }
      return account(session)
    },
  }
  const inside: Record<string, Action> = {
    '/authenticator': async (session) => {
      const { email } = session.person
      const { id, qr, secret = '' } = await factors.create({ identity: email, type: 'totp', account: email })
      session.factor = id
      return provePage('/authenticator/verify', `Scan this with your app, or type ${secret}`, qr)
    },
    '/authenticator/verify': async (session, form) => {
      const { valid } = await factors(session.factor ?? '').verify({ code: form.get('code') ?? '' })
      return account(session, valid ? 'The authenticator is set up.' : 'That code is not right: set it up anew.')
    },
    '/phone': async (session, form) => {
      session.phone = form.get('phone') ?? ''
      await sendCode(session, session.phone)
      return provePage('/phone/verify', `A code is on its way to ${session.phone}.`)
    },
    '/phone/verify': async (session, form) => {
      const { valid } = await verifications(session.verification ?? '').check({ code: form.get('code') ?? '' })
      if (!valid) return provePage('/phone/verify', 'That code is not right.')
      session.person.phone = session.phone
      return account(session, 'The phone is set up.')
    },
    '/backup': async ({ person }) =>
      codesPage((await factors.create({ identity: person.email, type: 'backup-codes' })).codes ?? []),
  }

  async function signIn(form: URLSearchParams, device: string | undefined, answer: ServerResponse): Promise<string> {
    const person = known.get(form.get('email') ?? '') ?? stranger
    // A stranger costs as much work as somebody we know, so that time does not tell who is known.
    if (!timingSafeEqual(hash(form.get('password') ?? '', person.salt), person.password) || person === stranger)
      return loginPage('E-mail or password is not right.')
    const session: Session = { person, in: false }
    const id = randomBytes(16).toString('base64url')
    sessions.set(id, session)
    answer.appendHeader('set-cookie', `session=${id}; HttpOnly; SameSite=Strict`)
    const protects = person.phone !== undefined || (await verified(person)).some((one) => one.type === 'totp')
    const remembered = device !== undefined && (await factors.check({ identity: person.email, code: device })).valid
    session.in = !protects || remembered
    return session.in ? account(session) : secondPage(person.phone !== undefined)
  }

  async function respond(request: IncomingMessage, answer: ServerResponse): Promise<string> {
    const cookies = new URLSearchParams((request.headers.cookie ?? '').replaceAll('; ', '&'))
    const session = sessions.get(cookies.get('session') ?? '')
    const { method, url: path = '' } = request
    if (method !== 'POST') return session?.in ? account(session) : loginPage()
    if (!(Number(request.headers['content-length']) < 10_000)) return loginPage()
    const form = new URLSearchParams(await new Response(request as unknown as ReadableStream).text())
    if (path === '/login') return signIn(form, cookies.get('device') ?? undefined, answer)
    const action = session && (session.in ? inside[path] : second[path])
    return action ? action(session, form, answer) : loginPage()
  }

  return createServer(async (request, answer) => {
    const page = await respond(request, answer).catch((error: unknown) => {
      // What Trunkline refuses (too many codes, a number that is none) it says in words that a person may read.
      if (error instanceof RestException) return loginPage(error.message)
      console.error(error)
      return loginPage('Something went wrong. Try again.')
    })
    answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(page)
  })
}

if (import.meta.main) {
  const { TRUNKLINE_URL: url = 'http://127.0.0.1:4000', ACCOUNT_SID = '', AUTH_TOKEN = '', PORT = '4100' } = process.env
  const people = [{ email: 'ann@example.org', password: 'open sesame' }]
  const app = createLogin({ url, accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, people })
  app.listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}: ann@example.org, open sesame`))
}
