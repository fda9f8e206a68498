import type { ProgressCallback } from '@trunkline/voice'
import type { TwilioParams } from '../http/twilio-params.ts'
import { readPlace } from './read-place.ts'

type ProgressEvent = ProgressCallback['events'][number]

const progressEvents: readonly ProgressEvent[] = ['initiated', 'ringing', 'answered', 'completed']

/**
 * Where a call's progress is told: StatusCallback, StatusCallbackMethod and StatusCallbackEvent, which is repeated for several events. One that does
 * not exist, or several in one, make the call and no callbacks, as at Twilio (https://www.twilio.com/docs/api/errors/21626).
 * @throws TwilioError 21609, 21209
 */
export function readProgressCallback(params: TwilioParams, warnings: number[]): ProgressCallback | undefined {
  const place = readPlace(params, 'StatusCallback', 'StatusCallbackMethod', 21609)
  const words = params.texts('StatusCallbackEvent').filter((word) => word !== '')
  if (place === undefined) return undefined
  if (words.length === 0) return { ...place, events: ['completed'] }
  const events = progressEvents.filter((event) => words.includes(event))
  if (words.every((word) => events.includes(word as ProgressEvent))) return { ...place, events }
  warnings.push(21626)
  return undefined
}

/** The same in a change of a call, where the events stay as they were asked for. */
export function changedCallback(params: TwilioParams, before: ProgressCallback | null): ProgressCallback | undefined {
  const place = readPlace(params, 'StatusCallback', 'StatusCallbackMethod', 21609)
  return place && { ...place, events: before?.events ?? ['completed'] }
}
