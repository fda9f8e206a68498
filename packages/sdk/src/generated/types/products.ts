// Made by packages/sdk/generate/main.ts. Do not edit.
import type { AccountsV1 } from './accounts-v1.ts'
import type { ApiV2010 } from './api-v2010.ts'
import type { AssistantsV1 } from './assistants-v1.ts'
import type { BulkexportsV1 } from './bulkexports-v1.ts'
import type { ChatV1 } from './chat-v1.ts'
import type { ChatV2 } from './chat-v2.ts'
import type { ChatV3 } from './chat-v3.ts'
import type { ContentV1 } from './content-v1.ts'
import type { ContentV2 } from './content-v2.ts'
import type { ConversationsV1 } from './conversations-v1.ts'
import type { ConversationsV2 } from './conversations-v2.ts'
import type { EventsV1 } from './events-v1.ts'
import type { FlexApiV1 } from './flex-api-v1.ts'
import type { FlexApiV2 } from './flex-api-v2.ts'
import type { FrontlineApiV1 } from './frontline-api-v1.ts'
import type { IamV1 } from './iam-v1.ts'
import type { InsightsV1 } from './insights-v1.ts'
import type { InsightsV2 } from './insights-v2.ts'
import type { InsightsV3 } from './insights-v3.ts'
import type { IntelligenceV2 } from './intelligence-v2.ts'
import type { IntelligenceV3 } from './intelligence-v3.ts'
import type { IpMessagingV1 } from './ip-messaging-v1.ts'
import type { IpMessagingV2 } from './ip-messaging-v2.ts'
import type { KnowledgeV1 } from './knowledge-v1.ts'
import type { KnowledgeV2 } from './knowledge-v2.ts'
import type { LookupsV1 } from './lookups-v1.ts'
import type { LookupsV2 } from './lookups-v2.ts'
import type { MarketplaceV1 } from './marketplace-v1.ts'
import type { MemoryV1 } from './memory-v1.ts'
import type { MessagingV1 } from './messaging-v1.ts'
import type { MessagingV2 } from './messaging-v2.ts'
import type { MessagingV3 } from './messaging-v3.ts'
import type { MonitorV1 } from './monitor-v1.ts'
import type { MonitorV2 } from './monitor-v2.ts'
import type { NotifyV1 } from './notify-v1.ts'
import type { NumbersV1 } from './numbers-v1.ts'
import type { NumbersV2 } from './numbers-v2.ts'
import type { NumbersV3 } from './numbers-v3.ts'
import type { OauthV1 } from './oauth-v1.ts'
import type { OauthV2 } from './oauth-v2.ts'
import type { PreviewHostedNumbers } from './preview-hosted-numbers.ts'
import type { PreviewMarketplace } from './preview-marketplace.ts'
import type { PreviewWireless } from './preview-wireless.ts'
import type { PreviewIamVersionless } from './preview-iam-versionless.ts'
import type { PreviewIamV1 } from './preview-iam-v1.ts'
import type { PricingV1 } from './pricing-v1.ts'
import type { PricingV2 } from './pricing-v2.ts'
import type { ProxyV1 } from './proxy-v1.ts'
import type { RoutesV2 } from './routes-v2.ts'
import type { RoutesV3 } from './routes-v3.ts'
import type { ServerlessV1 } from './serverless-v1.ts'
import type { StudioV1 } from './studio-v1.ts'
import type { StudioV2 } from './studio-v2.ts'
import type { SupersimV1 } from './supersim-v1.ts'
import type { SyncV1 } from './sync-v1.ts'
import type { TaskrouterV1 } from './taskrouter-v1.ts'
import type { TrunkingV1 } from './trunking-v1.ts'
import type { TrusthubV1 } from './trusthub-v1.ts'
import type { VerifyV2 } from './verify-v2.ts'
import type { VideoV1 } from './video-v1.ts'
import type { VoiceV1 } from './voice-v1.ts'
import type { VoiceV2 } from './voice-v2.ts'
import type { VoiceV3 } from './voice-v3.ts'
import type { WirelessV1 } from './wireless-v1.ts'

