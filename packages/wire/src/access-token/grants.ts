/**
 * What an access token lets its bearer do, service by service. Class, option and property names are those of twilio-node; what is
 * falsy is left out of the token (https://www.twilio.com/docs/iam/access-tokens).
 */
export abstract class Grant<_Options = unknown, Payload = unknown, Key extends string = string> {
  /** The grant's name inside the token. */
  readonly key: Key

  protected constructor(key: Key) {
    this.key = key
  }

  /** The grant as it stands in the token. */
  abstract toPayload(): Payload
}

/** The object without its falsy values. */
function withoutEmpty<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value)) as Partial<T>
}

export interface TaskRouterGrantOptions {
  workspaceSid?: string
  workerSid?: string
  role?: string
}

export interface TaskRouterGrantPayload {
  workspace_sid?: string
  worker_sid?: string
  role?: string
}

/** TaskRouter: a worker of a workspace. */
export class TaskRouterGrant
  extends Grant<TaskRouterGrantOptions, TaskRouterGrantPayload, 'task_router'>
  implements TaskRouterGrantOptions
{
  workspaceSid?: string
  workerSid?: string
  role?: string

  constructor(options: TaskRouterGrantOptions = {}) {
    super('task_router')
    this.workspaceSid = options.workspaceSid
    this.workerSid = options.workerSid
    this.role = options.role
  }

  override toPayload(): TaskRouterGrantPayload {
    return withoutEmpty({ workspace_sid: this.workspaceSid, worker_sid: this.workerSid, role: this.role })
  }
}

export interface ChatGrantOptions {
  serviceSid?: string
  endpointId?: string
  deploymentRoleSid?: string
  pushCredentialSid?: string
}

export interface ChatGrantPayload {
  service_sid?: string
  endpoint_id?: string
  deployment_role_sid?: string
  push_credential_sid?: string
}

/** Conversations (and the Chat before it). */
export class ChatGrant extends Grant<ChatGrantOptions, ChatGrantPayload, 'chat'> implements ChatGrantOptions {
  serviceSid?: string
  endpointId?: string
  deploymentRoleSid?: string
  pushCredentialSid?: string

  constructor(options: ChatGrantOptions = {}) {
    super('chat')
    this.serviceSid = options.serviceSid
    this.endpointId = options.endpointId
    this.deploymentRoleSid = options.deploymentRoleSid
    this.pushCredentialSid = options.pushCredentialSid
  }

  override toPayload(): ChatGrantPayload {
    return withoutEmpty({
      service_sid: this.serviceSid,
      endpoint_id: this.endpointId,
      deployment_role_sid: this.deploymentRoleSid,
      push_credential_sid: this.pushCredentialSid,
    })
  }
}

export interface VideoGrantOptions {
  room?: string
}

export interface VideoGrantPayload {
  room?: string
}

/** Video: one room, by name or SID, or any. */
export class VideoGrant extends Grant<VideoGrantOptions, VideoGrantPayload, 'video'> implements VideoGrantOptions {
  room?: string

  constructor(options: VideoGrantOptions = {}) {
    super('video')
    this.room = options.room
  }

  override toPayload(): VideoGrantPayload {
    return withoutEmpty({ room: this.room })
  }
}

export interface SyncGrantOptions {
  serviceSid?: string
  endpointId?: string
}

export interface SyncGrantPayload {
  service_sid?: string
  endpoint_id?: string
}

/** Sync. */
export class SyncGrant extends Grant<SyncGrantOptions, SyncGrantPayload, 'data_sync'> implements SyncGrantOptions {
  serviceSid?: string
  endpointId?: string

  constructor(options: SyncGrantOptions = {}) {
    super('data_sync')
    this.serviceSid = options.serviceSid
    this.endpointId = options.endpointId
  }

  override toPayload(): SyncGrantPayload {
    return withoutEmpty({ service_sid: this.serviceSid, endpoint_id: this.endpointId })
  }
}

export interface VoiceGrantOptions {
  /** Whether calls to the token's identity may ring here; `true` and nothing else allows it. */
  incomingAllow?: boolean
  /** The TwiML application that outgoing calls go to. Without it none may be made. */
  outgoingApplicationSid?: string
  /** Parameters that the application's webhook gets with each outgoing call. */
  outgoingApplicationParams?: object
  pushCredentialSid?: string
  /** Tells several devices of one identity apart. */
  endpointId?: string
}

export interface VoiceGrantPayload {
  incoming?: { allow: boolean }
  outgoing?: { application_sid: string; params?: object }
  push_credential_sid?: string
  endpoint_id?: string
}

/** Voice: a phone in a browser or an app. */
export class VoiceGrant extends Grant<VoiceGrantOptions, VoiceGrantPayload, 'voice'> implements VoiceGrantOptions {
  incomingAllow?: boolean
  outgoingApplicationSid?: string
  outgoingApplicationParams?: object
  pushCredentialSid?: string
  endpointId?: string

  constructor(options: VoiceGrantOptions = {}) {
    super('voice')
    this.incomingAllow = options.incomingAllow
    this.outgoingApplicationSid = options.outgoingApplicationSid
    this.outgoingApplicationParams = options.outgoingApplicationParams
    this.pushCredentialSid = options.pushCredentialSid
    this.endpointId = options.endpointId
  }

  override toPayload(): VoiceGrantPayload {
    const payload: VoiceGrantPayload = {}
    if (this.incomingAllow === true) payload.incoming = { allow: true }
    if (this.outgoingApplicationSid) {
      payload.outgoing = { application_sid: this.outgoingApplicationSid }
      if (this.outgoingApplicationParams) payload.outgoing.params = this.outgoingApplicationParams
    }
    if (this.pushCredentialSid) payload.push_credential_sid = this.pushCredentialSid
    if (this.endpointId) payload.endpoint_id = this.endpointId
    return payload
  }
}

export interface PlaybackGrantOptions {
  /** The grant as Twilio's API gave it. */
  grant?: object
}

export type PlaybackGrantPayload = object

/** Live: playback of a stream. */
export class PlaybackGrant
  extends Grant<PlaybackGrantOptions, PlaybackGrantPayload, 'player'>
  implements PlaybackGrantOptions
{
  grant?: object

  constructor(options: PlaybackGrantOptions = {}) {
    super('player')
    this.grant = options.grant
  }

  override toPayload(): PlaybackGrantPayload {
    return this.grant ?? {}
  }
}
