import { type Clock, unixSeconds } from '../jwt/clock.ts'
import { plainHeader, signJwt } from '../jwt/sign.ts'
import { Policy } from './policy.ts'

/** What a TaskRouter token is made from: account, workspace, channel, lifetime in seconds. */
export interface TaskRouterCapabilityOptions {
  accountSid: string
  authToken: string
  workspaceSid: string
  /** What the token is for: a worker (WK…), a task queue (WQ…) or a workspace (WS…). */
  channelId: string
  friendlyName?: string
  /** Seconds until the token expires. Default 3600. */
  ttl?: number
  /** TaskRouter's version. Default v1. */
  version?: string
  /** Where the time comes from; the system's clock by default. */
  clock?: Clock
}

const required = ['accountSid', 'authToken', 'workspaceSid', 'channelId'] as const

/**
 * A token for TaskRouter's JavaScript: policies, signed with the account's auth token
 * (https://www.twilio.com/docs/taskrouter/js-sdk-v1). Names and the order of the claims are those of twilio-node.
 */
export class TaskRouterCapability {
  static readonly Policy = Policy

  accountSid: string
  authToken: string
  workspaceSid: string
  channelId: string
  ttl: number
  version: string
  policies: Policy[]
  friendlyName?: string
  clock?: Clock

  /** @throws Error when the options or one of the four SIDs and the token are missing */
  constructor(options: TaskRouterCapabilityOptions) {
    if (!options) throw new Error('Required parameter "options" missing.')
    for (const name of required) {
      if (!options[name]) throw new Error(`Required parameter "options.${name}" missing.`)
    }
    this.accountSid = options.accountSid
    this.authToken = options.authToken
    this.workspaceSid = options.workspaceSid
    this.channelId = options.channelId
    this.friendlyName = options.friendlyName
    this.ttl = options.ttl || 3600
    this.version = options.version || 'v1'
    this.clock = options.clock
    this.policies = []
  }

  addPolicy(policy: Policy): void {
    this.policies.push(policy)
  }

  /**
   * The token as text.
   * @throws Error when ttl is no number
   */
  toJwt(): string {
    if (!Number.isFinite(this.ttl)) throw new Error(`ttl is ${this.ttl}; it must be a number of seconds`)
    const iat = unixSeconds(this.clock)
    const payload: Record<string, unknown> = {
      iss: this.accountSid,
      exp: iat + this.ttl,
      version: this.version,
      friendly_name: this.friendlyName,
      account_sid: this.accountSid,
      channel: this.channelId,
      workspace_sid: this.workspaceSid,
      policies: this.policies.map((policy) => policy.payload()),
    }
    if (this.channelId.startsWith('WK')) payload.worker_sid = this.channelId
    else if (this.channelId.startsWith('WQ')) payload.taskqueue_sid = this.channelId
    return signJwt(plainHeader, { ...payload, iat }, this.authToken)
  }
}
