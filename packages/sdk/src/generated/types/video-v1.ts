// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, BareUpdate, Callable, Listing, OptionalCreate, OptionalUpdate, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

export type CompositionFormat = "mp4" | "webm"

export type CompositionHookFormat = "mp4" | "webm"

export type CompositionStatus = "enqueued" | "processing" | "completed" | "deleted" | "failed"

export type RecordingCodec = "VP8" | "H264" | "OPUS" | "PCMU"

export type RecordingFormat = "mka" | "mkv"

export type RecordingStatus = "processing" | "completed" | "deleted" | "failed"

export type RecordingType = "audio" | "video" | "data"

export type RoomParticipantAnonymizeStatus = "connected" | "disconnected"

export type RoomParticipantPublishedTrackKind = "audio" | "video" | "data"

export type RoomParticipantStatus = "connected" | "disconnected" | "reconnecting"

export type RoomParticipantSubscribedTrackKind = "audio" | "video" | "data"

export type RoomRecordingCodec = "VP8" | "H264" | "OPUS" | "PCMU"

export type RoomRecordingFormat = "mka" | "mkv"

export type RoomRecordingStatus = "processing" | "completed" | "deleted" | "failed"

export type RoomRecordingType = "audio" | "video" | "data"

export type RoomRoomStatus = "in-progress" | "completed" | "failed"

export type RoomRoomType = "group" | "go" | "peer-to-peer" | "group-small"

export type RoomTranscriptionsStatus = "started" | "stopped" | "failed"

export type RoomVideoCodec = "VP8" | "H264"

export interface CompositionListInstanceOptions {
  status?: CompositionStatus
  dateCreatedAfter?: Date | string
  dateCreatedBefore?: Date | string
  roomSid?: string
}

export interface CompositionListInstanceCreateOptions {
  roomSid: string
  videoLayout?: unknown
  audioSources?: ReadonlyArray<string>
  audioSourcesExcluded?: ReadonlyArray<string>
  resolution?: string
  format?: CompositionFormat
  statusCallback?: string
  statusCallbackMethod?: string
  trim?: boolean
}

