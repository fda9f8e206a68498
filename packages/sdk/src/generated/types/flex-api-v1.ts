// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalFetch, OptionalJsonCreate, OptionalJsonUpdate, OptionalRemove, OptionalUpdate, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

export type ConfigurationStatus = "ok" | "inprogress" | "notstarted"

export type FlexFlowChannelType = "web" | "sms" | "facebook" | "whatsapp" | "line" | "custom"

export type FlexFlowIntegrationType = "studio" | "external" | "task"

export type InteractionChannelChannelStatus = "setup" | "active" | "failed" | "closed" | "inactive" | "pause" | "transfer"

export type InteractionChannelParticipantStatus = "closed" | "wrapup"

export type InteractionChannelParticipantType = "supervisor" | "customer" | "external" | "agent" | "unknown"

export type InteractionChannelType = "voice" | "sms" | "email" | "web" | "whatsapp" | "chat" | "messenger" | "gbm"

export type InteractionChannelUpdateChannelStatus = "closed" | "inactive"

export type InteractionTransferTransferStatus = "active" | "failed" | "completed"

export type InteractionTransferTransferType = "warm" | "cold" | "external"

export type ProvisioningStatusStatus = "active" | "in-progress" | "not-configured" | "failed"

export type WebChannelChatStatus = "inactive"

export interface ChannelListInstanceCreateOptions {
  flexFlowSid: string
  identity: string
  chatUserFriendlyName: string
  chatFriendlyName: string
  target?: string
  chatUniqueName?: string
  preEngagementData?: string
  taskSid?: string
  taskAttributes?: string
  longLived?: boolean
}

