import type { Database } from '@trunkline/postgres'
import { createIdGenerator, parseAddress, sidFromUuid } from '@trunkline/wire'
import type { AccountsPort, Clock } from '../../ports.ts'
import * as store from '../../store/messaging-service-store.ts'
import { chooseSender } from './choose-sender.ts'
import { type MessagingService, type ServiceSettings, serviceOf } from './service-settings.ts'

/** Services of one account at most (https://www.twilio.com/docs/api/errors/21102). */
export const mostServices = 1000
/** Senders of one service at most. */
export const mostSenders = 400

/** Of what messaging services are made. */
export interface MessagingServiceParts {
  readonly db: Pick<Database, 'query'>
  readonly clock: Clock
  readonly accounts: Pick<AccountsPort, 'numbers'>
}

/** Which part of a list. */
export type ListPart = store.KeysetPart

/** What putting a sender into a service came to. */
export type SenderAdded = { readonly sender: store.SenderRow } | { readonly refused: 'there' | 'elsewhere' | 'full' }

/** Messaging services: a name for senders and for what is done with messages that go out or come in by them. */
export interface MessagingServices {
  create(clientId: string, settings: Partial<ServiceSettings>): Promise<MessagingService | undefined>
  get(clientId: string, id: string): Promise<MessagingService | undefined>
  change(clientId: string, id: string, settings: Partial<ServiceSettings>): Promise<MessagingService | undefined>
  remove(clientId: string, id: string): Promise<boolean>
  list(clientId: string, part: ListPart): Promise<readonly MessagingService[]>
  addNumber(
    service: MessagingService,
    number: { readonly id: string; readonly phoneNumber: string },
  ): Promise<SenderAdded>
  addName(service: MessagingService, name: string): Promise<SenderAdded>
  senders(serviceId: string, kind: store.SenderKind, part: ListPart): Promise<readonly store.SenderRow[]>
  sender(serviceId: string, kind: store.SenderKind, id: string): Promise<store.SenderRow | undefined>
  removeSender(serviceId: string, kind: store.SenderKind, id: string): Promise<boolean>
  /** The service that one of a client's numbers is in. */
  ofNumber(clientId: string, number: string): Promise<MessagingService | undefined>
  /** The sender for a message: `none` where the service has no senders, `unfit` where none may send there. */
  choose(service: MessagingService, recipient: string): Promise<{ readonly from: string } | 'none' | 'unfit'>
}

/** `MG…` of a service. */
export const serviceSid = ({ id }: Pick<MessagingService, 'id'>): string => sidFromUuid('MG', id)

/** Makes the operations on messaging services. */
export function createMessagingServices(parts: MessagingServiceParts): MessagingServices {
  return new Services(parts)
}

class Services implements MessagingServices {
  readonly #parts: MessagingServiceParts
  readonly #ids: ReturnType<typeof createIdGenerator>

  constructor(parts: MessagingServiceParts) {
    this.#parts = parts
    this.#ids = createIdGenerator({ now: () => parts.clock.now() })
  }

  async create(clientId: string, settings: Partial<ServiceSettings>): Promise<MessagingService | undefined> {
    const { db } = this.#parts
    const [{ count }] = (await db.query<{ count: number }>(store.countServices(clientId))).rows as [{ count: number }]
    if (count >= mostServices) return undefined
    return this.#one(store.insertService(this.#ids.uuid(), clientId, settings, this.#now()))
  }

  get(clientId: string, id: string): Promise<MessagingService | undefined> {
    return this.#one(store.getService(clientId, id))
  }

  change(clientId: string, id: string, settings: Partial<ServiceSettings>): Promise<MessagingService | undefined> {
    return this.#one(store.changeService(clientId, id, settings, this.#now()))
  }