export interface Accounts {
  readonly v1: AccountsV1
  /** @deprecated Use v1.authTokenPromotion instead. */
  readonly authTokenPromotion: Accounts['v1']['authTokenPromotion']
  /** @deprecated Use v1.credentials instead. */
  readonly credentials: Accounts['v1']['credentials']
  /** @deprecated Use v1.secondaryAuthToken instead. */
  readonly secondaryAuthToken: Accounts['v1']['secondaryAuthToken']
}

export interface Api {
  readonly v2010: ApiV2010
  readonly account: ApiV2010['account']
  readonly accounts: ApiV2010['accounts']
  /** @deprecated Use account.addresses instead. */
  readonly addresses: Api['v2010']['account']['addresses']
  /** @deprecated Use account.applications instead. */
  readonly applications: Api['v2010']['account']['applications']
  /** @deprecated Use account.authorizedConnectApps instead. */
  readonly authorizedConnectApps: Api['v2010']['account']['authorizedConnectApps']
  /** @deprecated Use account.availablePhoneNumbers instead. */
  readonly availablePhoneNumbers: Api['v2010']['account']['availablePhoneNumbers']
  /** @deprecated Use account.balance instead. */
  readonly balance: Api['v2010']['account']['balance']
  /** @deprecated Use account.calls instead. */
  readonly calls: Api['v2010']['account']['calls']
  /** @deprecated Use account.conferences instead. */
  readonly conferences: Api['v2010']['account']['conferences']
  /** @deprecated Use account.connectApps instead. */
  readonly connectApps: Api['v2010']['account']['connectApps']
  /** @deprecated Use account.incomingPhoneNumbers instead. */
  readonly incomingPhoneNumbers: Api['v2010']['account']['incomingPhoneNumbers']
  /** @deprecated Use account.keys instead. */
  readonly keys: Api['v2010']['account']['keys']
  /** @deprecated Use account.messages instead. */
  readonly messages: Api['v2010']['account']['messages']
  /** @deprecated Use account.newKeys instead. */
  readonly newKeys: Api['v2010']['account']['newKeys']
  /** @deprecated Use account.newSigningKeys instead. */
  readonly newSigningKeys: Api['v2010']['account']['newSigningKeys']
  /** @deprecated Use account.notifications instead. */
  readonly notifications: Api['v2010']['account']['notifications']
  /** @deprecated Use account.outgoingCallerIds instead. */
  readonly outgoingCallerIds: Api['v2010']['account']['outgoingCallerIds']
  /** @deprecated Use account.queues instead. */
  readonly queues: Api['v2010']['account']['queues']
  /** @deprecated Use account.recordings instead. */
  readonly recordings: Api['v2010']['account']['recordings']
  /** @deprecated Use account.signingKeys instead. */
  readonly signingKeys: Api['v2010']['account']['signingKeys']
  /** @deprecated Use account.sip instead. */
  readonly sip: Api['v2010']['account']['sip']
  /** @deprecated Use account.shortCodes instead. */
  readonly shortCodes: Api['v2010']['account']['shortCodes']
  /** @deprecated Use account.tokens instead. */
  readonly tokens: Api['v2010']['account']['tokens']
  /** @deprecated Use account.transcriptions instead. */
  readonly transcriptions: Api['v2010']['account']['transcriptions']
  /** @deprecated Use account.usage instead. */
  readonly usage: Api['v2010']['account']['usage']
  /** @deprecated Use account.validationRequests instead. */
  readonly validationRequests: Api['v2010']['account']['validationRequests']
}

export interface Assistants {
  readonly v1: AssistantsV1
}

export interface Bulkexports {
  readonly v1: BulkexportsV1
  /** @deprecated Use v1.exports instead. */
  readonly exports: Bulkexports['v1']['exports']
  /** @deprecated Use v1.exportConfiguration instead. */
  readonly exportConfiguration: Bulkexports['v1']['exportConfiguration']
}

export interface Chat {
  readonly v1: ChatV1
  readonly v2: ChatV2
  readonly v3: ChatV3
  /** @deprecated Use v2.credentials instead. */
  readonly credentials: Chat['v2']['credentials']
  /** @deprecated Use v2.services instead. */
  readonly services: Chat['v2']['services']
  /** @deprecated Use v3.channels instead. */
  readonly channels: Chat['v3']['channels']
}