/** A record of Composition. */
export interface CompositionInstance extends BareFetch<CompositionInstance>, BareRemove {
  accountSid: string
  status: CompositionStatus
  dateCreated: Date
  dateCompleted: Date
  dateDeleted: Date
  sid: string
  roomSid: string
  audioSources: Array<string>
  audioSourcesExcluded: Array<string>
  videoLayout: any
  resolution: string
  trim: boolean
  format: CompositionFormat
  bitrate: number
  size: number
  duration: number
  mediaExternalLocation: string
  statusCallback: string
  statusCallbackMethod: string
  url: string
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Compositions/{Sid}`; remove: `DELETE /v1/Compositions/{Sid}` */
export interface CompositionContext extends BareFetch<CompositionInstance>, BareRemove {}

/** list: `GET /v1/Compositions`; create: `POST /v1/Compositions` */
export interface CompositionListInstance extends Callable<[sid: string], CompositionContext>, Listing<CompositionListInstanceOptions, CompositionInstance>, RequiredCreate<CompositionListInstanceCreateOptions, CompositionInstance> {}

export interface CompositionHookContextUpdateOptions {
  friendlyName: string
  enabled?: boolean
  videoLayout?: unknown
  audioSources?: ReadonlyArray<string>
  audioSourcesExcluded?: ReadonlyArray<string>
  trim?: boolean
  format?: CompositionHookFormat
  resolution?: string
  statusCallback?: string
  statusCallbackMethod?: string
}

export interface CompositionHookListInstanceOptions {
  enabled?: boolean
  dateCreatedAfter?: Date | string
  dateCreatedBefore?: Date | string
  friendlyName?: string
}

export interface CompositionHookListInstanceCreateOptions {
  friendlyName: string
  enabled?: boolean
  videoLayout?: unknown
  audioSources?: ReadonlyArray<string>
  audioSourcesExcluded?: ReadonlyArray<string>
  resolution?: string
  format?: CompositionHookFormat
  statusCallback?: string
  statusCallbackMethod?: string
  trim?: boolean
}

/** A record of CompositionHook. */
export interface CompositionHookInstance extends BareFetch<CompositionHookInstance>, RequiredUpdate<CompositionHookContextUpdateOptions, CompositionHookInstance>, BareRemove {
  accountSid: string
  friendlyName: string
  enabled: boolean
  dateCreated: Date
  dateUpdated: Date
  sid: string
  audioSources: Array<string>
  audioSourcesExcluded: Array<string>
  videoLayout: any
  resolution: string
  trim: boolean
  format: CompositionHookFormat
  statusCallback: string
  statusCallbackMethod: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/CompositionHooks/{Sid}`; update: `POST /v1/CompositionHooks/{Sid}`; remove: `DELETE /v1/CompositionHooks/{Sid}` */
export interface CompositionHookContext extends BareFetch<CompositionHookInstance>, RequiredUpdate<CompositionHookContextUpdateOptions, CompositionHookInstance>, BareRemove {}

/** list: `GET /v1/CompositionHooks`; create: `POST /v1/CompositionHooks` */
export interface CompositionHookListInstance extends Callable<[sid: string], CompositionHookContext>, Listing<CompositionHookListInstanceOptions, CompositionHookInstance>, RequiredCreate<CompositionHookListInstanceCreateOptions, CompositionHookInstance> {}

export interface RecordingListInstanceOptions {
  status?: RecordingStatus
  sourceSid?: string
  groupingSid?: ReadonlyArray<string>
  dateCreatedAfter?: Date | string
  dateCreatedBefore?: Date | string
  mediaType?: RecordingType
}

/** A record of Recording. */
export interface RecordingInstance extends BareFetch<RecordingInstance>, BareRemove {
  accountSid: string
  status: RecordingStatus
  dateCreated: Date
  sid: string
  sourceSid: string
  size: number
  url: string
  type: RecordingType
  duration: number
  containerFormat: RecordingFormat
  codec: RecordingCodec
  groupingSids: any
  trackName: string
  offset: number
  mediaExternalLocation: string
  statusCallback: string
  statusCallbackMethod: string
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Recordings/{Sid}`; remove: `DELETE /v1/Recordings/{Sid}` */
export interface RecordingContext extends BareFetch<RecordingInstance>, BareRemove {}

/** list: `GET /v1/Recordings` */
export interface RecordingListInstance extends Callable<[sid: string], RecordingContext>, Listing<RecordingListInstanceOptions, RecordingInstance> {}

export interface RoomContextUpdateOptions {
  status: RoomRoomStatus
}

export interface RoomListInstanceOptions {
  status?: RoomRoomStatus
  uniqueName?: string
  dateCreatedAfter?: Date | string
  dateCreatedBefore?: Date | string
}

export interface RoomListInstanceCreateOptions {
  enableTurn?: boolean
  type?: RoomRoomType
  uniqueName?: string
  statusCallback?: string
  statusCallbackMethod?: string
  maxParticipants?: number
  recordParticipantsOnConnect?: boolean
  transcribeParticipantsOnConnect?: boolean
  videoCodecs?: ReadonlyArray<RoomVideoCodec>
  mediaRegion?: string
  recordingRules?: unknown
  transcriptionsConfiguration?: unknown
  audioOnly?: boolean
  maxParticipantDuration?: number
  emptyRoomTimeout?: number
  unusedRoomTimeout?: number
  largeRoom?: boolean
}

/** A record of Room. */
export interface RoomInstance extends BareFetch<RoomInstance>, RequiredUpdate<RoomContextUpdateOptions, RoomInstance> {
  sid: string
  status: RoomRoomStatus
  dateCreated: Date
  dateUpdated: Date
  accountSid: string
  enableTurn: boolean
  uniqueName: string
  statusCallback: string
  statusCallbackMethod: string
  endTime: Date
  duration: number
  type: RoomRoomType
  maxParticipants: number
  maxParticipantDuration: number
  maxConcurrentPublishedTracks: number
  recordParticipantsOnConnect: boolean
  videoCodecs: Array<RoomVideoCodec>
  mediaRegion: string
  audioOnly: boolean
  emptyRoomTimeout: number
  unusedRoomTimeout: number
  largeRoom: boolean
  url: string
  links: Record<string, string>
  participants(): RoomParticipantListInstance
  recordings(): RoomRecordingListInstance
  recordingRules(): RoomRecordingRuleListInstance
  transcriptions(): RoomTranscriptionsListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Rooms/{Sid}`; update: `POST /v1/Rooms/{Sid}` */
export interface RoomContext extends BareFetch<RoomInstance>, RequiredUpdate<RoomContextUpdateOptions, RoomInstance> {
  readonly participants: RoomParticipantListInstance
  readonly recordings: RoomRecordingListInstance
  readonly recordingRules: RoomRecordingRuleListInstance
  readonly transcriptions: RoomTranscriptionsListInstance
}

/** list: `GET /v1/Rooms`; create: `POST /v1/Rooms` */
export interface RoomListInstance extends Callable<[sid: string], RoomContext>, Listing<RoomListInstanceOptions, RoomInstance>, OptionalCreate<RoomListInstanceCreateOptions, RoomInstance> {}

export interface RoomParticipantContextUpdateOptions {
  status?: RoomParticipantStatus
}

export interface RoomParticipantListInstanceOptions {
  status?: RoomParticipantStatus
  identity?: string
  dateCreatedAfter?: Date | string
  dateCreatedBefore?: Date | string
}

/** A record of RoomParticipant. */
export interface RoomParticipantInstance extends BareFetch<RoomParticipantInstance>, OptionalUpdate<RoomParticipantContextUpdateOptions, RoomParticipantInstance> {
  sid: string
  roomSid: string
  accountSid: string
  status: RoomParticipantStatus
  identity: string
  dateCreated: Date
  dateUpdated: Date
  startTime: Date
  endTime: Date
  duration: number
  url: string
  links: Record<string, string>
  publishedTracks(): RoomParticipantPublishedTrackListInstance
  subscribeRules(): RoomParticipantSubscribeRuleListInstance
  subscribedTracks(): RoomParticipantSubscribedTrackListInstance
  anonymize(): RoomParticipantAnonymizeListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Rooms/{RoomSid}/Participants/{Sid}`; update: `POST /v1/Rooms/{RoomSid}/Participants/{Sid}` */
export interface RoomParticipantContext extends BareFetch<RoomParticipantInstance>, OptionalUpdate<RoomParticipantContextUpdateOptions, RoomParticipantInstance> {
  readonly publishedTracks: RoomParticipantPublishedTrackListInstance
  readonly subscribeRules: RoomParticipantSubscribeRuleListInstance
  readonly subscribedTracks: RoomParticipantSubscribedTrackListInstance
  readonly anonymize: RoomParticipantAnonymizeListInstance
}

/** list: `GET /v1/Rooms/{RoomSid}/Participants` */
export interface RoomParticipantListInstance extends Callable<[sid: string], RoomParticipantContext>, Listing<RoomParticipantListInstanceOptions, RoomParticipantInstance> {}

/** A record of RoomParticipantPublishedTrack. */
export interface RoomParticipantPublishedTrackInstance extends BareFetch<RoomParticipantPublishedTrackInstance> {
  sid: string
  participantSid: string
  roomSid: string
  name: string
  dateCreated: Date
  dateUpdated: Date
  enabled: boolean
  kind: RoomParticipantPublishedTrackKind
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/PublishedTracks/{Sid}` */
export interface RoomParticipantPublishedTrackContext extends BareFetch<RoomParticipantPublishedTrackInstance> {}

/** list: `GET /v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/PublishedTracks` */
export interface RoomParticipantPublishedTrackListInstance extends Callable<[sid: string], RoomParticipantPublishedTrackContext>, Listing<unknown, RoomParticipantPublishedTrackInstance> {}

export interface RoomParticipantSubscribeRuleListInstanceUpdateOptions {
  rules?: unknown
}

/** A record of RoomParticipantSubscribeRule. */
export interface RoomParticipantSubscribeRuleInstance {
  participantSid: string
  roomSid: string
  rules: Array<{ type: string; all: boolean; publisher: string; track: string; kind: string; priority: string }>
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/SubscribeRules`; update: `POST /v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/SubscribeRules` */
export interface RoomParticipantSubscribeRuleListInstance extends BareFetch<RoomParticipantSubscribeRuleInstance>, OptionalUpdate<RoomParticipantSubscribeRuleListInstanceUpdateOptions, RoomParticipantSubscribeRuleInstance> {}

/** A record of RoomParticipantSubscribedTrack. */
export interface RoomParticipantSubscribedTrackInstance extends BareFetch<RoomParticipantSubscribedTrackInstance> {
  sid: string
  participantSid: string
  publisherSid: string
  roomSid: string
  name: string
  dateCreated: Date
  dateUpdated: Date
  enabled: boolean
  kind: RoomParticipantSubscribedTrackKind
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/SubscribedTracks/{Sid}` */
export interface RoomParticipantSubscribedTrackContext extends BareFetch<RoomParticipantSubscribedTrackInstance> {}

/** list: `GET /v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/SubscribedTracks` */
export interface RoomParticipantSubscribedTrackListInstance extends Callable<[sid: string], RoomParticipantSubscribedTrackContext>, Listing<unknown, RoomParticipantSubscribedTrackInstance> {}

/** A record of RoomParticipantAnonymize. */
export interface RoomParticipantAnonymizeInstance extends BareUpdate<RoomParticipantAnonymizeInstance> {
  sid: string
  roomSid: string
  accountSid: string
  status: RoomParticipantAnonymizeStatus
  identity: string
  dateCreated: Date
  dateUpdated: Date
  startTime: Date
  endTime: Date
  duration: number
  url: string
  toJSON(): Record<string, any>
}

/** update: `POST /v1/Rooms/{RoomSid}/Participants/{Sid}/Anonymize` */
export interface RoomParticipantAnonymizeContext extends BareUpdate<RoomParticipantAnonymizeInstance> {}

/** A place on the way. */
export interface RoomParticipantAnonymizeListInstance extends Callable<[], RoomParticipantAnonymizeContext> {}

export interface RoomRecordingListInstanceOptions {
  status?: RoomRecordingStatus
  sourceSid?: string
  dateCreatedAfter?: Date | string
  dateCreatedBefore?: Date | string
}

/** A record of RoomRecording. */
export interface RoomRecordingInstance extends BareFetch<RoomRecordingInstance>, BareRemove {
  accountSid: string
  status: RoomRecordingStatus
  dateCreated: Date
  sid: string
  sourceSid: string
  size: number
  url: string
  type: RoomRecordingType
  duration: number
  containerFormat: RoomRecordingFormat
  codec: RoomRecordingCodec
  groupingSids: any
  trackName: string
  offset: number
  mediaExternalLocation: string
  roomSid: string
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Rooms/{RoomSid}/Recordings/{Sid}`; remove: `DELETE /v1/Rooms/{RoomSid}/Recordings/{Sid}` */
export interface RoomRecordingContext extends BareFetch<RoomRecordingInstance>, BareRemove {}

/** list: `GET /v1/Rooms/{RoomSid}/Recordings` */
export interface RoomRecordingListInstance extends Callable<[sid: string], RoomRecordingContext>, Listing<RoomRecordingListInstanceOptions, RoomRecordingInstance> {}

export interface RoomRecordingRuleListInstanceUpdateOptions {
  rules?: unknown
}

/** A record of RoomRecordingRule. */
export interface RoomRecordingRuleInstance {
  roomSid: string
  rules: Array<{ type: string; all: boolean; publisher: string; track: string; kind: string }>
  dateCreated: Date
  dateUpdated: Date
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Rooms/{RoomSid}/RecordingRules`; update: `POST /v1/Rooms/{RoomSid}/RecordingRules` */
export interface RoomRecordingRuleListInstance extends BareFetch<RoomRecordingRuleInstance>, OptionalUpdate<RoomRecordingRuleListInstanceUpdateOptions, RoomRecordingRuleInstance> {}

export interface RoomTranscriptionsContextUpdateOptions {
  status?: RoomTranscriptionsStatus
  configuration?: unknown
}

export interface RoomTranscriptionsListInstanceCreateOptions {
  configuration?: unknown
}

/** A record of RoomTranscriptions. */
export interface RoomTranscriptionsInstance extends BareFetch<RoomTranscriptionsInstance>, OptionalUpdate<RoomTranscriptionsContextUpdateOptions, RoomTranscriptionsInstance> {
  ttid: string
  accountSid: string
  roomSid: string
  sourceSid: string
  status: RoomTranscriptionsStatus
  dateCreated: Date
  dateUpdated: Date
  startTime: Date
  endTime: Date
  duration: number
  url: string
  configuration: any
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Rooms/{RoomSid}/Transcriptions/{Ttid}`; update: `POST /v1/Rooms/{RoomSid}/Transcriptions/{Ttid}` */
export interface RoomTranscriptionsContext extends BareFetch<RoomTranscriptionsInstance>, OptionalUpdate<RoomTranscriptionsContextUpdateOptions, RoomTranscriptionsInstance> {}

/** list: `GET /v1/Rooms/{RoomSid}/Transcriptions`; create: `POST /v1/Rooms/{RoomSid}/Transcriptions` */
export interface RoomTranscriptionsListInstance extends Callable<[ttid: string], RoomTranscriptionsContext>, Listing<unknown, RoomTranscriptionsInstance>, OptionalCreate<RoomTranscriptionsListInstanceCreateOptions, RoomTranscriptionsInstance> {}

export interface CompositionSettingsContextCreateOptions {
  friendlyName: string
  awsCredentialsSid?: string
  encryptionKeySid?: string
  awsS3Url?: string
  awsStorageEnabled?: boolean
  encryptionEnabled?: boolean
}

/** A record of CompositionSettings. */
export interface CompositionSettingsInstance extends BareFetch<CompositionSettingsInstance>, RequiredCreate<CompositionSettingsContextCreateOptions, CompositionSettingsInstance> {
  accountSid: string
  friendlyName: string
  awsCredentialsSid: string
  awsS3Url: string
  awsStorageEnabled: boolean
  encryptionKeySid: string
  encryptionEnabled: boolean
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/CompositionSettings/Default`; create: `POST /v1/CompositionSettings/Default` */
export interface CompositionSettingsContext extends BareFetch<CompositionSettingsInstance>, RequiredCreate<CompositionSettingsContextCreateOptions, CompositionSettingsInstance> {}

/** A place on the way. */
export interface CompositionSettingsListInstance extends Callable<[], CompositionSettingsContext> {}

export interface RecordingSettingsContextCreateOptions {
  friendlyName: string
  awsCredentialsSid?: string
  encryptionKeySid?: string
  awsS3Url?: string
  awsStorageEnabled?: boolean
  encryptionEnabled?: boolean
}

/** A record of RecordingSettings. */
export interface RecordingSettingsInstance extends BareFetch<RecordingSettingsInstance>, RequiredCreate<RecordingSettingsContextCreateOptions, RecordingSettingsInstance> {
  accountSid: string
  friendlyName: string
  awsCredentialsSid: string
  awsS3Url: string
  awsStorageEnabled: boolean
  encryptionKeySid: string
  encryptionEnabled: boolean
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/RecordingSettings/Default`; create: `POST /v1/RecordingSettings/Default` */
export interface RecordingSettingsContext extends BareFetch<RecordingSettingsInstance>, RequiredCreate<RecordingSettingsContextCreateOptions, RecordingSettingsInstance> {}

/** A place on the way. */
export interface RecordingSettingsListInstance extends Callable<[], RecordingSettingsContext> {}

/** Version v1 of video. */
export interface VideoV1 {
  readonly compositions: CompositionListInstance
  readonly compositionHooks: CompositionHookListInstance
  readonly recordings: RecordingListInstance
  readonly rooms: RoomListInstance
  readonly compositionSettings: CompositionSettingsListInstance
  readonly recordingSettings: RecordingSettingsListInstance
}