  async remove(clientId: string, id: string): Promise<boolean> {
    return (await this.#parts.db.query(store.deleteService(clientId, id))).rowCount === 1
  }

  async list(clientId: string, part: ListPart): Promise<readonly MessagingService[]> {
    return (await this.#parts.db.query<store.ServiceRow>(store.listServices(clientId, part))).rows.map(serviceOf)
  }

  async addNumber(
    service: MessagingService,
    { id, phoneNumber }: { readonly id: string; readonly phoneNumber: string },
  ): Promise<SenderAdded> {
    const added = await this.#add(service, { kind: 'phone-number', id, sender: phoneNumber })
    if (!('refused' in added) || added.refused !== 'there') return added
    const other = await this.ofNumber(service.clientId, phoneNumber)
    return { refused: other === undefined || other.id === service.id ? 'there' : 'elsewhere' }
  }

  addName(service: MessagingService, sender: string): Promise<SenderAdded> {
    return this.#add(service, { kind: 'alpha-sender', id: this.#ids.uuid(), sender })
  }

  async senders(serviceId: string, kind: store.SenderKind, part: ListPart): Promise<readonly store.SenderRow[]> {
    return (await this.#parts.db.query<store.SenderRow>(store.listSenders(serviceId, kind, part))).rows
  }

  async sender(serviceId: string, kind: store.SenderKind, id: string): Promise<store.SenderRow | undefined> {
    return (await this.#parts.db.query<store.SenderRow>(store.getSender(serviceId, kind, id))).rows[0]
  }

  async removeSender(serviceId: string, kind: store.SenderKind, id: string): Promise<boolean> {
    return (await this.#parts.db.query(store.deleteSender(serviceId, kind, id))).rowCount === 1
  }

  ofNumber(clientId: string, number: string): Promise<MessagingService | undefined> {
    return this.#one(store.serviceOfNumber(clientId, number))
  }

  async choose(service: MessagingService, recipient: string): Promise<{ readonly from: string } | 'none' | 'unfit'> {
    const { db, clock } = this.#parts
    const pool = await this.#pool(service)
    if (pool.length === 0) return 'none'
    const number = parseAddress(recipient)?.value ?? recipient
    const sticky = service.stickySender
      ? await db.query<{ sender: string }>(store.stickySender(service.id, recipient))
      : undefined
    const known = sticky?.rows[0]?.sender
    const from = chooseSender(pool, { recipient: number, known, areaCode: service.areaCodeGeomatch })
    if (from === undefined) return 'unfit'
    if (service.stickySender && from !== known) {
      await db.query(store.rememberSender(service.id, recipient, from, new Date(clock.now())))
    }
    return { from }
  }

  /** The senders that may be used: a number may have left the account, or be one for calls. */
  async #pool({ id, clientId }: MessagingService): Promise<readonly store.SenderRow[]> {
    const { db, accounts } = this.#parts
    const { rows } = await db.query<store.SenderRow>(store.sendersOf(id))
    const holders = await Promise.all(
      rows.map(({ kind, sender }) => (kind === 'alpha-sender' ? null : accounts.numbers.holderOf(sender))),
    )
    return rows.filter(({ kind }, index) => {
      const holder = holders[index]
      return kind === 'alpha-sender' || (holder?.clientId === clientId && holder.abilities.sms)
    })
  }

  async #add(
    { id: serviceId, clientId }: MessagingService,
    row: Pick<store.SenderRow, 'kind' | 'id' | 'sender'>,
  ): Promise<SenderAdded> {
    const { db } = this.#parts
    if ((await db.query(store.sendersOf(serviceId))).rowCount >= mostSenders) return { refused: 'full' }
    const { rows } = await db.query<store.SenderRow>(store.insertSender({ ...row, serviceId, clientId }, this.#now()))
    return rows[0] === undefined ? { refused: 'there' } : { sender: rows[0] }
  }

  async #one(statement: Parameters<Database['query']>[0]): Promise<MessagingService | undefined> {
    const [row] = (await this.#parts.db.query<store.ServiceRow>(statement)).rows
    return row && serviceOf(row)
  }

  #now(): Date {
    return new Date(this.#parts.clock.now())
  }
}
