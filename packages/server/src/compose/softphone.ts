import type { Accounts } from '@trunkline/accounts'
import { isLoopbackAddress, type MountedApp } from '@trunkline/api'
import {
  type Credentials,
  createDirectory,
  createPageFiles,
  createSoftphoneServer,
  type Directory,
  readInternational,
} from '@trunkline/softphone'
import { ProblemError } from '@trunkline/wire'
import type { Config } from '../config.ts'
import type { DemoCredentials } from '../demo/demo-client.ts'

const path = '/softphone'
const incoming = `${path}/voice/incoming`
const outgoing = `${path}/voice/outgoing`
/** Numbers that the page offers, and that a number in its national form is compared with. */
const mostNumbers = 50

type Holder = Pick<Accounts, 'numbers' | 'clients' | 'applications' | 'keys'>

const isNotFound = (error: unknown): boolean => error instanceof ProblemError && error.code === 'not-found'

async function ringable({ numbers }: Holder, { accountSid }: DemoCredentials): Promise<Record<string, string>> {
  const page = await numbers.list(accountSid, { limit: mostNumbers })
  return Object.fromEntries(
    page.numbers.flatMap(({ phoneNumber, identity }) => (identity === null ? [] : [[phoneNumber, identity]])),
  )
}

/** The demo client's numbers, as the accounts have them. */
function directoryOf(accounts: Holder, demo: DemoCredentials): Directory {
  return {
    async find(written) {
      const phoneNumber = readInternational(written)
      if (phoneNumber === undefined) return createDirectory(await ringable(accounts, demo)).find(written)
      const number = await unlessGone(accounts.numbers.get(demo.accountSid, phoneNumber))
      return number?.identity ? { phoneNumber, identity: number.identity } : undefined
    },
  }
}

async function credentialsOf({ clients, keys }: Holder, demo: DemoCredentials): Promise<Credentials> {
  const { accountSid, applicationSid, apiKey } = demo
  const { secret } = await keys.secretOf(apiKey.sid)
  return {
    accountSid,
    applicationSid,
    apiKey: { sid: apiKey.sid, secret },
    authToken: await clients.authToken(accountSid),
  }
}

const isLoopbackName = (name: string): boolean => name === 'localhost' || isLoopbackAddress(name)

/**
 * Whether the browser phone is at `/softphone`: only where the server listens on loopback, and is not published elsewhere. Whoever gets the page can call under
 * the demo client's numbers without logging in.
 */
export function servesSoftphone({ settings: { host, publicUrl } }: Pick<Config, 'settings'>): boolean {
  return isLoopbackName(host) && (publicUrl === undefined || isLoopbackName(new URL(publicUrl).hostname))
}

/** The browser phone, for the demo client alone. */
export function softphoneOf(
  config: Config,
  accounts: Holder,
  demo: DemoCredentials | undefined,
): readonly MountedApp[] {
  return demo !== undefined && servesSoftphone(config) ? [mount(accounts, demo)] : []
}

function mount(accounts: Holder, demo: DemoCredentials): MountedApp {
  const config = async () => {
    const phones = Object.entries(await ringable(accounts, demo)).map(([phoneNumber, name]) => ({ phoneNumber, name }))
    return { apiUrl: './', signalling: 'self', quality: true, phones }
  }
  const fetch = createSoftphoneServer({
    credentials: () => credentialsOf(accounts, demo),
    directory: directoryOf(accounts, demo),
    basePath: path,
    page: createPageFiles({ config, basePath: path }),
  })
  return { path, name: 'Browser phone', about: 'a telephone in this page, two tabs can call each other', fetch }
}

/** Whether an URL is empty or was set by us at an earlier start, maybe on another port. What the user has set stays. */
function isOurs(url: string | null, way: string): boolean {
  if (url === null) return true
  const { pathname, hostname } = new URL(url)
  return pathname === way && isLoopbackName(hostname)
}

/**
 * Sends calls of the demo client's numbers, and of its pages, to the browser phone's API server, wherever nobody has said anything else.
 * @param url ours; undefined where there is no browser phone here, so that what an earlier start has set is taken back
 */
export async function pointAtSoftphone(
  accounts: Holder,
  demo: DemoCredentials,
  url: string | undefined,
): Promise<void> {
  const { numbers, applications } = accounts
  const target = (way: string): string | null => (url === undefined ? null : `${url}${way}`)
  for (const { phoneNumber } of demo.phoneNumbers) {
    const number = await unlessGone(numbers.get(demo.accountSid, phoneNumber))
    const voiceUrl = target(incoming)
    if (!number || number.voiceApplicationSid !== null || !isOurs(number.voiceUrl, incoming)) continue
    if (number.voiceUrl !== voiceUrl) await numbers.update(demo.accountSid, phoneNumber, { voiceUrl })
  }
  const application = await unlessGone(applications.get(demo.accountSid, demo.applicationSid))
  const voiceUrl = target(outgoing)
  if (!application || application.voiceUrl === voiceUrl || !isOurs(application.voiceUrl, outgoing)) return
  await applications.update(demo.accountSid, application.sid, { voiceUrl })
}

/** What is asked for, unless the user has given it up. */
async function unlessGone<Thing>(asked: Promise<Thing>): Promise<Thing | undefined> {
  try {
    return await asked
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}
