import type { Queryable } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { SendRequest } from '../message/schema.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import { type AddressQuestion, findSuppressions } from '../store/suppression-store.ts'
import {
  isAbout,
  listedAddress,
  type Sending,
  type Suppression,
  suppressibleChannels,
} from '../suppression/suppression.ts'
import { normaliseRecipient } from './recipient.ts'

/** What of the store decides about requests, read before they are prepared. */
export interface Knowledge {
  suppression(clientId: string, sending: Sending): Suppression | undefined
}

/** A request as it comes in. */
export interface Incoming {
  readonly clientId: string
  readonly settings: ClientSettings
  readonly request: SendRequest
}

const nothing: Knowledge = Object.freeze({ suppression: () => undefined })

/** Reads what these requests need to know; at once where that is nothing, as it is for most. */
export function gatherKnowledge(db: Queryable, incoming: readonly Incoming[]): Knowledge | Promise<Knowledge> {
  const asked = incoming.flatMap(addressesOf)
  return asked.length === 0 ? nothing : readKnowledge(db, asked)
}

async function readKnowledge(db: Queryable, asked: readonly AddressQuestion[]): Promise<Knowledge> {
  const found = await findSuppressions(db, asked)
  if (found.length === 0) return nothing
  const byClient = Map.groupBy(found, (one) => one.clientId)
  return {
    suppression: (clientId, sending) =>
      byClient.get(clientId)?.find(({ suppression }) => isAbout(suppression, sending))?.suppression,
  }
}

function addressesOf({ clientId, settings, request }: Incoming): AddressQuestion[] {
  if (!settings.suppresses) return []
  try {
    const { phone, email } = normaliseRecipient(request.to)
    return suppressibleChannels.flatMap((channel) => {
      const address = channel === 'email' ? email : phone
      return address === undefined ? [] : [{ clientId, channel, address: listedAddress(channel, address) }]
    })
  } catch (error) {
    // What is wrong with the recipient is told when the request is prepared.
    if (error instanceof ProblemError) return []
    throw error
  }
}
