import { childElements, type TwimlElement, textOf } from '@trunkline/twiml'
import { ringbackTone } from '../../../audio/call-progress-tones.ts'
import { recordingWords } from '../../../call/recording-words.ts'
import type { ChildCall, ChildEnd } from '../../../call/running-call.ts'
import { VoiceError } from '../../../errors.ts'
import type { ActiveRecording } from '../../../recording/recording-desk.ts'
import type { DocumentReader } from '../../document/document-reader.ts'
import { uncertain } from '../../uncertain.ts'
import { type ElementCoverage, next, type Step, type Turn, type Verb, type VerbEnd } from '../verb.ts'
import { conferenceCoverage, readConference } from './conference-noun.ts'
import { runConference } from './dial-conference.ts'
import { beginRecording } from './dial-recording.ts'
import { type DialRules, readDialRules } from './dial-rules.ts'
import { type Party, partyCoverage, readParties } from './parties.ts'
import { ringParties } from './ring-parties.ts'
import { type Joining, talkWith } from './talk.ts'

const noReferral = 'parties that ask to be referred are refused'

/** What is done with the attributes of `<Dial>`. */
const coverage: ElementCoverage = {
  attributes: {
    action: true,
    method: true,
    timeout: true,
    timeLimit: true,
    hangupOnStar: true,
    callerId: true,
    answerOnBridge: true,
    record: true,
    recordingTrack: true,
    trim: true,
    recordingStatusCallback: true,
    recordingStatusCallbackMethod: true,
    recordingStatusCallbackEvent: true,
    ringTone: true,
    sequential: true,
    referUrl: noReferral,
    referMethod: noReferral,
    events: 'nouns have `statusCallbackEvent`',
    passports: 'there is no STIR/SHAKEN',
    recordingConfigurationId: 'there are no recording configurations',
  },
  note: 'Calls exactly as long as `timeout` says.',
}

/** Nouns that cannot be dialled; they are left out with 13215, but for a queue, which ends the call with 13750. */
const missingNouns: Readonly<Record<string, ElementCoverage>> = {
  Application: { attributes: {}, missing: 'applications are not dialled' },
  Queue: { attributes: {}, missing: 'there are no queues of calls' },
  Sim: { attributes: {}, missing: 'there are no SIM cards' },
  WhatsApp: { attributes: {}, missing: 'there are no calls by WhatsApp' },
}

/** `<Dial>`: joins the call with others (https://www.twilio.com/docs/voice/twiml/dial). */
export const dial: Verb = {
  coverage,
  nouns: { ...partyCoverage, Conference: conferenceCoverage, ...missingNouns },
  read(element, reader) {
    const rules = readDialRules(reader.attributesOf(element))
    const nouns = childElements(element)
    if (nouns.some(({ kind }) => kind === 'Queue')) return noQueues
    const conference = nouns.find(({ kind }) => kind === 'Conference')
    if (conference !== undefined) return dialConference(rules, { element, conference, reader })
    const parties = readParties(element, reader)
    if (parties.length === 0) reader.warn(13223, `<Dial> calls nobody: ${textOf(element).slice(0, 60)}`)
    return (turn) => runDial(turn, rules, parties)
  },
}

const noQueues: Step = async () => {
  throw new VoiceError(uncertain.notThere, '<Queue> is not there yet: there are no queues of calls')
}

function dialConference(
  rules: DialRules,
  parts: { readonly element: TwimlElement; readonly conference: TwimlElement; readonly reader: DocumentReader },
): Step {
  const { element, conference, reader } = parts
  if (childElements(element).length > 1) reader.warn(13000, '<Conference> cannot be dialled beside other nouns')
  const room = readConference(conference, reader)
  return async (turn) => {
    await turn.answer()
    if (turn.signal.aborted) return next
    if (room === undefined) return endOf(rules, { DialCallStatus: 'failed' })
    return endOf(rules, await runConference(turn, rules, room))
  }
}

/** How a `<Dial>` ended, as its action is told. */
interface DialEnd {
  readonly status: string
  readonly child?: ChildCall
  readonly end?: ChildEnd | undefined
  readonly bridged: boolean
}

async function runDial(turn: Turn, rules: DialRules, parties: readonly Party[]): Promise<VerbEnd> {
  const { call } = turn
  const waits = rules.answerOnBridge && call.leg.state !== 'answered'
  if (waits) await call.leg.ring()
  else await turn.answer()
  if (turn.signal.aborted) return next
  // Who was not answered yet hears its own network's ringing.
  const stopRingback = waits ? async () => undefined : startRingback(turn, rules.ringTone)
  const { recording: wanted } = rules
  let recording: ActiveRecording | undefined
  const record = async (from: 'ringing' | 'answer'): Promise<void> => {
    if (wanted?.from === from) recording = await beginRecording(turn, wanted)
  }
  try {
    await record('ringing')
    const joining = async (child: ChildCall): Promise<void> => {
      await stopRingback()
      await turn.answer()
      await record('answer')
      const begun = recording
      if (begun !== undefined) child.tellAtEnd(() => recordingWords(begun))
    }
    const end = await ringAndTalk(turn, rules, { parties, joining })
    return endOf(rules, { ...parametersOf(end), ...recorded(recording) })
  } finally {
    await stopRingback()
    await recording?.stop()
  }
}

const recorded = (recording: ActiveRecording | undefined): Record<string, string> =>
  recording === undefined ? {} : { RecordingUrl: recording.url }

async function ringAndTalk(
  turn: Turn,
  rules: DialRules,
  { parties, joining }: { readonly parties: readonly Party[]; readonly joining: Joining },
): Promise<DialEnd> {
  const rung = await ringParties(turn, rules, parties)
  switch (rung.kind) {
    case 'answered': {
      const { bridged, end } = await talkWith(turn, rules, rung, joining)
      return { status: end?.status ?? 'completed', child: rung.child, end, bridged }
    }
    case 'nobody':
      return { ...rung, status: rung.end?.status ?? 'failed', bridged: false }
    case 'interrupted':
      return { ...rung, status: turn.partyLeft() ? uncertain.callerGaveUp : 'canceled', bridged: false }
  }
}

function startRingback({ call, signal }: Turn, country: string): () => Promise<void> {
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const playing = call.leg.media
    .play(ringbackTone(country), { loops: 0, signal: either })
    .catch(() => 'closed' as const)
  return async () => {
    stop.abort()
    await playing
  }
}

function parametersOf({ status, child, end, bridged }: DialEnd): Record<string, string> {
  return {
    DialCallStatus: status,
    ...(child === undefined ? {} : { DialCallSid: child.sid, ...sipParameters(child) }),
    ...(end?.durationSeconds === undefined ? {} : { DialCallDuration: String(Math.round(end.durationSeconds)) }),
    ...(end?.sipCode === undefined ? {} : { DialSipResponseCode: String(end.sipCode) }),
    DialBridged: String(bridged),
  }
}

/** What is known of the signalling, under names that tell that it is the other party's. */
function sipParameters({ leg }: ChildCall): Record<string, string> {
  const known = Object.entries(leg.parameters).filter(([name]) => name === 'SipCallId' || name.startsWith('SipHeader_'))
  return Object.fromEntries(known.map(([name, value]) => [`Dial${name}`, value]))
}

/** The action, where there is one; else the next verb. */
function endOf({ action }: DialRules, parameters: Readonly<Record<string, string>>): VerbEnd {
  if (action === undefined) return next
  return { kind: 'document', request: { place: action, parameters, purpose: 'call-action' } }
}
