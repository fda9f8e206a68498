import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createTextSender } from '@trunkline/api'
import { createHttpCaller, createNameResolver } from '@trunkline/events'
import {
  type ActivePart,
  type BrowserSignalling,
  type CallGuard,
  type CallQuality,
  type ClosableSpeech,
  type Conferences,
  conferenceBeep,
  createBrowserLegs,
  createCallGuard,
  createCallQuality,
  createConferenceDesk,
  createConferences,
  createInterpreter,
  createMediaEngine,
  createMp3Encoder,
  createRecordingDesk,
  createRecordings,
  createSoundDecoder,
  createSoundLoader,
  createSpeech,
  createVoice,
  defaultCallLimits,
  type FindRoute,
  handleConferenceCommands,
  handleRecordingCommands,
  holdMusic,
  type Interpreter,
  type LegProvider,
  type MediaEngine,
  type Mp3Encoder,
  type Recordings,
  type RemotePhones,
  type SipLegs,
  type SipUsers,
  type TextSender,
  type Voice,
} from '@trunkline/voice'
import { sidFromUuid } from '@trunkline/wire'
import type { Surroundings } from '../compose.ts'
import type { Config } from '../config.ts'
import { addressPolicy } from './address-policy.ts'
import type { Domains } from './open-domains.ts'
import { withOwnHooks } from './own-hooks.ts'
import type { PartStack } from './part-stack.ts'
import { openSip, openSipUsers, reachableAddress } from './sip.ts'
import { gatewaySenders } from './start-twilio-webhooks.ts'

/** Calls and all that belongs to them, put together and not started. */
export interface VoiceDomain {
  readonly voice: Voice
  readonly calls: Voice['calls']
  readonly phones: RemotePhones
  readonly guard: CallGuard
  readonly recordings: Recordings
  readonly conferences: Conferences
  /** Makes MP3 of recordings. */
  readonly mp3: Mp3Encoder
  /** Whether the sound of recordings needs no credentials. */
  readonly publicRecordings: boolean
  readonly speech: ClosableSpeech
  readonly browser: BrowserSignalling
  readonly quality: CallQuality
  readonly sip: SipLegs
  readonly sipUsers: SipUsers
}

/** What voice takes from the rest of the server. */
export type VoiceSources = Pick<
  Domains,
  'db' | 'sealer' | 'ids' | 'accounts' | 'events' | 'channels' | 'gateways' | 'reach'
>

/** Puts calls together. What runs in threads or programs of its own begins with the first call that needs it. */
export function openVoice(config: Config, sources: VoiceSources, around: Surroundings, stack: PartStack): VoiceDomain {
  const { db, sealer, ids, accounts, events } = sources
  const { log, clock, metrics: meter } = around
  const ground = { db, clock, log, meter, ids }
  const media = openMedia(config, { log, meter }, stack)
  const decoder = createSoundDecoder()
  stack.part('sound decoder', () => decoder.close())
  const speech = createSpeech({ decoder, log })
  stack.part('speech', () => speech.close())
  const http = createHttpCaller({ clock, policy: addressPolicy(config), resolve: createNameResolver({ clock }) })
  stack.part('sounds', () => http.close())
  const sounds = createSoundLoader({ http, decoder, clock })
  const { publicRecordings = false, origins, ...limits } = config.file.calls ?? {}
  const guard = createCallGuard({
    ...{ db, clock, log, limits: { ...defaultCallLimits, ...limits } },
    isHere: async (number) => (await accounts.numbers.ownerOf(number)) !== null,
  })
  const route = routeOf(config, sources)
  const sipUsers = openSipUsers(sources, around)
  const voice = createVoice({
    ...{ ...ground, sealer, accounts, media, guard, route, onEvents: () => events.wake() },
    phones: { answerAfterMs: answerAfter(config) },
    mayCall: (clientId) => isActive(accounts, clientId),
    sipCaller: async (_clientId, username) => {
      const { number } = (await sipUsers.find(username)) ?? {}
      return number == null ? {} : { number }
    },
  })
  const { commands } = voice
  const recordingDesk = createRecordingDesk({
    ...{ ...ground, media, folder: join(config.settings.data, 'recordings') },
    url: (accountSid, sid) => `${sources.reach.url ?? ''}/2010-04-01/Accounts/${accountSid}/Recordings/${sid}`,
  })
  let interpreter: Interpreter | undefined
  const conferenceDesk = createConferenceDesk({
    ...{ ...ground, media, recordings: recordingDesk, sounds: { beep: conferenceBeep, music: holdMusic } },
    interpreter: () => {
      if (interpreter === undefined) throw new Error('the interpreter is not there yet')
      return interpreter
    },
  })
  handleRecordingCommands(commands, recordingDesk, voice)
  handleConferenceCommands(commands, conferenceDesk)
  const hooks = withOwnHooks(events, { clock, baseUrl: () => sources.reach.url })
  stack.part('hooks of calls', () => hooks.close())
  const documents = createInterpreter({
    ...{ events: hooks, clock, log, speech, sounds, randomUuid: randomUUID, texts: textsOf(config, sources, clock) },
    ...{ dialer: voice.dialer, recordings: recordingDesk, conferences: conferenceDesk },
    authToken: (clientId) => accounts.clients.authToken(clientId),
  })
  interpreter = documents
  const browser = createBrowserLegs({
    ...{ media, accounts, clock, log, meter, take: voice.take, random: randomBytes },
    ...{ newCallSid: () => ids.sid('CA'), now: () => performance.now(), ...(origins && { origins }) },
  })
  const sip = openSip(config, sources, { users: sipUsers, media, take: voice.take }, around)
  const legs: LegProvider[] = [browser, sip]
  const active: ActivePart[] = [
    { name: 'browser', start: async () => browser.start(), stop: () => browser.stop() },
    { name: 'sip', start: () => sip.start(), stop: () => sip.stop() },
    { name: 'documents', start: async () => undefined, stop: () => documents.idle(5_000) },
    { name: 'recordings', start: () => recordingDesk.startTerm(), stop: () => recordingDesk.endTerm() },
    { name: 'conferences', start: () => conferenceDesk.startTerm(), stop: () => conferenceDesk.endTerm() },
  ]
  voice.use({ interpreter, recordings: recordingDesk, legs, active })
  return {
    ...{ voice, calls: voice.calls, phones: voice.remotePhones, guard, speech, browser, sip, sipUsers },
    quality: createCallQuality({ db, accounts, clock }),
    recordings: createRecordings({ db, clock, commands }),
    conferences: createConferences({ db, clock, ids, commands }),
    mp3: createMp3Encoder(),
    publicRecordings,
  }
}

