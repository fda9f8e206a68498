import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as complete from './complete.ts'
import * as names from './index.ts'

const publicNames =
  'AccessToken ApiTokenManager Client ClientCapability ClientCredentialProvider ClientCredentialProviderBuilder FaxResponse MessagingResponse NoAuthCredentialProvider OrgsCredentialProvider OrgsCredentialProviderBuilder RequestClient RestException TaskRouterCapability TokenAuthStrategy TransportError TwiML Twilio TwilioServiceException ValidationToken VoiceResponse adviceFor default fastifyWebhook fetchWebhook getExpectedBodyHash getExpectedTwilioSignature jwt signTwilioRequest twilio twiml validateBody validateExpressRequest validateIncomingRequest validateRequest validateRequestWithBody verifyStandardWebhook version webhook'

test('the public names are these, with a bundler and without', () => {
  assert.deepEqual(Object.keys(names).sort(), publicNames.split(' ').sort())
  assert.deepEqual(Object.keys(complete).sort(), publicNames.split(' ').sort())
})
