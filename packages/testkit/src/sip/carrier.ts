import type { Closer } from '../after-hooks.ts'
import { type Baresip, startBaresip } from './baresip.ts'
import { type Kamailio, type KamailioOptions, startKamailio } from './kamailio.ts'

/** What a carrier is told. */
export interface CarrierOptions extends Pick<KamailioOptions, 'recordRoute' | 'challenges'> {
  /** E.164: rings the carrier's phone. */
  readonly number: string
  /** `host:port` of Trunkline's SIP: gets the calls to all other numbers. */
  readonly gateway?: string
  /** E.164: rings Trunkline where it has registered at the carrier. */
  readonly registeredNumber?: string
  /** What the phone says. */
  readonly says?: Int16Array
  /** Whether the phone answers by itself. */
  readonly answers?: boolean
}

/** A carrier with one subscriber. */
export interface Carrier {
  readonly kamailio: Kamailio
  /** The subscriber's phone, registered. */
  readonly phone: Baresip
  readonly number: string
  /** The trunk as Trunkline's configuration has it (`type: sip`). */
  readonly trunk: {
    readonly uri: string
    readonly username: string
    readonly password: string
    /** `host:port` that its calls come from. */
    readonly addresses: readonly string[]
  }
}

const subscriber = { name: 'subscriber', password: 'secret-of-the-subscriber' } as const
const customer = { name: 'trunkline', password: 'secret-of-trunkline' } as const

/** Starts kamailio as a carrier, and a baresip that is registered there. */
export async function startCarrier(t: Closer, options: CarrierOptions): Promise<Carrier> {
  const { number, gateway, says, answers = true, recordRoute, challenges, registeredNumber } = options
  const kamailio = await startKamailio(t, {
    users: { [subscriber.name]: subscriber.password, [customer.name]: customer.password },
    numbers: {
      [number]: subscriber.name,
      ...(registeredNumber === undefined ? {} : { [registeredNumber]: customer.name }),
    },
    ...(gateway === undefined ? {} : { gateway }),
    ...(recordRoute === undefined ? {} : { recordRoute }),
    ...(challenges === undefined ? {} : { challenges }),
  })
  const phone = await startBaresip(t, {
    ...{ server: kamailio.address, username: subscriber.name, password: subscriber.password, answers },
    ...(says === undefined ? {} : { says }),
  })
  await phone.registered()
  const { address } = kamailio
  const trunk = { uri: `sip:${address}`, username: customer.name, password: customer.password, addresses: [address] }
  return { kamailio, phone, number, trunk }
}
