import { ProblemError, type ProblemFault } from '@trunkline/wire'
import { longestCode, shortestCode } from '../code/code.ts'
import type { ServiceSettings } from '../service/settings.ts'
import type { StartInput } from './starter.ts'

const shapes: Readonly<Record<string, readonly [RegExp, string]>> = {
  domain: [/^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'a host name without scheme and port'],
  appHash: [/^[A-Za-z0-9+/]{11}$/, 'the 11 letters of an Android app'],
  identity: [/^[^\p{Cc}]{1,64}$/u, '1 to 64 characters'],
  clientIp: [/^[0-9A-Fa-f.:]{2,45}$/, 'an IP address'],
  site: [/^[^\p{Cc}]{1,64}$/u, '1 to 64 characters'],
}

/** @throws ProblemError `validation-failed` with a pointer to each field that is wrong */
export function checkStart(input: StartInput, settings: ServiceSettings): void {
  const errors: ProblemFault[] = []
  const fault = (pointer: string, detail: string): void => void errors.push({ pointer, detail })
  const { codeLength, expiresIn, code, template } = input
  if (codeLength !== undefined && !within(codeLength, shortestCode, longestCode)) {
    fault('/codeLength', `an integer from ${shortestCode} to ${longestCode}`)
  }
  if (expiresIn !== undefined && !within(expiresIn, 30, 86_400))
    fault('/expiresIn', 'an integer from 30 to 86400 (seconds)')
  if (code !== undefined && !settings.customCode) fault('/code', 'the service takes no codes of your own')
  if (template !== undefined && (template.length > 1_000 || !template.includes('{code}'))) {
    fault('/template', 'at most 1,000 characters, with {code} in them')
  }
  for (const [field, [shape, detail]] of Object.entries(shapes)) {
    const value = input[field as keyof StartInput]
    if (value !== undefined && !(typeof value === 'string' && shape.test(value))) fault(`/${field}`, detail)
  }
  if (input.channel === 'push' && (input.push ?? []).length === 0) fault('/push', 'the push addresses')
  const { fallback } = input
  if (fallback?.afterSeconds !== undefined && !within(fallback.afterSeconds, 1, 3_600)) {
    fault('/fallback/afterSeconds', 'an integer from 1 to 3600')
  }
  if (
    fallback !== undefined &&
    !(['sms', 'call', 'whatsapp'].includes(input.channel) && ['sms', 'call', 'whatsapp'].includes(fallback.channel))
  ) {
    fault('/fallback/channel', 'another channel to the same number')
  }
  if (errors.length > 0) throw new ProblemError('validation-failed', undefined, { errors })
}

const within = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && value >= min && value <= max
