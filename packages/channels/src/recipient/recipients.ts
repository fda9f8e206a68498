import { appendEvents } from '@trunkline/events'
import type { Database } from '@trunkline/postgres'
import { type IdGenerator, isSid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import type { GoneAddress } from '../gateways/push/addresses.ts'
import type { Clock, Log, PushAddress } from '../ports.ts'
import {
  countDevices,
  deleteDevice,
  deleteGoneDevice,
  deleteRecipient,
  ensureRecipient,
  listRecipients,
  readRecipients,
  upsertDevice,
  upsertRecipient,
} from '../store/recipient-store.ts'
import { checkRecipientId, deviceKey, keyOfGone, normalProfile, type Profile, type ProfileInput } from './profile.ts'

/** What {@link createRecipients} needs. */
export interface RecipientsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: IdGenerator
  readonly log: Log
  /** Tells the relay that events were written. */
  readonly onEvents: () => void
}

/** The most devices of one person: a message goes to each. */
export const mostDevices = 20

/** People as a client knows them, so that a message names a person and not an address. */
export interface Recipients {
  /** @throws ProblemError `not-found` */
  get(clientId: string, id: string): Promise<Profile>
  list(
    clientId: string,
    page: { readonly after?: string; readonly limit?: number },
  ): Promise<{
    readonly recipients: readonly Profile[]
    readonly next: string | null
  }>
  /** Writes what is said of a person; devices stay. @throws ProblemError `number-invalid`, `email-invalid`, `zone-unknown`, `validation-failed` */
  put(clientId: string, id: string, input: ProfileInput): Promise<Profile>
  /** Deletes a person and their devices. What was sent to them stays until its time is up. @throws ProblemError `not-found` */
  remove(clientId: string, id: string): Promise<void>
  /**
   * Registers a push address with a person, who need not be known before. Registering it again says that it is there; another's becomes this person's.
   * @throws ProblemError `validation-failed`
   */
  addDevice(
    clientId: string,
    id: string,
    address: PushAddress,
  ): Promise<{ readonly profile: Profile; readonly deviceId: string; readonly added: boolean }>
  /** @throws ProblemError `not-found` */
  removeDevice(clientId: string, id: string, deviceSid: string): Promise<void>
  /** Takes away a push address that its provider says is gone; one that was registered since stays. */
  gone(address: GoneAddress): Promise<void>
}

/** SID of a device. */
export const deviceSid = (id: string): string => sidFromUuid('DV', id)

/** Makes the store of people. */
export function createRecipients(options: RecipientsOptions): Recipients {
  return new RecipientDesk(options)
}

class RecipientDesk implements Recipients {
  readonly #options: RecipientsOptions

  constructor(options: RecipientsOptions) {
    this.#options = options
  }

  async get(clientId: string, id: string): Promise<Profile> {
    const [found] = await readRecipients(this.#options.db, [{ clientId, id }])
    if (found === undefined) throw new ProblemError('not-found', 'there is no such recipient')
    return found.profile
  }

  async list(clientId: string, { after, limit = 50 }: { readonly after?: string; readonly limit?: number }) {
    const found = await listRecipients(this.#options.db, { clientId, after, limit: limit + 1 })
    const recipients = found.slice(0, limit)
    return { recipients, next: found.length > limit ? (recipients.at(-1)?.id ?? null) : null }
  }

  async put(clientId: string, id: string, input: ProfileInput): Promise<Profile> {
    const key = { clientId, id: checkRecipientId(id) }
    await upsertRecipient(this.#options.db, key, normalProfile(input), this.#now())
    return this.get(clientId, id)
  }

  async remove(clientId: string, id: string): Promise<void> {
    if (await deleteRecipient(this.#options.db, { clientId, id })) return
    throw new ProblemError('not-found', 'there is no such recipient')
  }

  async addDevice(clientId: string, id: string, address: PushAddress) {
    const { db, ids } = this.#options
    const who = { clientId, id: checkRecipientId(id) }
    const device = { id: ids.uuid(), key: deviceKey(address), address }
    const now = this.#now()
    const { id: deviceId, added } = await db.transaction(async (tx) => {
      await ensureRecipient(tx, who, now)
      const made = await upsertDevice(tx, who, device, now)
      if ((await countDevices(tx, who)) > mostDevices) throw tooMany()
      return made
    })
    return { profile: await this.get(clientId, id), deviceId: deviceSid(deviceId), added }
  }

  async removeDevice(clientId: string, id: string, sid: string): Promise<void> {
    const known = isSid(sid, 'DV') && (await deleteDevice(this.#options.db, { clientId, id }, uuidFromSid(sid)))
    if (!known) throw new ProblemError('not-found', 'the recipient has no such device')
  }

  async gone({ clientId: sid, address, since, gateway }: GoneAddress): Promise<void> {
    const { db, log, ids, onEvents } = this.#options
    const key = keyOfGone(address)
    if (key === undefined || !isSid(sid, 'AC')) return
    const clientId = uuidFromSid(sid)
    const recipient = await db.transaction(async (tx) => {
      const whose = await deleteGoneDevice(tx, { clientId, type: address.type, key, since: new Date(since) })
      if (whose === undefined) return undefined
      const data = { clientId: sid, recipient: whose, type: address.type, gateway }
      const timestamp = this.#now().toISOString()
      await tx.query(appendEvents([{ id: ids.uuid(), clientId, type: 'device.removed', timestamp, data }]))
      return whose
    })
    if (recipient !== undefined) onEvents()
    // One that was never registered is the client's own to forget: it learns of it from the delivery's error code.
    else
      log.info(
        { gateway, clientId: sid, type: address.type },
        'a push address is gone that no recipient has, or was registered since',
      )
  }

  #now(): Date {
    return new Date(this.#options.clock.now())
  }
}

function tooMany(): ProblemError {
  const detail = `a recipient has ${mostDevices} devices at the most; delete one first`
  return new ProblemError('validation-failed', detail, { errors: [{ pointer: '', detail }] })
}
