export { afterHooks, type Closer } from './after-hooks.ts'
export { BrowserPhone } from './browser/browser-phone.ts'
export type { Hearing, PhoneEvent, PhoneOptions } from './browser/phone-page.ts'
export { type Pitch, type SoftphoneBrowser, SoftphoneTab, startSoftphoneBrowser } from './browser/softphone-tab.ts'
export { startBrowser, type TestBrowser, type TestBrowserOptions, withoutChromium } from './browser/start-browser.ts'
export { eventually } from './eventually.ts'
export { type FakeClock, fakeClock } from './fake-clock.ts'
export { type FakeCallback, signatureOf } from './fake-twilio/callback.ts'
export type { ApiFault, FakeAccount } from './fake-twilio/checks.ts'
export { type FakeRequest, FakeTwilio, type FakeTwilioOptions } from './fake-twilio/fake-twilio.ts'
export type { FakeCut, FakeFault, FakeOperation, FakeReceipt } from './fake-twilio/fault.ts'
export type { FakeRecord } from './fake-twilio/record.ts'
export { freePort } from './free-port.ts'
export type { Arrival, ConformanceOptions, GatewayBench, OpenGateway } from './gateway-bench.ts'
export { describeGateway } from './gateway-conformance.ts'
export { outboundMessage, RecordedLog, RecordedSink } from './gateway-recording.ts'
export { KafkaAdmin, type KafkaPartition, type NewTopic } from './kafka/kafka-admin.ts'
export type { KafkaBroker } from './kafka/kafka-broker.ts'
export { type KafkaCluster, startKafka } from './kafka/kafka-cluster.ts'
export type { KafkaOptions } from './kafka/kafka-options.ts'
export { withoutKafka } from './kafka/kafka-programs.ts'
export { assertNoLeaks } from './leak-check.ts'
export type { FarCall, LegBench, LegConformanceOptions, LegPair, OpenLegBench } from './leg/leg-bench.ts'
export { describeLegs } from './leg-conformance.ts'
export type {
  EndpointBench,
  FarParty,
  MediaConformanceOptions,
  OpenMediaEndpoint,
} from './media/endpoint-bench.ts'
export { openLineBench, openRtpBench, openVirtualBench } from './media/far-parties.ts'
export { loudPart, readWav } from './media/heard-sound.ts'
export { type HeardPacket, RtpParty, type RtpPartyOptions } from './media/rtp-party.ts'
export { describeMediaEndpoint } from './media-conformance.ts'
export { withoutPeer } from './missing-peer.ts'
export { clonedDatabase } from './postgres/cloned-database.ts'
export { embeddedDataFolder } from './postgres/embedded-test-database.ts'
export {
  describeOnEachEngine,
  type FreshDatabaseOptions,
  freshDatabase,
  type OpenDatabase,
  withoutPostgres,
} from './postgres/fresh-database.ts'
export { findPostgres } from './postgres/postgres-programs.ts'
export { type PostgresOptions, type PostgresServer, startPostgres } from './postgres/postgres-server.ts'
export { sharedServerVariable } from './postgres/shared-server.ts'
export { type ProcessEnd, type ProcessOptions, type StartedProcess, startProcess } from './process/start-process.ts'
export { startProgram } from './process/start-program.ts'
export { type ApnsMessage, apnsFault, FakeApns } from './push/fake-apns.ts'
export { FakeFcm, type FcmMessage, fcmFault } from './push/fake-fcm.ts'
export { keyPair, type ProviderFault } from './push/http2-provider.ts'
export { type PushedMessage, type PushFault, PushService, type TestSubscription } from './push/push-service.ts'
export { quietLog } from './quiet-log.ts'
export { type SeededRandom, seededRandom } from './seeded-random.ts'
export { selfSigned } from './self-signed.ts'
export {
  codeDevice,
  describeSender,
  type OpenSender,
  type SenderArrival,
  type SenderBench,
  type SenderTraits,
} from './sender-conformance.ts'
export { type Baresip, type BaresipEvent, type BaresipOptions, startBaresip, withoutBaresip } from './sip/baresip.ts'
export { type Carrier, type CarrierOptions, startCarrier } from './sip/carrier.ts'
export { type Kamailio, type KamailioOptions, startKamailio, withoutKamailio } from './sip/kamailio.ts'
export { type Sipp, type SippOptions, startSipp, withoutSipp } from './sip/sipp.ts'
export { sippCallee, sippCaller, sippWalker } from './sip/sipp-scenarios.ts'
export { amplitudeAt, loudestFrequency, loudness, sine } from './sound-meter.ts'
export { type TcpProxy, tcpProxy } from './tcp-proxy.ts'
export { tempFolder } from './temp-folder.ts'
export {
  type Heard,
  type TwimlAnswer,
  type TwimlCall,
  type TwimlRequest,
  type WalkedCall,
  walkCall,
} from './twiml-driver/twiml-driver.ts'
export { type UdpProxy, udpProxy } from './udp-proxy.ts'
