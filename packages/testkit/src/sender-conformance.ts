import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import {
  type CodeDevice,
  type CodeMethod,
  type CodeSender,
  codeMethods,
  type SendOutcome,
  sendFunction,
} from '@trunkline/verify'

/** Something that reached the provider. */
export interface SenderArrival {
  readonly method: CodeMethod
  /** Number or address. */
  readonly to: string
  /** What a text says, or an e-mail's body; undefined for calls, and where the provider makes the code. */
  readonly text?: string
  /** What a call fetches. */
  readonly url?: string
  /** All that was sent for it, to look for what should not be there. */
  readonly raw: string
}

/** A sender with its provider's side in sight. */
export interface SenderBench {
  readonly sender: CodeSender
  /** What arrived so far, oldest first. */
  arrivals(): Promise<readonly SenderArrival[]>
  /** UUID of the client whose codes are sent. */
  readonly clientId?: string
  /** Has the provider refuse the next send. Left out where it refuses nothing. */
  readonly refuse?: () => void
  /** Takes the provider away. Left out where there is none outside of this process. */
  readonly disappear?: () => Promise<void>
  /** The code that the provider made last, for those that make it themselves. */
  readonly providerCode?: () => string
}

/** Opens a sender for one test. */
export type OpenSender = (t: TestContext) => Promise<SenderBench>

const code = '054321'
const callUrl = 'https://verify.example.test/hooks/verify/call/AAAAAAAAAAAAAAAAAAAAAA?locale=en'
const callSurely = (outcome: SendOutcome): string => {
  assert.equal(outcome.kind, 'accepted')
  return outcome.kind === 'accepted' ? (outcome.providerId ?? '') : ''
}

let made = 0

/** A device of a method; every one is a send of its own. */
export function codeDevice(method: CodeMethod, more: Partial<CodeDevice> = {}): CodeDevice {
  made += 1
  const digits = String(made).padStart(32, '0')
  const voice = { language: 'en-US', phrases: { intro: '' } } as unknown as NonNullable<CodeDevice['call']>['voice']
  return {
    method,
    address: method === 'email' ? 'ana@example.com' : '+14155550123',
    locale: 'en',
    verificationId: `VE${digits}`,
    sendId: `VL${digits}`,
    clientId: '01890000-0000-7000-8000-000000000001',
    message: (given) => ({
      text: `Your code is ${given}`,
      subject: `Code ${given}`,
      longText: `Your code is ${given}`,
    }),
    expiresAt: Date.now() + 600_000,
    ...(method === 'call' ? { call: { url: callUrl, voice } } : {}),
    ...(method === 'push' ? { push: [{ type: 'fcm', token: 'a-token-of-a-phone' }] } : {}),
    ...more,
  }
}

/** What a sender says of itself. */
export interface SenderTraits {
  readonly methods: readonly CodeMethod[]
  /** Whether its provider refuses some sends. */
  readonly refuses?: boolean
  /** Whether its provider is outside of this process. */
  readonly remote?: boolean
  /** Whether the same send arrives once however often it is handed over. */
  readonly repeatable?: boolean
  /** Whether the provider makes and checks the codes. */
  readonly delegates?: boolean
}

/** What every gateway for codes must do: the conformance suite of `CodeSender`. */
export function describeSender(name: string, traits: SenderTraits, open: OpenSender): void {
  const { methods } = traits
  describe(`the sender ${name}`, () => {
    test(`offers ${methods.join(', ')} and nothing else`, async (t) => {
      const { sender } = await open(t)
      assert.deepEqual(
        codeMethods.filter((method) => sendFunction(sender, method) !== undefined),
        methods,
      )
      assert.deepEqual(
        [sender.repeatable, sender.check !== undefined],
        [traits.repeatable ?? false, traits.delegates ?? false],
      )
    })
    for (const method of methods) testMethod(method, open)
    if (traits.refuses) testRefusal(methods[0] ?? 'sms', open)
    if (traits.remote) testAbsence(methods, open)
    if (traits.repeatable) testRepetition(methods[0] ?? 'sms', open)
    if (traits.delegates) testDelegation(open)
  })
}

function testRefusal(method: CodeMethod, open: OpenSender): void {
  test('a refusal is an outcome with the provider’s code', async (t) => {
    const { sender, refuse, ...bench } = await open(t)
    refuse?.()
    const outcome = await sendOn(sender, method, bench)
    assert.ok(outcome.kind === 'refused' && outcome.errorCode !== '' && outcome.reason !== '', JSON.stringify(outcome))
  })
}

function testAbsence(methods: readonly CodeMethod[], open: OpenSender): void {
  test('a provider that is away puts the send off, and nothing rejects', async (t) => {
    const { sender, disappear, ...bench } = await open(t)
    await disappear?.()
    for (const method of methods) assert.equal((await sendOn(sender, method, bench)).kind, 'deferred', method)
  })
}

function testRepetition(method: CodeMethod, open: OpenSender): void {
  test('what is handed over twice arrives once', async (t) => {
    const { sender, arrivals, ...bench } = await open(t)
    const device = codeDevice(method, clientOf(bench))
    const send = sendFunction(sender, method) ?? assert.fail(`${method} is not offered`)
    const first = callSurely(await send(device, code))
    assert.equal(callSurely(await send(device, code)), first)
    assert.equal((await arrivals()).length, 1)
  })
}

function testDelegation(open: OpenSender): void {
  test('a code that the provider made is checked by it', async (t) => {
    const { sender, providerCode, ...bench } = await open(t)
    const check = (id: string, given: string) => sender.check?.(id, given) ?? assert.fail('it checks nothing')
    const id = callSurely(await sendOn(sender, 'sms', bench))
    const right = providerCode?.() ?? assert.fail('the bench does not say which code the provider made')
    assert.equal(await check(id, right === '000000' ? '111111' : '000000'), false)
    assert.equal(await check(id, 'nonsense'), false)
    assert.equal(await check(id, right), true)
    assert.equal(await check(id, right), false, 'a code is good once')
    assert.equal(await check(`VE${'0'.repeat(32)}`, right), false)
  })
}

const clientOf = ({ clientId }: { readonly clientId?: string }) => (clientId === undefined ? {} : { clientId })

function sendOn(sender: CodeSender, method: CodeMethod, bench: { readonly clientId?: string }): Promise<SendOutcome> {
  const send = sendFunction(sender, method) ?? assert.fail(`${method} is not offered`)
  return send(codeDevice(method, clientOf(bench)), sender.check === undefined ? code : '')
}

function testMethod(method: CodeMethod, open: OpenSender): void {
  test(`${method}: brings the code to its address, once, with its leading zero`, async (t) => {
    const { sender, arrivals, ...bench } = await open(t)
    const outcome = await sendOn(sender, method, bench)
    assert.equal(outcome.kind, 'accepted', JSON.stringify(outcome))
    const all = await arrivals()
    assert.equal(all.length, 1)
    const [arrival] = all
    if (arrival === undefined) return
    assert.equal(arrival.method, method)
    if (method !== 'push') assert.equal(arrival.to, codeDevice(method).address)
    if (sender.check !== undefined || sender.type === 'log') return
    if (method !== 'call') return assert.match(arrival.text ?? '', /Your code is 054321/)
    assert.equal(arrival.url, callUrl)
    assert.ok(!arrival.raw.includes(code), 'the code is not in the call’s request')
  })
}
