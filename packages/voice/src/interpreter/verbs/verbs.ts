import { dial } from './dial/dial.ts'
import { gather } from './gather.ts'
import { hangup } from './hangup.ts'
import { missing } from './missing.ts'
import { pause } from './pause.ts'
import { play } from './play.ts'
import { record } from './record.ts'
import { redirect } from './redirect.ts'
import { reject } from './reject.ts'
import { say } from './say.ts'
import { sms } from './sms.ts'
import type { Verb } from './verb.ts'

const queues = 'there are no queues of calls'
const streams = 'calls are not streamed to programs'

/** Every verb of calls, by tag. */
export const verbs: Readonly<Record<string, Verb>> = Object.freeze({
  Connect: missing('Connect', streams),
  Dial: dial,
  Echo: missing('Echo', 'nothing sends sound back'),
  Enqueue: missing('Enqueue', queues),
  Gather: gather,
  Hangup: hangup,
  Leave: missing('Leave', queues),
  Pause: pause,
  Pay: missing('Pay', 'there are no payments'),
  Play: play,
  Prompt: missing('Prompt', 'there are no payments'),
  Queue: missing('Queue', queues),
  Record: record,
  Redirect: redirect,
  Refer: missing('Refer', 'SIP parties are not referred to others'),
  Reject: reject,
  Say: say,
  Sms: sms,
  Start: missing('Start', streams),
  Stop: missing('Stop', streams),
})

/** The verb of a tag; undefined for what is none. */
export const findVerb = (tag: string): Verb | undefined => (Object.hasOwn(verbs, tag) ? verbs[tag] : undefined)
