// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, Callable, Listing, OptionalFetch, OptionalUpdate } from '../../rest/types.ts'

export type AnnotationAnsweredBy = "unknown_answered_by" | "human" | "machine"

export type AnnotationConnectivityIssue = "unknown_connectivity_issue" | "no_connectivity_issue" | "invalid_number" | "caller_id" | "dropped_call" | "number_reachability"

export type CallSummariesAnsweredBy = "unknown" | "machine_start" | "machine_end_beep" | "machine_end_silence" | "machine_end_other" | "human" | "fax"

export type CallSummariesCallState = "ringing" | "completed" | "busy" | "fail" | "noanswer" | "canceled" | "answered" | "undialed"

export type CallSummariesCallType = "carrier" | "sip" | "trunking" | "client" | "whatsapp"

export type CallSummariesProcessingState = "complete" | "partial"

export type CallSummariesProcessingStateRequest = "completed" | "started" | "partial" | "all"

export type CallSummariesSortBy = "start_time" | "end_time"

export type ConferenceConferenceEndReason = "last_participant_left" | "conference_ended_via_api" | "participant_with_end_conference_on_exit_left" | "last_participant_kicked" | "participant_with_end_conference_on_exit_kicked"

export type ConferenceConferenceStatus = "in_progress" | "not_started" | "completed" | "summary_timeout"

export type ConferenceParticipantCallDirection = "inbound" | "outbound"

export type ConferenceParticipantCallStatus = "answered" | "completed" | "busy" | "fail" | "noanswer" | "ringing" | "canceled"

export type ConferenceParticipantCallType = "carrier" | "client" | "sip"

export type ConferenceParticipantJitterBufferSize = "large" | "small" | "medium" | "off"

export type ConferenceParticipantProcessingState = "complete" | "in_progress" | "timeout"

export type ConferenceParticipantRegion = "us1" | "us2" | "au1" | "br1" | "ie1" | "jp1" | "sg1" | "de1" | "in1"

export type ConferenceProcessingState = "complete" | "in_progress" | "timeout"

export type ConferenceRegion = "us1" | "us2" | "au1" | "br1" | "ie1" | "jp1" | "sg1" | "de1" | "in1"

export type ConferenceTag = "invalid_requested_region" | "duplicate_identity" | "start_failure" | "region_configuration_issues" | "quality_warnings" | "participant_behavior_issues" | "high_packet_loss" | "high_jitter" | "high_latency" | "low_mos" | "detected_silence" | "no_concurrent_participants"

export type EventLevel = "UNKNOWN" | "DEBUG" | "INFO" | "WARNING" | "ERROR"

export type EventTwilioEdge = "unknown_edge" | "carrier_edge" | "sip_edge" | "sdk_edge" | "client_edge"

export type MetricStreamDirection = "unknown" | "inbound" | "outbound" | "both"

export type MetricTwilioEdge = "unknown_edge" | "carrier_edge" | "sip_edge" | "sdk_edge" | "client_edge"

export type SummaryAnsweredBy = "unknown" | "machine_start" | "machine_end_beep" | "machine_end_silence" | "machine_end_other" | "human" | "fax"

export type SummaryCallState = "ringing" | "completed" | "busy" | "fail" | "noanswer" | "canceled" | "answered" | "undialed"

export type SummaryCallType = "carrier" | "sip" | "trunking" | "client" | "whatsapp"

export type SummaryProcessingState = "complete" | "partial"

export type VideoParticipantSummaryCodec = "VP8" | "H264" | "VP9" | "opus"

export type VideoParticipantSummaryEdgeLocation = "ashburn" | "dublin" | "frankfurt" | "singapore" | "sydney" | "sao_paulo" | "roaming" | "umatilla" | "tokyo"

export type VideoParticipantSummaryRoomStatus = "in_progress" | "connected" | "completed" | "disconnected"

export type VideoParticipantSummaryTwilioRealm = "us1" | "us2" | "au1" | "br1" | "ie1" | "jp1" | "sg1" | "in1" | "de1" | "gll"

export type VideoRoomSummaryCodec = "VP8" | "H264" | "VP9" | "opus"

export type VideoRoomSummaryCreatedMethod = "sdk" | "ad_hoc" | "api"

export type VideoRoomSummaryEdgeLocation = "ashburn" | "dublin" | "frankfurt" | "singapore" | "sydney" | "sao_paulo" | "roaming" | "umatilla" | "tokyo"

export type VideoRoomSummaryEndReason = "room_ended_via_api" | "timeout"