/** A record of Channel. */
export interface ChannelInstance extends BareFetch<ChannelInstance>, BareRemove {
  accountSid: string
  flexFlowSid: string
  sid: string
  userSid: string
  taskSid: string
  url: string
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Channels/{Sid}`; remove: `DELETE /v1/Channels/{Sid}` */
export interface ChannelContext extends BareFetch<ChannelInstance>, BareRemove {}

/** list: `GET /v1/Channels`; create: `POST /v1/Channels` */
export interface ChannelListInstance extends Callable<[sid: string], ChannelContext>, Listing<unknown, ChannelInstance>, RequiredCreate<ChannelListInstanceCreateOptions, ChannelInstance> {}

export interface FlexFlowContextUpdateOptions {
  friendlyName?: string
  chatServiceSid?: string
  channelType?: FlexFlowChannelType
  contactIdentity?: string
  enabled?: boolean
  integrationType?: FlexFlowIntegrationType
  "integration.flowSid"?: string
  "integration.url"?: string
  "integration.workspaceSid"?: string
  "integration.workflowSid"?: string
  "integration.channel"?: string
  "integration.timeout"?: number
  "integration.priority"?: number
  "integration.creationOnMessage"?: boolean
  longLived?: boolean
  janitorEnabled?: boolean
  "integration.retryCount"?: number
}

export interface FlexFlowListInstanceOptions {
  friendlyName?: string
}

export interface FlexFlowListInstanceCreateOptions {
  friendlyName: string
  chatServiceSid: string
  channelType: FlexFlowChannelType
  contactIdentity?: string
  enabled?: boolean
  integrationType?: FlexFlowIntegrationType
  "integration.flowSid"?: string
  "integration.url"?: string
  "integration.workspaceSid"?: string
  "integration.workflowSid"?: string
  "integration.channel"?: string
  "integration.timeout"?: number
  "integration.priority"?: number
  "integration.creationOnMessage"?: boolean
  longLived?: boolean
  janitorEnabled?: boolean
  "integration.retryCount"?: number
}

/** A record of FlexFlow. */
export interface FlexFlowInstance extends BareFetch<FlexFlowInstance>, OptionalUpdate<FlexFlowContextUpdateOptions, FlexFlowInstance>, BareRemove {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  sid: string
  friendlyName: string
  chatServiceSid: string
  channelType: FlexFlowChannelType
  contactIdentity: string
  enabled: boolean
  integrationType: FlexFlowIntegrationType
  integration: any
  longLived: boolean
  janitorEnabled: boolean
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/FlexFlows/{Sid}`; update: `POST /v1/FlexFlows/{Sid}`; remove: `DELETE /v1/FlexFlows/{Sid}` */
export interface FlexFlowContext extends BareFetch<FlexFlowInstance>, OptionalUpdate<FlexFlowContextUpdateOptions, FlexFlowInstance>, BareRemove {}

/** list: `GET /v1/FlexFlows`; create: `POST /v1/FlexFlows` */
export interface FlexFlowListInstance extends Callable<[sid: string], FlexFlowContext>, Listing<FlexFlowListInstanceOptions, FlexFlowInstance>, RequiredCreate<FlexFlowListInstanceCreateOptions, FlexFlowInstance> {}

export interface InteractionContextUpdateOptions {
  webhookTtid?: string
}

export interface InteractionListInstanceCreateOptions {
  channel: unknown
  routing?: unknown
  interactionContextSid?: string
  webhookTtid?: string
}

/** A record of Interaction. */
export interface InteractionInstance extends BareFetch<InteractionInstance>, OptionalUpdate<InteractionContextUpdateOptions, InteractionInstance> {
  sid: string
  channel: any
  routing: any
  url: string
  links: Record<string, string>
  interactionContextSid: string
  webhookTtid: string
  channels(): InteractionChannelListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Interactions/{Sid}`; update: `POST /v1/Interactions/{Sid}` */
export interface InteractionContext extends BareFetch<InteractionInstance>, OptionalUpdate<InteractionContextUpdateOptions, InteractionInstance> {
  readonly channels: InteractionChannelListInstance
}

/** create: `POST /v1/Interactions` */
export interface InteractionListInstance extends Callable<[sid: string], InteractionContext>, RequiredCreate<InteractionListInstanceCreateOptions, InteractionInstance> {}

export interface InteractionChannelContextUpdateOptions {
  status: InteractionChannelUpdateChannelStatus
  routing?: unknown
}

/** A record of InteractionChannel. */
export interface InteractionChannelInstance extends BareFetch<InteractionChannelInstance>, RequiredUpdate<InteractionChannelContextUpdateOptions, InteractionChannelInstance> {
  sid: string
  interactionSid: string
  type: InteractionChannelType
  status: InteractionChannelChannelStatus
  errorCode: number
  errorMessage: string
  url: string
  links: Record<string, string>
  invites(): InteractionChannelInviteListInstance
  participants(): InteractionChannelParticipantListInstance
  transfers(): InteractionTransferListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Interactions/{InteractionSid}/Channels/{Sid}`; update: `POST /v1/Interactions/{InteractionSid}/Channels/{Sid}` */
export interface InteractionChannelContext extends BareFetch<InteractionChannelInstance>, RequiredUpdate<InteractionChannelContextUpdateOptions, InteractionChannelInstance> {
  readonly invites: InteractionChannelInviteListInstance
  readonly participants: InteractionChannelParticipantListInstance
  readonly transfers: InteractionTransferListInstance
}

/** list: `GET /v1/Interactions/{InteractionSid}/Channels` */
export interface InteractionChannelListInstance extends Callable<[sid: string], InteractionChannelContext>, Listing<unknown, InteractionChannelInstance> {}

export interface InteractionChannelInviteListInstanceCreateOptions {
  routing: unknown
}

/** A record of InteractionChannelInvite. */
export interface InteractionChannelInviteInstance {
  sid: string
  interactionSid: string
  channelSid: string
  routing: any
  url: string
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Invites`; create: `POST /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Invites` */
export interface InteractionChannelInviteListInstance extends Listing<unknown, InteractionChannelInviteInstance>, RequiredCreate<InteractionChannelInviteListInstanceCreateOptions, InteractionChannelInviteInstance> {}

export interface InteractionChannelParticipantContextUpdateOptions {
  status: InteractionChannelParticipantStatus
}

export interface InteractionChannelParticipantListInstanceCreateOptions {
  type: InteractionChannelParticipantType
  mediaProperties: unknown
  routingProperties?: unknown
}

/** A record of InteractionChannelParticipant. */
export interface InteractionChannelParticipantInstance extends RequiredUpdate<InteractionChannelParticipantContextUpdateOptions, InteractionChannelParticipantInstance> {
  sid: string
  type: InteractionChannelParticipantType
  interactionSid: string
  channelSid: string
  url: string
  routingProperties: any
  toJSON(): Record<string, any>
}

/** update: `POST /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Participants/{Sid}` */
export interface InteractionChannelParticipantContext extends RequiredUpdate<InteractionChannelParticipantContextUpdateOptions, InteractionChannelParticipantInstance> {}

/** list: `GET /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Participants`; create: `POST /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Participants` */
export interface InteractionChannelParticipantListInstance extends Callable<[sid: string], InteractionChannelParticipantContext>, Listing<unknown, InteractionChannelParticipantInstance>, RequiredCreate<InteractionChannelParticipantListInstanceCreateOptions, InteractionChannelParticipantInstance> {}

export type InteractionTransferContextUpdateOptions = Record<string, unknown>

export type InteractionTransferListInstanceCreateOptions = Record<string, unknown>

/** A record of InteractionTransfer. */
export interface InteractionTransferInstance extends BareFetch<InteractionTransferInstance>, OptionalJsonUpdate<InteractionTransferContextUpdateOptions, InteractionTransferInstance> {
  sid: string
  instanceSid: string
  accountSid: string
  interactionSid: string
  channelSid: string
  executionSid: string
  type: InteractionTransferTransferType
  status: InteractionTransferTransferStatus
  from: string
  to: string
  noteSid: string
  summarySid: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Transfers/{Sid}`; update: `POST /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Transfers/{Sid}` */
export interface InteractionTransferContext extends BareFetch<InteractionTransferInstance>, OptionalJsonUpdate<InteractionTransferContextUpdateOptions, InteractionTransferInstance> {}

/** create: `POST /v1/Interactions/{InteractionSid}/Channels/{ChannelSid}/Transfers` */
export interface InteractionTransferListInstance extends Callable<[sid: string], InteractionTransferContext>, OptionalJsonCreate<InteractionTransferListInstanceCreateOptions, InteractionTransferInstance> {}

export interface WebChannelContextUpdateOptions {
  chatStatus?: WebChannelChatStatus
  postEngagementData?: string
}

export interface WebChannelListInstanceCreateOptions {
  flexFlowSid: string
  identity: string
  customerFriendlyName: string
  chatFriendlyName: string
  chatUniqueName?: string
  preEngagementData?: string
}

/** A record of WebChannel. */
export interface WebChannelInstance extends BareFetch<WebChannelInstance>, OptionalUpdate<WebChannelContextUpdateOptions, WebChannelInstance>, BareRemove {
  accountSid: string
  flexFlowSid: string
  sid: string
  url: string
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/WebChannels/{Sid}`; update: `POST /v1/WebChannels/{Sid}`; remove: `DELETE /v1/WebChannels/{Sid}` */
export interface WebChannelContext extends BareFetch<WebChannelInstance>, OptionalUpdate<WebChannelContextUpdateOptions, WebChannelInstance>, BareRemove {}

/** list: `GET /v1/WebChannels`; create: `POST /v1/WebChannels` */
export interface WebChannelListInstance extends Callable<[sid: string], WebChannelContext>, Listing<unknown, WebChannelInstance>, RequiredCreate<WebChannelListInstanceCreateOptions, WebChannelInstance> {}

export interface ConfigurationContextFetchOptions {
  uiVersion?: string
}

export type ConfigurationContextUpdateOptions = Record<string, unknown>

/** A record of Configuration. */
export interface ConfigurationInstance extends OptionalFetch<ConfigurationContextFetchOptions, ConfigurationInstance>, OptionalJsonUpdate<ConfigurationContextUpdateOptions, ConfigurationInstance> {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  attributes: any
  status: ConfigurationStatus
  taskrouterWorkspaceSid: string
  taskrouterTargetWorkflowSid: string
  taskrouterTargetTaskqueueSid: string
  taskrouterTaskqueues: Array<any>
  taskrouterSkills: Array<any>
  taskrouterWorkerChannels: any
  taskrouterWorkerAttributes: any
  taskrouterOfflineActivitySid: string
  runtimeDomain: string
  messagingServiceInstanceSid: string
  chatServiceInstanceSid: string
  flexServiceInstanceSid: string
  flexInstanceSid: string
  uiLanguage: string
  uiAttributes: any
  uiDependencies: any
  uiVersion: string
  serviceVersion: string
  callRecordingEnabled: boolean
  callRecordingWebhookUrl: string
  crmEnabled: boolean
  crmType: string
  crmCallbackUrl: string
  crmFallbackUrl: string
  crmAttributes: any
  publicAttributes: any
  pluginServiceEnabled: boolean
  pluginServiceAttributes: any
  integrations: Array<any>
  outboundCallFlows: any
  serverlessServiceSids: Array<string>
  queueStatsConfiguration: any
  notifications: any
  markdown: any
  url: string
  flexInsightsHr: any
  flexInsightsDrilldown: boolean
  flexUrl: string
  channelConfigs: Array<any>
  debuggerIntegration: any
  flexUiStatusReport: any
  agentConvEndMethods: any
  citrixVoiceVdi: any
  offlineConfig: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Configuration`; update: `POST /v1/Configuration` */
export interface ConfigurationContext extends OptionalFetch<ConfigurationContextFetchOptions, ConfigurationInstance>, OptionalJsonUpdate<ConfigurationContextUpdateOptions, ConfigurationInstance> {}

/** A place on the way. */
export interface ConfigurationListInstance extends Callable<[], ConfigurationContext> {}

export interface InsightsConversationsListInstanceOptions {
  segmentId?: string
  authorization?: string
}

/** A record of InsightsConversations. */
export interface InsightsConversationsInstance {
  accountId: string
  conversationId: string
  segmentCount: number
  segments: Array<any>
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Insights/Conversations` */
export interface InsightsConversationsListInstance extends Listing<InsightsConversationsListInstanceOptions, InsightsConversationsInstance> {}

export interface InsightsSegmentsListInstanceOptions {
  segmentId?: string
  reservationId?: ReadonlyArray<string>
  authorization?: string
}

/** A record of InsightsSegments. */
export interface InsightsSegmentsInstance {
  segmentId: string
  externalId: string
  queue: string
  externalContact: string
  externalSegmentLinkId: string
  date: string
  accountId: string
  externalSegmentLink: string
  agentId: string
  agentPhone: string
  agentName: string
  agentTeamName: string
  agentTeamNameInHierarchy: string
  agentLink: string
  customerPhone: string
  customerName: string
  customerLink: string
  segmentRecordingOffset: string
  media: any
  assessmentType: any
  assessmentPercentage: any
  url: string
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Insights/Segments` */
export interface InsightsSegmentsListInstance extends Listing<InsightsSegmentsListInstanceOptions, InsightsSegmentsInstance> {}

export interface PluginContextFetchOptions {
  flexMetadata?: string
}

export interface PluginContextUpdateOptions {
  friendlyName?: string
  description?: string
  flexMetadata?: string
}

export interface PluginListInstanceOptions {
  flexMetadata?: string
}

export interface PluginListInstanceCreateOptions {
  uniqueName: string
  friendlyName?: string
  description?: string
  flexMetadata?: string
}

/** A record of Plugin. */
export interface PluginInstance extends OptionalFetch<PluginContextFetchOptions, PluginInstance>, OptionalUpdate<PluginContextUpdateOptions, PluginInstance> {
  sid: string
  accountSid: string
  uniqueName: string
  friendlyName: string
  description: string
  archived: boolean
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  pluginVersions(): PluginVersionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/PluginService/Plugins/{Sid}`; update: `POST /v1/PluginService/Plugins/{Sid}` */
export interface PluginContext extends OptionalFetch<PluginContextFetchOptions, PluginInstance>, OptionalUpdate<PluginContextUpdateOptions, PluginInstance> {
  readonly pluginVersions: PluginVersionListInstance
}

/** list: `GET /v1/PluginService/Plugins`; create: `POST /v1/PluginService/Plugins` */
export interface PluginListInstance extends Callable<[sid: string], PluginContext>, Listing<PluginListInstanceOptions, PluginInstance>, RequiredCreate<PluginListInstanceCreateOptions, PluginInstance> {}

export interface PluginVersionContextFetchOptions {
  flexMetadata?: string
}

export interface PluginVersionListInstanceOptions {
  flexMetadata?: string
}

export interface PluginVersionListInstanceCreateOptions {
  versionParam: string
  pluginUrl: string
  changelog?: string
  private?: boolean
  cliVersion?: string
  validateStatus?: string
  flexMetadata?: string
}

/** A record of PluginVersion. */
export interface PluginVersionInstance extends OptionalFetch<PluginVersionContextFetchOptions, PluginVersionInstance> {
  sid: string
  pluginSid: string
  accountSid: string
  version: string
  pluginUrl: string
  changelog: string
  _private: boolean
  archived: boolean
  validated: boolean
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/PluginService/Plugins/{PluginSid}/Versions/{Sid}` */
export interface PluginVersionContext extends OptionalFetch<PluginVersionContextFetchOptions, PluginVersionInstance> {}

/** list: `GET /v1/PluginService/Plugins/{PluginSid}/Versions`; create: `POST /v1/PluginService/Plugins/{PluginSid}/Versions` */
export interface PluginVersionListInstance extends Callable<[sid: string], PluginVersionContext>, Listing<PluginVersionListInstanceOptions, PluginVersionInstance>, RequiredCreate<PluginVersionListInstanceCreateOptions, PluginVersionInstance> {}

export interface PluginConfigurationContextFetchOptions {
  flexMetadata?: string
}

export interface PluginConfigurationListInstanceOptions {
  flexMetadata?: string
}

export interface PluginConfigurationListInstanceCreateOptions {
  name: string
  plugins?: ReadonlyArray<unknown>
  description?: string
  flexMetadata?: string
}

/** A record of PluginConfiguration. */
export interface PluginConfigurationInstance extends OptionalFetch<PluginConfigurationContextFetchOptions, PluginConfigurationInstance> {
  sid: string
  accountSid: string
  name: string
  description: string
  archived: boolean
  dateCreated: Date
  url: string
  links: Record<string, string>
  plugins(): ConfiguredPluginListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/PluginService/Configurations/{Sid}` */
export interface PluginConfigurationContext extends OptionalFetch<PluginConfigurationContextFetchOptions, PluginConfigurationInstance> {
  readonly plugins: ConfiguredPluginListInstance
}

/** list: `GET /v1/PluginService/Configurations`; create: `POST /v1/PluginService/Configurations` */
export interface PluginConfigurationListInstance extends Callable<[sid: string], PluginConfigurationContext>, Listing<PluginConfigurationListInstanceOptions, PluginConfigurationInstance>, RequiredCreate<PluginConfigurationListInstanceCreateOptions, PluginConfigurationInstance> {}

export interface ConfiguredPluginContextFetchOptions {
  flexMetadata?: string
}

export interface ConfiguredPluginListInstanceOptions {
  flexMetadata?: string
}

/** A record of ConfiguredPlugin. */
export interface ConfiguredPluginInstance extends OptionalFetch<ConfiguredPluginContextFetchOptions, ConfiguredPluginInstance> {
  accountSid: string
  configurationSid: string
  pluginSid: string
  pluginVersionSid: string
  phase: number
  pluginUrl: string
  uniqueName: string
  friendlyName: string
  description: string
  pluginArchived: boolean
  version: string
  changelog: string
  pluginVersionArchived: boolean
  _private: boolean
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/PluginService/Configurations/{ConfigurationSid}/Plugins/{PluginSid}` */
export interface ConfiguredPluginContext extends OptionalFetch<ConfiguredPluginContextFetchOptions, ConfiguredPluginInstance> {}

/** list: `GET /v1/PluginService/Configurations/{ConfigurationSid}/Plugins` */
export interface ConfiguredPluginListInstance extends Callable<[pluginSid: string], ConfiguredPluginContext>, Listing<ConfiguredPluginListInstanceOptions, ConfiguredPluginInstance> {}

export interface PluginReleaseContextFetchOptions {
  flexMetadata?: string
}

export interface PluginReleaseListInstanceOptions {
  flexMetadata?: string
}

export interface PluginReleaseListInstanceCreateOptions {
  configurationId: string
  flexMetadata?: string
}

/** A record of PluginRelease. */
export interface PluginReleaseInstance extends OptionalFetch<PluginReleaseContextFetchOptions, PluginReleaseInstance> {
  sid: string
  accountSid: string
  configurationSid: string
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/PluginService/Releases/{Sid}` */
export interface PluginReleaseContext extends OptionalFetch<PluginReleaseContextFetchOptions, PluginReleaseInstance> {}

/** list: `GET /v1/PluginService/Releases`; create: `POST /v1/PluginService/Releases` */
export interface PluginReleaseListInstance extends Callable<[sid: string], PluginReleaseContext>, Listing<PluginReleaseListInstanceOptions, PluginReleaseInstance>, RequiredCreate<PluginReleaseListInstanceCreateOptions, PluginReleaseInstance> {}

export interface InsightsSessionContextCreateOptions {
  authorization?: string
}

/** A record of InsightsSession. */
export interface InsightsSessionInstance extends OptionalCreate<InsightsSessionContextCreateOptions, InsightsSessionInstance> {
  workspaceId: string
  sessionExpiry: string
  sessionId: string
  baseUrl: string
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Insights/Session` */
export interface InsightsSessionContext extends OptionalCreate<InsightsSessionContextCreateOptions, InsightsSessionInstance> {}

/** A place on the way. */
export interface InsightsSessionListInstance extends Callable<[], InsightsSessionContext> {}

export interface InsightsUserRolesContextFetchOptions {
  authorization?: string
}

/** A record of InsightsUserRoles. */
export interface InsightsUserRolesInstance extends OptionalFetch<InsightsUserRolesContextFetchOptions, InsightsUserRolesInstance> {
  roles: Array<string>
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Insights/UserRoles` */
export interface InsightsUserRolesContext extends OptionalFetch<InsightsUserRolesContextFetchOptions, InsightsUserRolesInstance> {}

/** A place on the way. */
export interface InsightsUserRolesListInstance extends Callable<[], InsightsUserRolesContext> {}

export interface InsightsAssessmentsContextUpdateOptions {
  offset: number
  answerText: string
  answerId: string
  authorization?: string
}

export interface InsightsAssessmentsListInstanceOptions {
  segmentId?: string
  authorization?: string
}

export interface InsightsAssessmentsListInstanceCreateOptions {
  categorySid: string
  categoryName: string
  segmentId: string
  agentId: string
  offset: number
  metricId: string
  metricName: string
  answerText: string
  answerId: string
  questionnaireSid: string
  authorization?: string
}

/** A record of InsightsAssessments. */
export interface InsightsAssessmentsInstance extends RequiredUpdate<InsightsAssessmentsContextUpdateOptions, InsightsAssessmentsInstance> {
  accountSid: string
  assessmentSid: string
  offset: string
  report: boolean
  weight: string
  agentId: string
  segmentId: string
  userName: string
  userEmail: string
  answerText: string
  answerId: string
  assessment: any
  timestamp: string
  url: string
  toJSON(): Record<string, any>
}

/** update: `POST /v1/Insights/QualityManagement/Assessments/{AssessmentSid}` */
export interface InsightsAssessmentsContext extends RequiredUpdate<InsightsAssessmentsContextUpdateOptions, InsightsAssessmentsInstance> {}

/** list: `GET /v1/Insights/QualityManagement/Assessments`; create: `POST /v1/Insights/QualityManagement/Assessments` */
export interface InsightsAssessmentsListInstance extends Callable<[assessmentSid: string], InsightsAssessmentsContext>, Listing<InsightsAssessmentsListInstanceOptions, InsightsAssessmentsInstance>, RequiredCreate<InsightsAssessmentsListInstanceCreateOptions, InsightsAssessmentsInstance> {}

export interface InsightsQuestionnairesContextFetchOptions {
  authorization?: string
}

export interface InsightsQuestionnairesContextUpdateOptions {
  active: boolean
  name?: string
  description?: string
  questionSids?: ReadonlyArray<string>
  authorization?: string
}

export interface InsightsQuestionnairesContextRemoveOptions {
  authorization?: string
}

export interface InsightsQuestionnairesListInstanceOptions {
  includeInactive?: boolean
  authorization?: string
}

export interface InsightsQuestionnairesListInstanceCreateOptions {
  name: string
  description?: string
  active?: boolean
  questionSids?: ReadonlyArray<string>
  authorization?: string
}

/** A record of InsightsQuestionnaires. */
export interface InsightsQuestionnairesInstance extends OptionalFetch<InsightsQuestionnairesContextFetchOptions, InsightsQuestionnairesInstance>, RequiredUpdate<InsightsQuestionnairesContextUpdateOptions, InsightsQuestionnairesInstance>, OptionalRemove<InsightsQuestionnairesContextRemoveOptions> {
  accountSid: string
  questionnaireSid: string
  name: string
  description: string
  active: boolean
  questions: Array<any>
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Insights/QualityManagement/Questionnaires/{QuestionnaireSid}`; update: `POST /v1/Insights/QualityManagement/Questionnaires/{QuestionnaireSid}`; remove: `DELETE /v1/Insights/QualityManagement/Questionnaires/{QuestionnaireSid}` */
export interface InsightsQuestionnairesContext extends OptionalFetch<InsightsQuestionnairesContextFetchOptions, InsightsQuestionnairesInstance>, RequiredUpdate<InsightsQuestionnairesContextUpdateOptions, InsightsQuestionnairesInstance>, OptionalRemove<InsightsQuestionnairesContextRemoveOptions> {}

/** list: `GET /v1/Insights/QualityManagement/Questionnaires`; create: `POST /v1/Insights/QualityManagement/Questionnaires` */
export interface InsightsQuestionnairesListInstance extends Callable<[questionnaireSid: string], InsightsQuestionnairesContext>, Listing<InsightsQuestionnairesListInstanceOptions, InsightsQuestionnairesInstance>, RequiredCreate<InsightsQuestionnairesListInstanceCreateOptions, InsightsQuestionnairesInstance> {}

export interface InsightsQuestionnairesCategoryContextUpdateOptions {
  name: string
  authorization?: string
}

export interface InsightsQuestionnairesCategoryContextRemoveOptions {
  authorization?: string
}

export interface InsightsQuestionnairesCategoryListInstanceOptions {
  authorization?: string
}

export interface InsightsQuestionnairesCategoryListInstanceCreateOptions {
  name: string
  authorization?: string
}

/** A record of InsightsQuestionnairesCategory. */
export interface InsightsQuestionnairesCategoryInstance extends RequiredUpdate<InsightsQuestionnairesCategoryContextUpdateOptions, InsightsQuestionnairesCategoryInstance>, OptionalRemove<InsightsQuestionnairesCategoryContextRemoveOptions> {
  accountSid: string
  categorySid: string
  name: string
  url: string
  toJSON(): Record<string, any>
}

/** update: `POST /v1/Insights/QualityManagement/Categories/{CategorySid}`; remove: `DELETE /v1/Insights/QualityManagement/Categories/{CategorySid}` */
export interface InsightsQuestionnairesCategoryContext extends RequiredUpdate<InsightsQuestionnairesCategoryContextUpdateOptions, InsightsQuestionnairesCategoryInstance>, OptionalRemove<InsightsQuestionnairesCategoryContextRemoveOptions> {}

/** list: `GET /v1/Insights/QualityManagement/Categories`; create: `POST /v1/Insights/QualityManagement/Categories` */
export interface InsightsQuestionnairesCategoryListInstance extends Callable<[categorySid: string], InsightsQuestionnairesCategoryContext>, Listing<InsightsQuestionnairesCategoryListInstanceOptions, InsightsQuestionnairesCategoryInstance>, RequiredCreate<InsightsQuestionnairesCategoryListInstanceCreateOptions, InsightsQuestionnairesCategoryInstance> {}

export interface InsightsQuestionnairesQuestionContextUpdateOptions {
  allowNa: boolean
  categorySid?: string
  question?: string
  description?: string
  answerSetId?: string
  authorization?: string
}

export interface InsightsQuestionnairesQuestionContextRemoveOptions {
  authorization?: string
}

export interface InsightsQuestionnairesQuestionListInstanceOptions {
  categorySid?: ReadonlyArray<string>
  authorization?: string
}

export interface InsightsQuestionnairesQuestionListInstanceCreateOptions {
  categorySid: string
  question: string
  answerSetId: string
  allowNa: boolean
  description?: string
  authorization?: string
}

/** A record of InsightsQuestionnairesQuestion. */
export interface InsightsQuestionnairesQuestionInstance extends RequiredUpdate<InsightsQuestionnairesQuestionContextUpdateOptions, InsightsQuestionnairesQuestionInstance>, OptionalRemove<InsightsQuestionnairesQuestionContextRemoveOptions> {
  accountSid: string
  questionSid: string
  question: string
  description: string
  category: any
  answerSetId: string
  allowNa: boolean
  usage: number
  answerSet: any
  url: string
  toJSON(): Record<string, any>
}

/** update: `POST /v1/Insights/QualityManagement/Questions/{QuestionSid}`; remove: `DELETE /v1/Insights/QualityManagement/Questions/{QuestionSid}` */
export interface InsightsQuestionnairesQuestionContext extends RequiredUpdate<InsightsQuestionnairesQuestionContextUpdateOptions, InsightsQuestionnairesQuestionInstance>, OptionalRemove<InsightsQuestionnairesQuestionContextRemoveOptions> {}

/** list: `GET /v1/Insights/QualityManagement/Questions`; create: `POST /v1/Insights/QualityManagement/Questions` */
export interface InsightsQuestionnairesQuestionListInstance extends Callable<[questionSid: string], InsightsQuestionnairesQuestionContext>, Listing<InsightsQuestionnairesQuestionListInstanceOptions, InsightsQuestionnairesQuestionInstance>, RequiredCreate<InsightsQuestionnairesQuestionListInstanceCreateOptions, InsightsQuestionnairesQuestionInstance> {}

/** A record of ProvisioningStatus. */
export interface ProvisioningStatusInstance extends BareFetch<ProvisioningStatusInstance> {
  status: ProvisioningStatusStatus
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/account/provision/status` */
export interface ProvisioningStatusContext extends BareFetch<ProvisioningStatusInstance> {}

/** A place on the way. */
export interface ProvisioningStatusListInstance extends Callable<[], ProvisioningStatusContext> {}

export interface InsightsAssessmentsCommentListInstanceOptions {
  segmentId?: string
  agentId?: string
  authorization?: string
}

export interface InsightsAssessmentsCommentListInstanceCreateOptions {
  categoryId: string
  categoryName: string
  comment: string
  segmentId: string
  agentId: string
  offset: number
  authorization?: string
}

/** A record of InsightsAssessmentsComment. */
export interface InsightsAssessmentsCommentInstance {
  accountSid: string
  assessmentSid: string
  comment: any
  offset: string
  report: boolean
  weight: string
  agentId: string
  segmentId: string
  userName: string
  userEmail: string
  timestamp: string
  url: string
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Insights/QualityManagement/Assessments/Comments`; create: `POST /v1/Insights/QualityManagement/Assessments/Comments` */
export interface InsightsAssessmentsCommentListInstance extends Listing<InsightsAssessmentsCommentListInstanceOptions, InsightsAssessmentsCommentInstance>, RequiredCreate<InsightsAssessmentsCommentListInstanceCreateOptions, InsightsAssessmentsCommentInstance> {}

export interface InsightsSettingsAnswersetsListInstanceFetchOptions {
  authorization?: string
}

/** A record of InsightsSettingsAnswersets. */
export interface InsightsSettingsAnswersetsInstance {
  accountSid: string
  answerSets: any
  answerSetCategories: any
  notApplicable: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Insights/QualityManagement/Settings/AnswerSets` */
export interface InsightsSettingsAnswersetsListInstance extends OptionalFetch<InsightsSettingsAnswersetsListInstanceFetchOptions, InsightsSettingsAnswersetsInstance> {}

export interface InsightsSettingsCommentListInstanceFetchOptions {
  authorization?: string
}

/** A record of InsightsSettingsComment. */
export interface InsightsSettingsCommentInstance {
  accountSid: string
  comments: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Insights/QualityManagement/Settings/CommentTags` */
export interface InsightsSettingsCommentListInstance extends OptionalFetch<InsightsSettingsCommentListInstanceFetchOptions, InsightsSettingsCommentInstance> {}

export interface PluginArchiveContextUpdateOptions {
  flexMetadata?: string
}

/** A record of PluginArchive. */
export interface PluginArchiveInstance extends OptionalUpdate<PluginArchiveContextUpdateOptions, PluginArchiveInstance> {
  sid: string
  accountSid: string
  uniqueName: string
  friendlyName: string
  description: string
  archived: boolean
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** update: `POST /v1/PluginService/Plugins/{Sid}/Archive` */
export interface PluginArchiveContext extends OptionalUpdate<PluginArchiveContextUpdateOptions, PluginArchiveInstance> {}

/** A place on the way. */
export interface PluginArchiveListInstance extends Callable<[sid: string], PluginArchiveContext> {}

export interface PluginConfigurationArchiveContextUpdateOptions {
  flexMetadata?: string
}

/** A record of PluginConfigurationArchive. */
export interface PluginConfigurationArchiveInstance extends OptionalUpdate<PluginConfigurationArchiveContextUpdateOptions, PluginConfigurationArchiveInstance> {
  sid: string
  accountSid: string
  name: string
  description: string
  archived: boolean
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** update: `POST /v1/PluginService/Configurations/{Sid}/Archive` */
export interface PluginConfigurationArchiveContext extends OptionalUpdate<PluginConfigurationArchiveContextUpdateOptions, PluginConfigurationArchiveInstance> {}

/** A place on the way. */
export interface PluginConfigurationArchiveListInstance extends Callable<[sid: string], PluginConfigurationArchiveContext> {}

export interface PluginVersionArchiveContextUpdateOptions {
  flexMetadata?: string
}

/** A record of PluginVersionArchive. */
export interface PluginVersionArchiveInstance extends OptionalUpdate<PluginVersionArchiveContextUpdateOptions, PluginVersionArchiveInstance> {
  sid: string
  pluginSid: string
  accountSid: string
  version: string
  pluginUrl: string
  changelog: string
  _private: boolean
  archived: boolean
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** update: `POST /v1/PluginService/Plugins/{PluginSid}/Versions/{Sid}/Archive` */
export interface PluginVersionArchiveContext extends OptionalUpdate<PluginVersionArchiveContextUpdateOptions, PluginVersionArchiveInstance> {}

/** A place on the way. */
export interface PluginVersionArchiveListInstance extends Callable<[pluginSid: string, sid: string], PluginVersionArchiveContext> {}

/** Version v1 of flexApi. */
export interface FlexApiV1 {
  readonly channel: ChannelListInstance
  readonly flexFlow: FlexFlowListInstance
  readonly interaction: InteractionListInstance
  readonly webChannel: WebChannelListInstance
  readonly configuration: ConfigurationListInstance
  readonly insightsConversations: InsightsConversationsListInstance
  readonly insightsSegments: InsightsSegmentsListInstance
  readonly plugins: PluginListInstance
  readonly pluginConfigurations: PluginConfigurationListInstance
  readonly pluginReleases: PluginReleaseListInstance
  readonly insightsSession: InsightsSessionListInstance
  readonly insightsUserRoles: InsightsUserRolesListInstance
  readonly assessments: InsightsAssessmentsListInstance
  readonly insightsQuestionnaires: InsightsQuestionnairesListInstance
  readonly insightsQuestionnairesCategory: InsightsQuestionnairesCategoryListInstance
  readonly insightsQuestionnairesQuestion: InsightsQuestionnairesQuestionListInstance
  readonly provisioningStatus: ProvisioningStatusListInstance
  readonly insightsAssessmentsComment: InsightsAssessmentsCommentListInstance
  readonly insightsSettingsAnswerSets: InsightsSettingsAnswersetsListInstance
  readonly insightsSettingsComment: InsightsSettingsCommentListInstance
  readonly pluginArchive: PluginArchiveListInstance
  readonly pluginConfigurationArchive: PluginConfigurationArchiveListInstance
  readonly pluginVersionArchive: PluginVersionArchiveListInstance
}
