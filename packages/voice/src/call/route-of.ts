import { VoiceError } from '../errors.ts'
import type { NewCall } from './new-call.ts'
import type { FindRoute, OutsideRoute } from './voice-ports.ts'

/**
 * The way that a call asked for takes: the route of the client, or the gateway that it names.
 * @throws VoiceError 13224 for a call that is to prove who has a number, where it would end at a built-in phone beside trunks
 */
export async function routeOf(
  route: FindRoute,
  clientId: string,
  number: string,
  { via, provesNumber }: Pick<NewCall, 'via' | 'provesNumber'>,
): Promise<OutsideRoute | undefined> {
  const way = await route(clientId, number, via)
  if (!provesNumber || way?.kind !== 'loopback' || !way.besideTrunks) return way
  throw new VoiceError(
    13224,
    `${number} can not be verified by a call: the client's calls end at built-in phones, which anybody can hold, while this server has trunks that would show the number. Let the client's calls leave by a gateway of type sip.`,
  )
}