/** After how long a built-in phone answers that nobody holds, milliseconds: as the built-in gateway is told. */
function answerAfter({ file }: Config): number {
  const builtIn = Object.values(file.gateways ?? {}).find(({ type }) => type === 'loopback')
  const { answerAfter: given } = (builtIn ?? {}) as { readonly answerAfter?: number }
  return given ?? 1_000
}

/** Media workers, started by the first who asks for sound. */
function openMedia(
  config: Config,
  { log, meter }: Pick<Surroundings, 'log'> & { readonly meter: Surroundings['metrics'] },
  stack: PartStack,
): MediaEngine {
  let engine: MediaEngine | undefined
  stack.part('media', () => engine?.stop())
  const made = (): MediaEngine => {
    const address = reachableAddress(config)
    engine ??= createMediaEngine({ address, ports: config.settings.rtpPorts, log, meter })
    return engine
  }
  return {
    openRtp: (options) => made().openRtp(options),
    openWebRtc: (options) => made().openWebRtc(options),
    openVirtual: (options) => made().openVirtual(options),
    openLine: (options) => made().openLine(options),
    openRoom: (options) => made().openRoom(options),
    record: (options) => made().record(options),
    stop: async () => engine?.stop(),
  }
}

/** Whither calls go that nobody here answers: by the gateway that is wanted, else by the first of the client's channel `call`, else by that of the file. */
function routeOf({ file }: Config, { channels, gateways }: Pick<VoiceSources, 'channels' | 'gateways'>): FindRoute {
  const typeOf = (name: string) => (file.gateways === undefined ? 'loopback' : file.gateways[name]?.type)
  const besideTrunks = Object.values(file.gateways ?? {}).some(({ type }) => type === 'sip')
  return async (clientId, _number, via) => {
    const own = via === undefined ? (await channels.settings.getChannel(clientId, 'call')).gateways : [via]
    for (const name of own ?? gateways.routes.call ?? []) {
      const type = typeOf(name)
      if (type === 'sip') return { kind: 'trunk', gateway: name }
      if (type === 'loopback') return { kind: 'loopback', besideTrunks }
    }
    return undefined
  }
}

function textsOf(config: Config, sources: VoiceSources, clock: Surroundings['clock']): TextSender {
  const { accounts } = sources
  const sender = createTextSender({ ...sources, clock, gatewaySenders: gatewaySenders(config) })
  return {
    async send(clientId, { from, to, body, statusCallback }) {
      const client = await accounts.clients.get(clientId)
      if (!(await sender.mayUse(client, from))) return { sid: sidFromUuid('SM', randomUUID()), status: 'invalid' }
      const callbacks = statusCallback === undefined ? [] : [{ url: statusCallback }]
      const origin = { edge: 'twilio', callbacks } as const
      const sent = await sender.send(client, { from, to, text: body, media: [], origin })
      return { sid: sidFromUuid('SM', sent.id), status: 'sending' }
    },
  }
}

/** A client that is suspended, or whose parent is, neither calls nor is called. */
async function isActive({ clients }: Domains['accounts'], clientId: string): Promise<boolean> {
  const client = await clients.find(sidFromUuid('AC', clientId))
  if (client?.status !== 'active' || client.parentId === null) return client?.status === 'active'
  return (await clients.find(sidFromUuid('AC', client.parentId)))?.status === 'active'
}
