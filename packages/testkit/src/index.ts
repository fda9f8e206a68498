export { type FakeCallback, signatureOf } from './fake-twilio/callback.ts'
export type { ApiFault, FakeAccount } from './fake-twilio/checks.ts'
export { type FakeRequest, FakeTwilio, type FakeTwilioOptions } from './fake-twilio/fake-twilio.ts'
export type { FakeCut, FakeFault, FakeOperation, FakeReceipt } from './fake-twilio/fault.ts'
export type { FakeRecord } from './fake-twilio/record.ts'
export {
  type Arrival,
  type ConformanceOptions,
  describeGateway,
  type GatewayBench,
  type OpenGateway,
} from './gateway-conformance.ts'
export { eventually, outboundMessage, RecordedLog, RecordedSink } from './gateway-recording.ts'
