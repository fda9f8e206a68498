import { randomBytes, randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Accounts } from '@trunkline/accounts'
import type { Database, Sealer } from '@trunkline/postgres'
import { type IdGenerator, ProblemError } from '@trunkline/wire'
import { claimDemo, type DemoRow, keepDemo, readDemoRow } from '../store/demo-store.ts'
import type { Demo } from './demo-file.ts'

/** What making and reading the demo client takes. */
export interface DemoOptions {
  readonly db: Pick<Database, 'query'>
  readonly accounts: Accounts
  readonly sealer: Sealer
  readonly ids: IdGenerator
  readonly now: () => number
}

/** What is kept of the demo client. Its secrets are where all clients' secrets are, so that a rotated token is told right. */
interface DemoRecord {
  readonly accountSid: string
  readonly keySid: string
  readonly applicationSid: string
  readonly verifyServiceSid: string
  readonly phoneNumbers: Demo['phoneNumbers']
  readonly sip: { readonly domain: string; readonly username: string; readonly password: string }
}

/** The part of `demo.json` that does not depend on the process that writes it. */
export type DemoCredentials = Omit<Demo, 'adminToken' | 'url' | 'sip'> & { readonly sip: DemoRecord['sip'] }

const sealContext = 'server_demo'
/** After this long, whoever began to make the demo client has died. Milliseconds. */
const stale = 30_000

/**
 * The demo client: made at the first start on an empty store, read at every later one. Several processes may start at once; one makes
 * it and the others wait. Undefined where the store had clients before there was a demo client.
 */
export async function demoClient(options: DemoOptions): Promise<DemoCredentials | undefined> {
  const { db, accounts, now } = options
  for (;;) {
    const [row] = (await db.query<DemoRow>(readDemoRow)).rows
    if (row?.sealed) return credentialsOf(options, row.sealed)
    if (row === undefined && !(await isEmpty(accounts))) return undefined
    const at = now()
    const { rowCount } = await db.query(claimDemo(new Date(at), new Date(at - stale)))
    if (rowCount === 1) await db.query(keepDemo(options.sealer.seal(JSON.stringify(await make(options)), sealContext)))
    else await sleep(200)
  }
}

const isEmpty = async (accounts: Accounts) => (await accounts.clients.list({ limit: 1 })).clients.length === 0

async function make({ accounts, ids }: DemoOptions): Promise<DemoRecord> {
  const { client } = await accounts.clients.create({ name: 'Demo' })
  const key = await accounts.keys.create(client.id, { name: 'Demo' })
  const application = await accounts.applications.create(client.id, { friendlyName: 'Demo' })
  const phoneNumbers = [await holdNumber(accounts, client.id, 'alice'), await holdNumber(accounts, client.id, 'bob')]
  return {
    accountSid: client.sid,
    keySid: key.sid,
    applicationSid: application.sid,
    // Reserved: the verification service and the phone come in a later version, and programs may keep these from now on.
    verifyServiceSid: ids.sid('VA'),
    phoneNumbers,
    sip: { domain: 'trunkline.localhost', username: 'demo', password: randomBytes(18).toString('base64url') },
  }
}

/** Area codes of whole cities; 555-0100 to 555-0199 in each are kept for fiction (NANPA) and ring nobody. */
const areaCodes = ['212', '312', '415', '503', '617', '702', '808', '907'] as const

async function holdNumber(accounts: Accounts, clientId: string, identity: string) {
  for (;;) {
    const area = areaCodes[randomInt(areaCodes.length)]
    const phoneNumber = `+1${area}55501${String(randomInt(100)).padStart(2, '0')}`
    try {
      if ((await accounts.numbers.find(phoneNumber)) !== null) continue
      await accounts.numbers.put(clientId, phoneNumber, { identity })
      return { phoneNumber, identity }
    } catch (error) {
      if (!(error instanceof ProblemError && error.code === 'number-taken')) throw error
    }
  }
}

async function credentialsOf({ accounts, sealer, db }: DemoOptions, sealed: string): Promise<DemoCredentials> {
  const record = JSON.parse(sealer.open(sealed, sealContext)) as DemoRecord
  const apiKey = await keyOf(accounts, record)
  if (apiKey.sid !== record.keySid) {
    await db.query(keepDemo(sealer.seal(JSON.stringify({ ...record, keySid: apiKey.sid }), sealContext)))
  }
  const [first] = record.phoneNumbers
  return {
    accountSid: record.accountSid,
    authToken: await accounts.clients.authToken(record.accountSid),
    apiKey,
    phoneNumber: first?.phoneNumber ?? '',
    identity: first?.identity ?? '',
    phoneNumbers: record.phoneNumbers,
    applicationSid: record.applicationSid,
    verifyServiceSid: record.verifyServiceSid,
    sip: record.sip,
  }
}

/** The key's secret; a new key where the old one was revoked. */
async function keyOf({ keys }: Accounts, { keySid, accountSid }: DemoRecord): Promise<Demo['apiKey']> {
  try {
    return { sid: keySid, secret: (await keys.secretOf(keySid)).secret }
  } catch (error) {
    if (!(error instanceof ProblemError && error.code === 'not-found')) throw error
    const { sid, secret } = await keys.create(accountSid, { name: 'Demo' })
    return { sid, secret }
  }
}
