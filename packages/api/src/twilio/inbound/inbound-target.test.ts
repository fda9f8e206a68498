import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Application, PhoneNumber } from '@trunkline/accounts'
import { ProblemError } from '@trunkline/wire'
import type { MessagingService } from '../messaging/service-settings.ts'
import { inboundTarget, type TargetParts } from './inbound-target.ts'

const clientId = '0192f000-0000-7000-8000-000000000001'
const number = '+14155550100'
const applicationSid = `AP${'1'.repeat(32)}`

/** Parts that know one number, one application and one service. */
function partsOf(given: {
  readonly number?: Partial<PhoneNumber>
  readonly application?: Partial<Application>
  readonly service?: Partial<MessagingService>
}): TargetParts {
  const held = { phoneNumber: number, clientId, smsUrl: null, smsApplicationSid: null, ...given.number }
  return {
    accounts: {
      numbers: { find: async (text: string) => (text === number ? held : null) },
      applications: {
        async get() {
          if (given.application === undefined) throw new ProblemError('not-found')
          return given.application
        },
      },
    },
    services: { ofNumber: async () => given.service },
  } as unknown as TargetParts
}

const place = (url: string, method = 'POST') => ({ url, method })

test('the number itself is asked, with its fallback', async () => {
  const urls = { smsUrl: 'https://a.test/', smsMethod: 'GET', smsFallbackUrl: 'https://b.test/' }
  assert.deepEqual(await inboundTarget(partsOf({ number: urls }), clientId, number), {
    first: place('https://a.test/', 'GET'),
    fallback: place('https://b.test/'),
    messagingServiceSid: null,
    serviceCallback: null,
  })
})

test('the number’s application goes before its URLs, and is told what becomes of the replies', async () => {
  const application = { smsUrl: 'https://app.test/', messageStatusCallback: 'https://app.test/status' }
  const parts = partsOf({ number: { smsUrl: 'https://a.test/', smsApplicationSid: applicationSid }, application })
  const target = await inboundTarget(parts, clientId, number)
  assert.deepEqual(target?.first, place('https://app.test/'))
  assert.equal(target?.serviceCallback, 'https://app.test/status')
  const older = { smsUrl: 'https://app.test/', smsStatusCallback: 'https://app.test/sms' }
  const again = partsOf({ number: { smsApplicationSid: applicationSid }, application: older })
  assert.equal((await inboundTarget(again, clientId, number))?.serviceCallback, 'https://app.test/sms')
})

test('an application that is gone, or that has no URL, asks nobody', async () => {
  const urls = { smsUrl: 'https://a.test/', smsApplicationSid: applicationSid }
  assert.equal(await inboundTarget(partsOf({ number: urls }), clientId, number), null)
  assert.equal(await inboundTarget(partsOf({ number: urls, application: {} }), clientId, number), null)
})

test('a messaging service goes first, unless it leaves the message to the number', async () => {
  const service: Partial<MessagingService> = {
    id: '0192f000-0000-7000-8000-000000000002',
    inboundRequestUrl: 'https://s.test/',
    inboundMethod: 'GET',
    fallbackUrl: null,
    statusCallback: 'https://s.test/status',
    useInboundWebhookOnNumber: false,
  }
  const asked = await inboundTarget(partsOf({ number: { smsUrl: 'https://a.test/' }, service }), clientId, number)
  assert.deepEqual(asked?.first, place('https://s.test/', 'GET'))
  assert.match(asked?.messagingServiceSid ?? '', /^MG[0-9a-f]{32}$/)
  const left = { ...service, useInboundWebhookOnNumber: true }
  const own = await inboundTarget(partsOf({ number: { smsUrl: 'https://a.test/' }, service: left }), clientId, number)
  assert.deepEqual([own?.first, own?.serviceCallback], [place('https://a.test/'), 'https://s.test/status'])
  const silent = { ...service, inboundRequestUrl: null }
  assert.equal(await inboundTarget(partsOf({ service: silent }), clientId, number), null)
})

test('a number that is another client’s meanwhile, or nobody’s, asks nobody; a prefix does not hide it', async () => {
  const parts = partsOf({ number: { smsUrl: 'https://a.test/' } })
  assert.equal(await inboundTarget(parts, 'other', number), null)
  assert.equal(await inboundTarget(parts, clientId, '+14155550199'), null)
  assert.deepEqual((await inboundTarget(parts, clientId, `whatsapp:${number}`))?.first, place('https://a.test/'))
})
