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
import type { EventsV1 } from './events-v1.ts'
import type { FlexApiV1 } from './flex-api-v1.ts'
import type { FlexApiV2 } from './flex-api-v2.ts'
import type { FrontlineApiV1 } from './frontline-api-v1.ts'
import type { IamV1 } from './iam-v1.ts'
import type { InsightsV1 } from './insights-v1.ts'
import type { InsightsV2 } from './insights-v2.ts'
import type { IntelligenceV2 } from './intelligence-v2.ts'
import type { IpMessagingV1 } from './ip-messaging-v1.ts'
import type { IpMessagingV2 } from './ip-messaging-v2.ts'
import type { KnowledgeV1 } from './knowledge-v1.ts'
import type { LookupsV1 } from './lookups-v1.ts'
import type { LookupsV2 } from './lookups-v2.ts'
import type { MarketplaceV1 } from './marketplace-v1.ts'
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
import type { WirelessV1 } from './wireless-v1.ts'

export interface Accounts {
  readonly v1: AccountsV1
}

export interface Api {
  readonly v2010: ApiV2010
}

export interface Assistants {
  readonly v1: AssistantsV1
}

export interface Bulkexports {
  readonly v1: BulkexportsV1
}

export interface Chat {
  readonly v1: ChatV1
  readonly v2: ChatV2
  readonly v3: ChatV3
}

export interface Content {
  readonly v1: ContentV1
  readonly v2: ContentV2
}

export interface Conversations {
  readonly v1: ConversationsV1
}

export interface Events {
  readonly v1: EventsV1
}

export interface FlexApi {
  readonly v1: FlexApiV1
  readonly v2: FlexApiV2
}

export interface FrontlineApi {
  readonly v1: FrontlineApiV1
}

export interface Iam {
  readonly v1: IamV1
}

export interface Insights {
  readonly v1: InsightsV1
  readonly v2: InsightsV2
}

export interface Intelligence {
  readonly v2: IntelligenceV2
}

export interface IpMessaging {
  readonly v1: IpMessagingV1
  readonly v2: IpMessagingV2
}

export interface Knowledge {
  readonly v1: KnowledgeV1
}

export interface Lookups {
  readonly v1: LookupsV1
  readonly v2: LookupsV2
}

export interface Marketplace {
  readonly v1: MarketplaceV1
}

export interface Messaging {
  readonly v1: MessagingV1
  readonly v2: MessagingV2
  readonly v3: MessagingV3
}

export interface Monitor {
  readonly v1: MonitorV1
  readonly v2: MonitorV2
}

export interface Notify {
  readonly v1: NotifyV1
}

export interface Numbers {
  readonly v1: NumbersV1
  readonly v2: NumbersV2
  readonly v3: NumbersV3
}

export interface Oauth {
  readonly v1: OauthV1
  readonly v2: OauthV2
}

export interface Preview {
  readonly hosted_numbers: PreviewHostedNumbers
  readonly marketplace: PreviewMarketplace
  readonly wireless: PreviewWireless
}

export interface PreviewIam extends PreviewIamVersionless {
  readonly v1: PreviewIamV1
}

export interface Pricing {
  readonly v1: PricingV1
  readonly v2: PricingV2
}

export interface Proxy {
  readonly v1: ProxyV1
}

export interface Routes {
  readonly v2: RoutesV2
}

export interface Serverless {
  readonly v1: ServerlessV1
}

export interface Studio {
  readonly v1: StudioV1
  readonly v2: StudioV2
}

export interface Supersim {
  readonly v1: SupersimV1
}

export interface Sync {
  readonly v1: SyncV1
}

export interface Taskrouter {
  readonly v1: TaskrouterV1
}

export interface Trunking {
  readonly v1: TrunkingV1
}

export interface Trusthub {
  readonly v1: TrusthubV1
}

export interface Verify {
  readonly v2: VerifyV2
}

export interface Video {
  readonly v1: VideoV1
}

export interface Voice {
  readonly v1: VoiceV1
}

export interface Wireless {
  readonly v1: WirelessV1
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
