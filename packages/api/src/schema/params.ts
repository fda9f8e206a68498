import { channelNames } from '@trunkline/channels'
import { Type } from 'typebox'

const sid = (prefix: string) => Type.String({ pattern: `^${prefix}[0-9a-f]{32}$` })

/** Parameters of a path. What does not fit is answered with `not-found`. */
export const messageParams = Type.Object({ id: sid('NT') })
export const webhookParams = Type.Object({ id: sid('WE') })
export const clientParams = Type.Object({ clientId: sid('AC') })
export const keyParams = Type.Object({ clientId: sid('AC'), keyId: sid('SK') })
export const channelParams = Type.Object({ channel: Type.Enum([...channelNames]) })
export const numberParams = Type.Object({ number: Type.String({ minLength: 1, maxLength: 64 }) })
export const gatewayParams = Type.Object({ name: Type.String({ minLength: 1, maxLength: 64 }) })