export type VideoRoomSummaryProcessingState = "complete" | "in_progress" | "timeout" | "not_started"

export type VideoRoomSummaryRoomStatus = "in_progress" | "completed"

export type VideoRoomSummaryRoomType = "go" | "peer_to_peer" | "group" | "group_small"

export type VideoRoomSummaryTwilioRealm = "us1" | "us2" | "au1" | "br1" | "ie1" | "jp1" | "sg1" | "in1" | "de1" | "gll"

export interface ConferenceListInstanceOptions {
  conferenceSid?: string
  friendlyName?: string
  status?: string
  createdAfter?: string
  createdBefore?: string
  mixerRegion?: string
  tags?: string
  subaccount?: string
  detectedIssues?: string
  endReason?: string
}

/** A record of Conference. */
export interface ConferenceInstance extends BareFetch<ConferenceInstance> {
  conferenceSid: string
  accountSid: string
  friendlyName: string
  createTime: Date
  startTime: Date
  endTime: Date
  durationSeconds: number
  connectDurationSeconds: number
  status: ConferenceConferenceStatus
  maxParticipants: number
  maxConcurrentParticipants: number
  uniqueParticipants: number
  endReason: ConferenceConferenceEndReason
  endedBy: string
  mixerRegion: ConferenceRegion
  mixerRegionRequested: ConferenceRegion
  recordingEnabled: boolean
  detectedIssues: any
  tags: Array<ConferenceTag>
  tagInfo: any
  processingState: ConferenceProcessingState
  url: string
  links: Record<string, string>
  conferenceParticipants(): ConferenceParticipantListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Conferences/{ConferenceSid}` */
export interface ConferenceContext extends BareFetch<ConferenceInstance> {
  readonly conferenceParticipants: ConferenceParticipantListInstance
}

/** list: `GET /v1/Conferences` */
export interface ConferenceListInstance extends Callable<[conferenceSid: string], ConferenceContext>, Listing<ConferenceListInstanceOptions, ConferenceInstance> {}

export interface ConferenceParticipantContextFetchOptions {
  events?: string
  metrics?: string
}

export interface ConferenceParticipantListInstanceOptions {
  participantSid?: string
  label?: string
  events?: string
}

/** A record of ConferenceParticipant. */
export interface ConferenceParticipantInstance extends OptionalFetch<ConferenceParticipantContextFetchOptions, ConferenceParticipantInstance> {
  participantSid: string
  label: string
  conferenceSid: string
  callSid: string
  accountSid: string
  callDirection: ConferenceParticipantCallDirection
  from: string
  to: string
  callStatus: ConferenceParticipantCallStatus
  countryCode: string
  isModerator: boolean
  joinTime: Date
  leaveTime: Date
  durationSeconds: number
  outboundQueueLength: number
  outboundTimeInQueue: number
  jitterBufferSize: ConferenceParticipantJitterBufferSize
  isCoach: boolean
  coachedParticipants: Array<string>
  participantRegion: ConferenceParticipantRegion
  conferenceRegion: ConferenceParticipantRegion
  callType: ConferenceParticipantCallType
  processingState: ConferenceParticipantProcessingState
  properties: any
  events: any
  metrics: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Conferences/{ConferenceSid}/Participants/{ParticipantSid}` */
export interface ConferenceParticipantContext extends OptionalFetch<ConferenceParticipantContextFetchOptions, ConferenceParticipantInstance> {}

/** list: `GET /v1/Conferences/{ConferenceSid}/Participants` */
export interface ConferenceParticipantListInstance extends Callable<[participantSid: string], ConferenceParticipantContext>, Listing<ConferenceParticipantListInstanceOptions, ConferenceParticipantInstance> {}

export interface CallSummariesListInstanceOptions {
  from?: string
  to?: string
  fromCarrier?: string
  toCarrier?: string
  fromCountryCode?: string
  toCountryCode?: string
  verifiedCaller?: boolean
  hasTag?: boolean
  startTime?: string
  endTime?: string
  callType?: string
  callState?: string
  direction?: string
  processingState?: CallSummariesProcessingStateRequest
  sortBy?: CallSummariesSortBy
  subaccount?: string
  abnormalSession?: boolean
  answeredBy?: CallSummariesAnsweredBy
  answeredByAnnotation?: string
  connectivityIssueAnnotation?: string
  qualityIssueAnnotation?: string
  spamAnnotation?: boolean
  callScoreAnnotation?: string
  brandedEnabled?: boolean
  voiceIntegrityEnabled?: boolean
  brandedBundleSid?: string
  brandedLogo?: boolean
  brandedType?: string
  brandedUseCase?: string
  brandedCallReason?: string
  voiceIntegrityBundleSid?: string
  voiceIntegrityUseCase?: string
  businessProfileIdentity?: string
  businessProfileIndustry?: string
  businessProfileBundleSid?: string
  businessProfileType?: string
}

/** A record of CallSummaries. */
export interface CallSummariesInstance {
  accountSid: string
  callSid: string
  answeredBy: CallSummariesAnsweredBy
  callType: CallSummariesCallType
  callState: CallSummariesCallState
  processingState: CallSummariesProcessingState
  createdTime: Date
  startTime: Date
  endTime: Date
  duration: number
  connectDuration: number
  from: any
  to: any
  carrierEdge: any
  clientEdge: any
  sdkEdge: any
  sipEdge: any
  tags: Array<string>
  url: string
  attributes: any
  properties: any
  trust: any
  annotation: any
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Voice/Summaries` */
export interface CallSummariesListInstance extends Listing<CallSummariesListInstanceOptions, CallSummariesInstance> {}

export interface VideoRoomSummaryListInstanceOptions {
  roomType?: ReadonlyArray<VideoRoomSummaryRoomType>
  codec?: ReadonlyArray<VideoRoomSummaryCodec>
  roomName?: string
  createdAfter?: Date | string
  createdBefore?: Date | string
}

/** A record of VideoRoomSummary. */
export interface VideoRoomSummaryInstance extends BareFetch<VideoRoomSummaryInstance> {
  accountSid: string
  roomSid: string
  roomName: string
  createTime: Date
  endTime: Date
  roomType: VideoRoomSummaryRoomType
  roomStatus: VideoRoomSummaryRoomStatus
  statusCallback: string
  statusCallbackMethod: string
  createdMethod: VideoRoomSummaryCreatedMethod
  endReason: VideoRoomSummaryEndReason
  maxParticipants: number
  uniqueParticipants: number
  uniqueParticipantIdentities: number
  concurrentParticipants: number
  maxConcurrentParticipants: number
  codecs: Array<VideoRoomSummaryCodec>
  mediaRegion: VideoRoomSummaryTwilioRealm
  durationSec: number
  totalParticipantDurationSec: number
  totalRecordingDurationSec: number
  processingState: VideoRoomSummaryProcessingState
  recordingEnabled: boolean
  edgeLocation: VideoRoomSummaryEdgeLocation
  url: string
  links: Record<string, string>
  participants(): VideoParticipantSummaryListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Video/Rooms/{RoomSid}` */
export interface VideoRoomSummaryContext extends BareFetch<VideoRoomSummaryInstance> {
  readonly participants: VideoParticipantSummaryListInstance
}

/** list: `GET /v1/Video/Rooms` */
export interface VideoRoomSummaryListInstance extends Callable<[roomSid: string], VideoRoomSummaryContext>, Listing<VideoRoomSummaryListInstanceOptions, VideoRoomSummaryInstance> {}

/** A record of VideoParticipantSummary. */
export interface VideoParticipantSummaryInstance extends BareFetch<VideoParticipantSummaryInstance> {
  participantSid: string
  participantIdentity: string
  joinTime: Date
  leaveTime: Date
  durationSec: number
  accountSid: string
  roomSid: string
  status: VideoParticipantSummaryRoomStatus
  codecs: Array<VideoParticipantSummaryCodec>
  endReason: string
  errorCode: number
  errorCodeUrl: string
  mediaRegion: VideoParticipantSummaryTwilioRealm
  properties: any
  edgeLocation: VideoParticipantSummaryEdgeLocation
  publisherInfo: any
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Video/Rooms/{RoomSid}/Participants/{ParticipantSid}` */
export interface VideoParticipantSummaryContext extends BareFetch<VideoParticipantSummaryInstance> {}

/** list: `GET /v1/Video/Rooms/{RoomSid}/Participants` */
export interface VideoParticipantSummaryListInstance extends Callable<[participantSid: string], VideoParticipantSummaryContext>, Listing<unknown, VideoParticipantSummaryInstance> {}

export interface AccountSettingsContextFetchOptions {
  subaccountSid?: string
}

export interface AccountSettingsContextUpdateOptions {
  advancedFeatures?: boolean
  voiceTrace?: boolean
  subaccountSid?: string
}

/** A record of AccountSettings. */
export interface AccountSettingsInstance extends OptionalFetch<AccountSettingsContextFetchOptions, AccountSettingsInstance>, OptionalUpdate<AccountSettingsContextUpdateOptions, AccountSettingsInstance> {
  accountSid: string
  advancedFeatures: boolean
  voiceTrace: boolean
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Voice/Settings`; update: `POST /v1/Voice/Settings` */
export interface AccountSettingsContext extends OptionalFetch<AccountSettingsContextFetchOptions, AccountSettingsInstance>, OptionalUpdate<AccountSettingsContextUpdateOptions, AccountSettingsInstance> {}

/** A place on the way. */
export interface AccountSettingsListInstance extends Callable<[], AccountSettingsContext> {}

/** A record of Call. */
export interface CallInstance extends BareFetch<CallInstance> {
  sid: string
  url: string
  links: Record<string, string>
  events(): EventListInstance
  metrics(): MetricListInstance
  annotation(): AnnotationListInstance
  summary(): SummaryListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Voice/{Sid}` */
export interface CallContext extends BareFetch<CallInstance> {
  readonly events: EventListInstance
  readonly metrics: MetricListInstance
  readonly annotation: AnnotationListInstance
  readonly summary: SummaryListInstance
}

/** A place on the way. */
export interface CallListInstance extends Callable<[sid: string], CallContext> {}

export interface EventListInstanceOptions {
  edge?: EventTwilioEdge
}

/** A record of Event. */
export interface EventInstance {
  timestamp: string
  callSid: string
  accountSid: string
  edge: EventTwilioEdge
  group: string
  level: EventLevel
  name: string
  carrierEdge: any
  sipEdge: any
  sdkEdge: any
  clientEdge: any
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Voice/{CallSid}/Events` */
export interface EventListInstance extends Listing<EventListInstanceOptions, EventInstance> {}

export interface MetricListInstanceOptions {
  edge?: MetricTwilioEdge
  direction?: MetricStreamDirection
}

/** A record of Metric. */
export interface MetricInstance {
  timestamp: string
  callSid: string
  accountSid: string
  edge: MetricTwilioEdge
  direction: MetricStreamDirection
  carrierEdge: any
  sipEdge: any
  sdkEdge: any
  clientEdge: any
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Voice/{CallSid}/Metrics` */
export interface MetricListInstance extends Listing<MetricListInstanceOptions, MetricInstance> {}

export interface AnnotationContextUpdateOptions {
  answeredBy?: AnnotationAnsweredBy
  connectivityIssue?: AnnotationConnectivityIssue
  qualityIssues?: string
  spam?: boolean
  callScore?: number
  comment?: string
  incident?: string
}

/** A record of Annotation. */
export interface AnnotationInstance extends BareFetch<AnnotationInstance>, OptionalUpdate<AnnotationContextUpdateOptions, AnnotationInstance> {
  callSid: string
  accountSid: string
  answeredBy: AnnotationAnsweredBy
  connectivityIssue: AnnotationConnectivityIssue
  qualityIssues: Array<string>
  spam: boolean
  callScore: number
  comment: string
  incident: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Voice/{CallSid}/Annotation`; update: `POST /v1/Voice/{CallSid}/Annotation` */
export interface AnnotationContext extends BareFetch<AnnotationInstance>, OptionalUpdate<AnnotationContextUpdateOptions, AnnotationInstance> {}

/** A place on the way. */
export interface AnnotationListInstance extends Callable<[], AnnotationContext> {}

export interface SummaryContextFetchOptions {
  processingState?: SummaryProcessingState
}

/** A record of Summary. */
export interface SummaryInstance extends OptionalFetch<SummaryContextFetchOptions, SummaryInstance> {
  accountSid: string
  callSid: string
  callType: SummaryCallType
  callState: SummaryCallState
  answeredBy: SummaryAnsweredBy
  processingState: SummaryProcessingState
  createdTime: Date
  startTime: Date
  endTime: Date
  duration: number
  connectDuration: number
  from: any
  to: any
  carrierEdge: any
  clientEdge: any
  sdkEdge: any
  sipEdge: any
  tags: Array<string>
  url: string
  attributes: any
  properties: any
  trust: any
  annotation: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Voice/{CallSid}/Summary` */
export interface SummaryContext extends OptionalFetch<SummaryContextFetchOptions, SummaryInstance> {}

/** A place on the way. */
export interface SummaryListInstance extends Callable<[], SummaryContext> {}

/** Version v1 of insights. */
export interface InsightsV1 {
  readonly conferences: ConferenceListInstance
  readonly callSummaries: CallSummariesListInstance
  readonly rooms: VideoRoomSummaryListInstance
  readonly settings: AccountSettingsListInstance
  readonly calls: CallListInstance
}
