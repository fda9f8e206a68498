import type { Accounts, PhoneNumber } from '@trunkline/accounts'
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
      try {
        const { identity } = await accounts.numbers.get(demo.accountSid, phoneNumber)
        return identity === null ? undefined : { phoneNumber, identity }
      } catch (error) {
        if (isNotFound(error)) return undefined
        throw error
      }
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

/**
 * The browser phone at `/softphone`, for the demo client alone. Only where the server listens on loopback: whoever gets the page can call under the demo client's
 * numbers without logging in.
 */
export function softphoneOf(
  { settings }: Config,
  accounts: Holder,
  demo: DemoCredentials | undefined,
): readonly MountedApp[] {
  const local = settings.host === 'localhost' || isLoopbackAddress(settings.host)
  if (demo === undefined || !local) return []
  const config = async () => {
    const phones = Object.entries(await ringable(accounts, demo)).map(([phoneNumber, name]) => ({ phoneNumber, name }))
    return { apiUrl: './', signalling: 'self', phones }
  }
  const fetch = createSoftphoneServer({
    credentials: () => credentialsOf(accounts, demo),
    directory: directoryOf(accounts, demo),
    basePath: path,
    page: createPageFiles({ config, basePath: path }),
  })
  return [{ path, fetch }]
}

/** Whether an URL is empty or was set by us at an earlier start, maybe on another port. What the user has set stays. */
function isOurs(url: string | null, way: string): boolean {
  if (url === null) return true
  const { pathname, hostname } = new URL(url)
  return pathname === way && (hostname === 'localhost' || isLoopbackAddress(hostname))
}

/** Sends calls of the demo client's numbers, and of its pages, to the browser phone's API server, wherever nobody has said anything else. */
export async function pointAtSoftphone(
  { numbers, applications }: Holder,
  demo: DemoCredentials,
  url: string,
): Promise<void> {
  for (const { phoneNumber } of demo.phoneNumbers) {
    const number = await ownNumber(numbers, demo.accountSid, phoneNumber)
    if (!number || number.voiceApplicationSid !== null || !isOurs(number.voiceUrl, incoming)) continue
    const voiceUrl = `${url}${incoming}`
    if (number.voiceUrl !== voiceUrl)
      await numbers.update(demo.accountSid, phoneNumber, { voiceUrl, voiceMethod: 'POST' })
  }
  const application = await applications.get(demo.accountSid, demo.applicationSid).catch((error: unknown) => {
    if (isNotFound(error)) return undefined
    throw error
  })
  const voiceUrl = `${url}${outgoing}`
  if (!application || application.voiceUrl === voiceUrl || !isOurs(application.voiceUrl, outgoing)) return
  await applications.update(demo.accountSid, application.sid, { voiceUrl, voiceMethod: 'POST' })
}

/** The number, unless the user has given it up. */
async function ownNumber(
  numbers: Accounts['numbers'],
  sid: string,
  phoneNumber: string,
): Promise<PhoneNumber | undefined> {
  try {
    return await numbers.get(sid, phoneNumber)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}