export interface Content {
  readonly v1: ContentV1
  readonly v2: ContentV2
  /** @deprecated Use v1.contents instead. */
  readonly contents: Content['v1']['contents']
}

export interface Conversations {
  readonly v1: ConversationsV1
  readonly v2: ConversationsV2
  /** @deprecated Use v1.configuration instead. */
  readonly configuration: Conversations['v1']['configuration']
  /** @deprecated Use v1.addressConfigurations instead. */
  readonly addressConfigurations: Conversations['v1']['addressConfigurations']
  /** @deprecated Use v1.conversations instead. */
  readonly conversations: Conversations['v1']['conversations']
  /** @deprecated Use v1.credentials instead. */
  readonly credentials: Conversations['v1']['credentials']
  /** @deprecated Use v1.participantConversations instead. */
  readonly participantConversations: Conversations['v1']['participantConversations']
  /** @deprecated Use v1.roles instead. */
  readonly roles: Conversations['v1']['roles']
  /** @deprecated Use v1.services instead. */
  readonly services: Conversations['v1']['services']
  /** @deprecated Use v1.users instead. */
  readonly users: Conversations['v1']['users']
}

export interface Events {
  readonly v1: EventsV1
  /** @deprecated Use v1.eventTypes instead. */
  readonly eventTypes: Events['v1']['eventTypes']
  /** @deprecated Use v1.schemas instead. */
  readonly schemas: Events['v1']['schemas']
  /** @deprecated Use v1.sinks instead. */
  readonly sinks: Events['v1']['sinks']
  /** @deprecated Use v1.subscriptions instead. */
  readonly subscriptions: Events['v1']['subscriptions']
}

export interface FlexApi {
  readonly v1: FlexApiV1
  readonly v2: FlexApiV2
  /** @deprecated Use v1.assessments instead. */
  readonly assessments: FlexApi['v1']['assessments']
  /** @deprecated Use v1.channel instead. */
  readonly channel: FlexApi['v1']['channel']
  /** @deprecated Use v1.configuration instead. */
  readonly configuration: FlexApi['v1']['configuration']
  /** @deprecated Use v1.flexFlow instead. */
  readonly flexFlow: FlexApi['v1']['flexFlow']
  /** @deprecated Use v1.interaction instead. */
  readonly interaction: FlexApi['v1']['interaction']
  /** @deprecated Use v1.webChannel instead. */
  readonly webChannel: FlexApi['v1']['webChannel']
  /** @deprecated Use v2.webChannels instead. */
  readonly webChannels: FlexApi['v2']['webChannels']
}

export interface FrontlineApi {
  readonly v1: FrontlineApiV1
  /** @deprecated Use v1.users instead. */
  readonly users: FrontlineApi['v1']['users']
}

export interface Iam {
  readonly v1: IamV1
}

export interface Insights {
  readonly v1: InsightsV1
  readonly v2: InsightsV2
  readonly v3: InsightsV3
  /** @deprecated Use v1.settings instead. */
  readonly settings: Insights['v1']['settings']
  /** @deprecated Use v1.calls instead. */
  readonly calls: Insights['v1']['calls']
  /** @deprecated Use v1.callSummaries instead. */
  readonly callSummaries: Insights['v1']['callSummaries']
  /** @deprecated Use v1.conferences instead. */
  readonly conferences: Insights['v1']['conferences']
  /** @deprecated Use v1.rooms instead. */
  readonly rooms: Insights['v1']['rooms']
}

export interface Intelligence {
  readonly v2: IntelligenceV2
  readonly v3: IntelligenceV3
}

export interface IpMessaging {
  readonly v1: IpMessagingV1
  readonly v2: IpMessagingV2
  /** @deprecated Use v2.credentials instead. */
  readonly credentials: IpMessaging['v2']['credentials']
  /** @deprecated Use v2.services instead. */
  readonly services: IpMessaging['v2']['services']
}

