import type { CallbackPlace } from '@trunkline/voice'
import type { TwilioParams } from '../http/twilio-params.ts'

/** A member, where there is a value for it. */
export const given = <Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } =>
  value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value })

/** An address and the method with which it is called. @throws TwilioError */
export function readPlace(
  params: TwilioParams,
  name: string,
  methodName: string,
  code: number,
): CallbackPlace | undefined {
  const url = params.url(name, code)
  const method = params.method(methodName, 21209) ?? 'POST'
  return url === undefined ? undefined : { url, method }
}
