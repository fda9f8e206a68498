import { strict as assert } from 'node:assert'
import type { ChildRequest, Dialer, RunningCall } from '../../../src/call/running-call.ts'
import { createInterpreter, type RunningInterpreter } from '../../../src/interpreter/create-interpreter.ts'
import type { InterpreterParts } from '../../../src/interpreter/ports.ts'
import type { Program, ProgramEnd } from '../../../src/interpreter/program.ts'
import { FakeConferences, FakeLog, FakeRecordings, FakeSounds, FakeSpeech, FakeTexts } from './fake-desks.ts'
import { FakeChild, FakeRunningCall } from './fake-running-call.ts'
import { authToken, FakeWeb, type Page, type WebRequest } from './fake-web.ts'
import { VirtualTime } from './virtual-time.ts'

/** What a party does when it is dialled: by the number, identity or address. */
export type PartyScript = (child: FakeChild) => void

/** Where the first document of a scene is. */
export const home = 'https://app.example.com/ivr/start'

/** A call, the program behind it, and the interpreter between them; in virtual time. */
export class Scene implements Dialer {
  readonly time = new VirtualTime()
  readonly web = new FakeWeb(this.time)
  readonly speech = new FakeSpeech()
  readonly sounds = new FakeSounds()
  readonly texts = new FakeTexts()
  readonly log = new FakeLog()
  readonly recordings = new FakeRecordings(this.time)
  readonly conferences = new FakeConferences(this.time)
  readonly children: FakeChild[] = []
  readonly parties = new Map<string, PartyScript>()
  readonly stop = new AbortController()
  readonly call: FakeRunningCall
  readonly interpreter: RunningInterpreter

  constructor(options: Partial<Pick<InterpreterParts, 'recognizer'>> & { direction?: RunningCall['direction'] } = {}) {
    const { direction = 'inbound', ...parts } = options
    const setup = { sid: sid(0), direction, from: '+14155550123', to: '+15005550006' }
    this.call = new FakeRunningCall(setup, this.time)
    let uuids = 0
    this.interpreter = createInterpreter({
      ...{ events: this.web, speech: this.speech, sounds: this.sounds, texts: this.texts, log: this.log },
      ...{ recordings: this.recordings, conferences: this.conferences, dialer: this, clock: this.time },
      authToken: async () => authToken,
      sleep: this.time.sleep,
      randomUuid: () => `00000000-0000-4000-8000-${String(uuids++).padStart(12, '0')}`,
      ...parts,
    })
  }

  async dial(parent: RunningCall, request: ChildRequest): Promise<FakeChild> {
    const { to } = request
    const name = to.kind === 'number' ? to.number : to.kind === 'client' ? `client:${to.identity}` : to.uri
    const direction = 'outbound-dial'
    const from = request.callerId ?? parent.from
    const setup = { sid: sid(this.children.length + 1), direction, from, to: name, parentCallSid: parent.sid } as const
    const child = new FakeChild(setup, request, this.time)
    this.children.push(child)
    this.parties.get(name)?.(child)
    return child
  }

  /** Puts TwiML at an address, relative to the first document's. */
  page(path: string, page: Page | ((request: WebRequest) => Page)): this {
    this.web.pages.set(new URL(path, home).pathname, page)
    return this
  }

  /** Puts TwiML at the first address and runs it until its end. */
  async run(twiml: string | ((request: WebRequest) => Page), program: Partial<Program> = {}): Promise<ProgramEnd> {
    this.page(home, typeof twiml === 'string' ? twiml : twiml)
    return this.runProgram({ document: { url: home, method: 'POST' }, ...program } as Program)
  }

  async runProgram(program: Program): Promise<ProgramEnd> {
    const end = await this.time.until(this.interpreter.run(this.call, program, { signal: this.stop.signal }))
    await this.time.until(this.interpreter.idle(60_000))
    return end
  }

  /** Does something so many seconds after the beginning. */
  at(seconds: number, action: () => unknown): this {
    this.time.at(seconds, action)
    return this
  }

  /** Presses keys so many seconds after the beginning. */
  press(seconds: number, digits: string): this {
    return this.at(seconds, () => this.call.leg.media.press(digits))
  }

  /** What the party heard. */
  get heard(): readonly string[] {
    return this.call.leg.media.played.map(({ what }) => what)
  }

  /** Twilio's codes that were warned of, in order. */
  get codes(): readonly number[] {
    const lines = this.log.lines.filter(({ level, message }) => level === 'warn' && message.startsWith('TwiML'))
    return lines.map(({ fields }) => fields.code as number)
  }

  /** The party that was dialled under a number, identity or address. */
  child(index = 0): FakeChild {
    const child = this.children[index]
    assert.ok(child, `${this.children.length} parties were dialled`)
    return child
  }
}

const sid = (index: number): string => `CA${String(index).padStart(32, '0')}`