export interface Knowledge {
  readonly v1: KnowledgeV1
  readonly v2: KnowledgeV2
}

export interface Lookups {
  readonly v1: LookupsV1
  readonly v2: LookupsV2
  /** @deprecated Use v1.phoneNumbers instead. */
  readonly phoneNumbers: Lookups['v1']['phoneNumbers']
}

export interface Marketplace {
  readonly v1: MarketplaceV1
}

export interface Memory {
  readonly v1: MemoryV1
}

export interface Messaging {
  readonly v1: MessagingV1
  readonly v2: MessagingV2
  readonly v3: MessagingV3
  /** @deprecated Use v1.brandRegistrations instead. */
  readonly brandRegistrations: Messaging['v1']['brandRegistrations']
  /** @deprecated Use v1.deactivations instead. */
  readonly deactivations: Messaging['v1']['deactivations']
  /** @deprecated Use v1.domainCerts instead. */
  readonly domainCerts: Messaging['v1']['domainCerts']
  /** @deprecated Use v1.domainConfig instead. */
  readonly domainConfig: Messaging['v1']['domainConfig']
  /** @deprecated Use v1.externalCampaign instead. */
  readonly externalCampaign: Messaging['v1']['externalCampaign']
  /** @deprecated Use v1.services instead. */
  readonly services: Messaging['v1']['services']
  /** @deprecated Use v1.usecases instead. */
  readonly usecases: Messaging['v1']['usecases']
}

export interface Monitor {
  readonly v1: MonitorV1
  readonly v2: MonitorV2
  /** @deprecated Use v1.alerts instead. */
  readonly alerts: Monitor['v1']['alerts']
  /** @deprecated Use v1.events instead. */
  readonly events: Monitor['v1']['events']
}

export interface Notify {
  readonly v1: NotifyV1
  /** @deprecated Use v1.credentials instead. */
  readonly credentials: Notify['v1']['credentials']
  /** @deprecated Use v1.services instead. */
  readonly services: Notify['v1']['services']
}

export interface Numbers {
  readonly v1: NumbersV1
  readonly v2: NumbersV2
  readonly v3: NumbersV3
  /** @deprecated Use v2.regulatoryCompliance instead. */
  readonly regulatoryCompliance: Numbers['v2']['regulatoryCompliance']
}

export interface Oauth {
  readonly v1: OauthV1
  readonly v2: OauthV2
}

export interface Preview {
  readonly hosted_numbers: PreviewHostedNumbers
  readonly marketplace: PreviewMarketplace
  readonly wireless: PreviewWireless
  /** @deprecated Use hosted_numbers.authorizationDocuments instead. */
  readonly authorizationDocuments: Preview['hosted_numbers']['authorizationDocuments']
  /** @deprecated Use hosted_numbers.hostedNumberOrders instead. */
  readonly hostedNumberOrders: Preview['hosted_numbers']['hostedNumberOrders']
  /** @deprecated Use marketplace.availableAddOns instead. */
  readonly availableAddOns: Preview['marketplace']['availableAddOns']
  /** @deprecated Use marketplace.installedAddOns instead. */
  readonly installedAddOns: Preview['marketplace']['installedAddOns']
  /** @deprecated Use wireless.commands instead. */
  readonly commands: Preview['wireless']['commands']
  /** @deprecated Use wireless.ratePlans instead. */
  readonly ratePlans: Preview['wireless']['ratePlans']
  /** @deprecated Use wireless.sims instead. */
  readonly sims: Preview['wireless']['sims']
}

export interface PreviewIam extends PreviewIamVersionless {
  readonly v1: PreviewIamV1
  /** @deprecated Use v1.token instead. */
  readonly tokens: PreviewIam['v1']['token']
  /** @deprecated Use v1.authorize instead. */
  readonly authorize: PreviewIam['v1']['authorize']
}

