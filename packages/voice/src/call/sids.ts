import { isSid, sidFromUuid, uuidFromSid } from '@trunkline/wire'

/** `CA…` of a call's UUID. */
export const callSidOf = (id: string): string => sidFromUuid('CA', id)

/** `AC…` of a client's UUID. */
export const accountSidOf = (clientId: string): string => sidFromUuid('AC', clientId)

/** UUID of a call's SID; undefined for what is none. */
export const callIdOf = (sid: string): string | undefined => (isSid(sid, 'CA') ? uuidFromSid(sid) : undefined)
