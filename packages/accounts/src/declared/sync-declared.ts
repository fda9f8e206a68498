import type { Queryable } from '@trunkline/postgres'
import { isSid, ProblemError, uuidFromSid } from '@trunkline/wire'
import type { Changes } from '../change/changes.ts'
import { type Client, type ClientRow, clientOf } from '../client/client.ts'
import { checkName } from '../client/clients.ts'
import { activeStatus, disabledByOperator } from '../client/status.ts'
import { sameSecret, tokenContext } from '../credentials/secrets.ts'
import { broughtNumber, checkIdentity, checkNumber, type NumberInput } from '../number/number-view.ts'
import { checkApplications } from '../number/numbers.ts'
import type { Clock, Ids, SecretSealer } from '../ports.ts'
import { mergeSettings } from '../settings/check-settings.ts'
import { numberSettings, type StoredSettings } from '../settings/setting-table.ts'
import {
  insertClient,
  listDeclared,
  lockClient,
  lockDeclaring,
  renameClient,
  replaceToken,
  setDeclared,
  setStatus,
} from '../store/client-store.ts'
import { deleteUndeclared, listDeclaredNumbers, type NumberRow, putNumber } from '../store/number-store.ts'

/** A client of the configuration file. */
export interface DeclaredClient {
  readonly accountSid: string
  readonly name?: string
  readonly authToken: string
  readonly numbers?: readonly (NumberInput & { readonly phoneNumber: string })[]
}

/** Of what the synchronisation is made. */
export interface SyncOptions {
  readonly clock: Clock
  readonly ids: Ids
  readonly sealer: SecretSealer
  readonly changes: Changes
}

const removedReason = 'no longer declared in the configuration file'

/**
 * Makes the store say what the configuration file says of its clients. Those that the file names are made or brought up to date, are enabled,
 * and can't be changed through the API. A client that the file named once and names no more is disabled and keeps all that it has; the API may change it
 * then. Written is only what differs, so that a restart with the same file changes nothing. Several processes take turns.
 * @returns the clients that changed
 * @throws ProblemError `number-taken`, `number-invalid`, `validation-failed`; then nothing was changed
 */
export async function syncDeclared(
  options: SyncOptions,
  declared: readonly DeclaredClient[],
): Promise<readonly Client[]> {
  checkUnique(declared)
  const { clients } = await options.changes.run(async (tx) => {
    await tx.query(lockDeclaring)
    const changed: string[] = []
    const named = new Set(declared.map(({ accountSid }) => uuidFromSid(accountSid)))
    for (const row of (await tx.query<ClientRow>(listDeclared)).rows) {
      if (!named.has(row.id)) changed.push(await release(options, tx, row))
    }
    for (const client of declared) {
      const id = uuidFromSid(client.accountSid)
      // Numbers come last, and not with `||`, which would leave them out when the client itself had changed.
      const own = await syncClient(options, tx, id, client)
      const numbers = await syncNumbers(options, tx, id, client)
      if (own || numbers) changed.push(id)
    }
    return { ids: changed, result: undefined }
  })
  return clients
}

function checkUnique(declared: readonly DeclaredClient[]): void {
  const seen = new Set<string>()
  const errors = declared.flatMap(({ accountSid }, index) => {
    const fault = !isSid(accountSid, 'AC') || seen.has(accountSid)
    seen.add(accountSid)
    const detail = 'AC and 32 hex digits, each client once'
    return fault ? [{ pointer: `/clients/${index}/accountSid`, detail }] : []
  })
  if (errors.length > 0) throw new ProblemError('validation-failed', undefined, { errors })
}

async function release({ changes, clock }: SyncOptions, tx: Queryable, row: ClientRow): Promise<string> {
  await tx.query(setDeclared(row.id, false))
  if (row.status === 'active') {
    const at = new Date(clock.now())
    const next = { ...row, ...disabledByOperator(row, at, removedReason) }
    await tx.query(setStatus(next, at))
    await changes.turned(tx, clientOf(next))
  }
  return row.id
}

/** Gives whether something changed. */
async function syncClient(options: SyncOptions, tx: Queryable, id: string, client: DeclaredClient): Promise<boolean> {
  const { sealer, clock, changes } = options
  const at = new Date(clock.now())
  const name = checkName(client.name ?? client.accountSid)
  const seal = (): string => sealer.seal(client.authToken, tokenContext(id))
  const [row] = (await tx.query<ClientRow>(lockClient(id))).rows
  if (!row) {
    await tx.query(insertClient({ id, name, parentId: null, declared: true, token: seal(), at }))
    return true
  }
  const newToken = !sameSecret(client.authToken, sealer.open(row.token, tokenContext(id)))
  if (newToken) await tx.query(replaceToken(id, seal(), at))
  if (row.name !== name) await tx.query(renameClient(id, name, at))
  if (!row.declared) await tx.query(setDeclared(id, true))
  if (row.status === 'disabled') {
    await tx.query(setStatus({ id, ...activeStatus }, at))
    await changes.turned(tx, clientOf({ ...row, ...activeStatus }))
  }
  return newToken || row.name !== name || !row.declared || row.status === 'disabled'
}

/** Gives whether something changed. */
async function syncNumbers(options: SyncOptions, tx: Queryable, id: string, client: DeclaredClient): Promise<boolean> {
  const wanted = (client.numbers ?? []).map(({ phoneNumber, identity, ...given }) => ({
    number: checkNumber(phoneNumber),
    identity: identity === undefined || identity === null ? null : checkIdentity(identity),
    settings: mergeSettings(numberSettings, {}, given),
  }))
  const before = new Map((await tx.query<NumberRow>(listDeclaredNumbers(id))).rows.map((row) => [row.number, row]))
  const gone = await tx.query<Pick<NumberRow, 'id' | 'number'>>(
    deleteUndeclared(
      id,
      wanted.map(({ number }) => number),
    ),
  )
  for (const { id: left, number } of gone.rows) await options.changes.left(tx, { id: left, number, clientId: id })
  let changed = gone.rows.length > 0
  for (const each of wanted) {
    const known = before.get(each.number)
    if (known && known.identity === each.identity && sameSettings(known.settings, each.settings)) continue
    await checkApplications(tx, id, each.settings)
    const content = {
      ...each,
      ...broughtNumber(each.number),
      id: options.ids.uuid(),
      clientId: id,
      declared: true,
      at: new Date(options.clock.now()),
    }
    const { rowCount } = await tx.query(putNumber(content))
    if (rowCount === 0)
      throw new ProblemError('number-taken', `${each.number} of ${client.accountSid} is another client's`)
    changed = true
  }
  return changed
}

function sameSettings(a: StoredSettings, b: StoredSettings): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}