export interface Pricing {
  readonly v1: PricingV1
  readonly v2: PricingV2
  /** @deprecated Use v1.messaging instead. */
  readonly messaging: Pricing['v1']['messaging']
  /** @deprecated Use v1.phoneNumbers instead. */
  readonly phoneNumbers: Pricing['v1']['phoneNumbers']
  /** @deprecated Use v2.voice instead. */
  readonly voice: Pricing['v2']['voice']
  /** @deprecated Use v2.countries instead. */
  readonly countries: Pricing['v2']['countries']
  /** @deprecated Use v2.numbers instead. */
  readonly numbers: Pricing['v2']['numbers']
}

export interface Proxy {
  readonly v1: ProxyV1
  /** @deprecated Use v1.services instead. */
  readonly services: Proxy['v1']['services']
}

export interface Routes {
  readonly v2: RoutesV2
  readonly v3: RoutesV3
  /** @deprecated Use v2.phoneNumbers instead. */
  readonly phoneNumbers: Routes['v2']['phoneNumbers']
  /** @deprecated Use v2.sipDomains instead. */
  readonly sipDomains: Routes['v2']['sipDomains']
  /** @deprecated Use v2.trunks instead. */
  readonly trunks: Routes['v2']['trunks']
}

export interface Serverless {
  readonly v1: ServerlessV1
  /** @deprecated Use v1.services instead. */
  readonly services: Serverless['v1']['services']
}

export interface Studio {
  readonly v1: StudioV1
  readonly v2: StudioV2
  /** @deprecated Use v2.flows instead. */
  readonly flows: Studio['v2']['flows']
  /** @deprecated Use v2.flowValidate instead. */
  readonly flowValidate: Studio['v2']['flowValidate']
}

export interface Supersim {
  readonly v1: SupersimV1
  /** @deprecated Use v1.esimProfiles instead. */
  readonly esimProfiles: Supersim['v1']['esimProfiles']
  /** @deprecated Use v1.fleets instead. */
  readonly fleets: Supersim['v1']['fleets']
  /** @deprecated Use v1.ipCommands instead. */
  readonly ipCommands: Supersim['v1']['ipCommands']
  /** @deprecated Use v1.networks instead. */
  readonly networks: Supersim['v1']['networks']
  /** @deprecated Use v1.settingsUpdates instead. */
  readonly settingsUpdates: Supersim['v1']['settingsUpdates']
  /** @deprecated Use v1.networkAccessProfiles instead. */
  readonly networkAccessProfiles: Supersim['v1']['networkAccessProfiles']
  /** @deprecated Use v1.sims instead. */
  readonly sims: Supersim['v1']['sims']
  /** @deprecated Use v1.smsCommands instead. */
  readonly smsCommands: Supersim['v1']['smsCommands']
  /** @deprecated Use v1.usageRecords instead. */
  readonly usageRecords: Supersim['v1']['usageRecords']
}

export interface Sync {
  readonly v1: SyncV1
  /** @deprecated Use v1.services instead. */
  readonly services: Sync['v1']['services']
}

export interface Taskrouter {
  readonly v1: TaskrouterV1
  /** @deprecated Use v1.workspaces instead. */
  readonly workspaces: Taskrouter['v1']['workspaces']
}

export interface Trunking {
  readonly v1: TrunkingV1
  /** @deprecated Use v1.trunks instead. */
  readonly trunks: Trunking['v1']['trunks']
}

export interface Trusthub {
  readonly v1: TrusthubV1
  /** @deprecated Use v1.customerProfiles instead. */
  readonly customerProfiles: Trusthub['v1']['customerProfiles']
  /** @deprecated Use v1.endUsers instead. */
  readonly endUsers: Trusthub['v1']['endUsers']
  /** @deprecated Use v1.endUserTypes instead. */
  readonly endUserTypes: Trusthub['v1']['endUserTypes']
  /** @deprecated Use v1.policies instead. */
  readonly policies: Trusthub['v1']['policies']
  /** @deprecated Use v1.supportingDocuments instead. */
  readonly supportingDocuments: Trusthub['v1']['supportingDocuments']
  /** @deprecated Use v1.supportingDocumentTypes instead. */
  readonly supportingDocumentTypes: Trusthub['v1']['supportingDocumentTypes']
  /** @deprecated Use v1.trustProducts instead. */
  readonly trustProducts: Trusthub['v1']['trustProducts']
}

