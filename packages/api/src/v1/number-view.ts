import type { PhoneNumber } from '@trunkline/accounts'
import { sidFromUuid } from '@trunkline/wire'

/** A phone number as it goes over the wire. */
export function numberView({ sid, clientId, createdAt, updatedAt, ...rest }: PhoneNumber) {
  return {
    id: sid,
    ...rest,
    clientId: sidFromUuid('AC', clientId),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}