export interface Verify {
  readonly v2: VerifyV2
  /** @deprecated Use v2.forms instead. */
  readonly forms: Verify['v2']['forms']
  /** @deprecated Use v2.services instead. */
  readonly services: Verify['v2']['services']
  /** @deprecated Use v2.verificationAttempts instead. */
  readonly verificationAttempts: Verify['v2']['verificationAttempts']
  /** @deprecated Use v2.verificationAttemptsSummary instead. */
  readonly verificationAttemptsSummary: Verify['v2']['verificationAttemptsSummary']
  /** @deprecated Use v2.templates instead. */
  readonly templates: Verify['v2']['templates']
}

export interface Video {
  readonly v1: VideoV1
  /** @deprecated Use v1.compositions instead. */
  readonly compositions: Video['v1']['compositions']
  /** @deprecated Use v1.compositionHooks instead. */
  readonly compositionHooks: Video['v1']['compositionHooks']
  /** @deprecated Use v1.compositionSettings instead. */
  readonly compositionSettings: Video['v1']['compositionSettings']
  /** @deprecated Use v1.recordings instead. */
  readonly recordings: Video['v1']['recordings']
  /** @deprecated Use v1.recordingSettings instead. */
  readonly recordingSettings: Video['v1']['recordingSettings']
  /** @deprecated Use v1.rooms instead. */
  readonly rooms: Video['v1']['rooms']
}

export interface Voice {
  readonly v1: VoiceV1
  readonly v2: VoiceV2
  readonly v3: VoiceV3
  /** @deprecated Use v1.archivedCalls instead. */
  readonly archivedCalls: Voice['v1']['archivedCalls']
  /** @deprecated Use v1.byocTrunks instead. */
  readonly byocTrunks: Voice['v1']['byocTrunks']
  /** @deprecated Use v1.connectionPolicies instead. */
  readonly connectionPolicies: Voice['v1']['connectionPolicies']
  /** @deprecated Use v1.dialingPermissions instead. */
  readonly dialingPermissions: Voice['v1']['dialingPermissions']
  /** @deprecated Use v1.ipRecords instead. */
  readonly ipRecords: Voice['v1']['ipRecords']
  /** @deprecated Use v1.sourceIpMappings instead. */
  readonly sourceIpMappings: Voice['v1']['sourceIpMappings']
}

export interface Wireless {
  readonly v1: WirelessV1
  /** @deprecated Use v1.usageRecords instead. */
  readonly usageRecords: Wireless['v1']['usageRecords']
  /** @deprecated Use v1.commands instead. */
  readonly commands: Wireless['v1']['commands']
  /** @deprecated Use v1.ratePlans instead. */
  readonly ratePlans: Wireless['v1']['ratePlans']
  /** @deprecated Use v1.sims instead. */
  readonly sims: Wireless['v1']['sims']
}

/** Every product, as a property of the client. */
export interface Products {
  readonly accounts: Accounts
  readonly api: Api
  readonly assistants: Assistants
  readonly bulkexports: Bulkexports
  readonly chat: Chat
  readonly content: Content
  readonly conversations: Conversations
  readonly events: Events
  readonly flexApi: FlexApi
  readonly frontlineApi: FrontlineApi
  readonly iam: Iam
  readonly insights: Insights
  readonly intelligence: Intelligence
  readonly ipMessaging: IpMessaging
  readonly knowledge: Knowledge
  readonly lookups: Lookups
  readonly marketplace: Marketplace
  readonly memory: Memory
  readonly messaging: Messaging
  readonly monitor: Monitor
  readonly notify: Notify
  readonly numbers: Numbers
  readonly oauth: Oauth
  readonly preview: Preview
  readonly previewIam: PreviewIam
  readonly pricing: Pricing
  readonly proxy: Proxy
  readonly routes: Routes
  readonly serverless: Serverless
  readonly studio: Studio
  readonly supersim: Supersim
  readonly sync: Sync
  readonly taskrouter: Taskrouter
  readonly trunking: Trunking
  readonly trusthub: Trusthub
  readonly verify: Verify
  readonly video: Video
  readonly voice: Voice
  readonly wireless: Wireless
}
