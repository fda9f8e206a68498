import { Policy } from './policy.ts'
import { defaultEventBridgePolicies } from './policy-urls.ts'
import { TaskRouterCapability, type TaskRouterCapabilityOptions } from './task-router-capability.ts'

/** What the tokens of one channel take: twilio-python's keyword arguments, in lower camel case. */
export interface ChannelCapabilityOptions
  extends Omit<TaskRouterCapabilityOptions, 'channelId' | 'workspaceSid' | 'friendlyName' | 'version'> {
  workspaceSid: string
  /** Default true. */
  allowWebSockets?: boolean
  /** Default true. */
  allowFetchSelf?: boolean
  allowUpdateSelf?: boolean
  allowDeleteSelf?: boolean
  allowFetchSubresources?: boolean
  allowUpdateSubresources?: boolean
  allowDeleteSubresources?: boolean
}

function checkPrefix(name: string, sid: string, prefix: string): void {
  if (!sid?.startsWith(prefix)) throw new RangeError(`Invalid ${name} provided ${sid}: it must start with ${prefix}`)
}

/** A TaskRouter token for one thing of a workspace, with the policies that its options name, as twilio-python makes them. */
abstract class ChannelCapability extends TaskRouterCapability {
  /** The URL of what the token is for. */
  readonly resourceUrl: string
  readonly workspaceUrl: string

  protected constructor(options: ChannelCapabilityOptions, channelId: string, prefix: string, collection?: string) {
    super({ ...options, channelId, friendlyName: channelId })
    checkPrefix('account sid', options.accountSid, 'AC')
    checkPrefix('workspace sid', options.workspaceSid, 'WS')
    checkPrefix('channel id', channelId, prefix)
    this.workspaceUrl = `https://taskrouter.twilio.com/${this.version}/Workspaces/${options.workspaceSid}`
    this.resourceUrl = collection ? `${this.workspaceUrl}/${collection}/${channelId}` : this.workspaceUrl
    if (options.allowWebSockets ?? true) this.allowWebSockets()
    if (options.allowFetchSelf ?? true) this.allowFetchSelf()
    if (options.allowUpdateSelf) this.allowUpdateSelf()
    if (options.allowDeleteSelf) this.allowDeleteSelf()
    if (options.allowFetchSubresources) this.allowFetchSubresources()
    if (options.allowDeleteSubresources) this.allowDeleteSubresources()
    if (options.allowUpdateSubresources) this.allowUpdateSubresources()
  }

  allowWebSockets(channelId = this.channelId): void {
    for (const policy of defaultEventBridgePolicies(this.accountSid, channelId)) this.addPolicy(policy)
  }

  allowFetchSelf(): void {
    this.allow(this.resourceUrl, 'GET')
  }

  allowUpdateSelf(): void {
    this.allow(this.resourceUrl, 'POST')
  }

  allowDeleteSelf(): void {
    this.allow(this.resourceUrl, 'DELETE')
  }

  allowFetchSubresources(): void {
    this.allow(`${this.resourceUrl}/**`, 'GET')
  }

  allowUpdateSubresources(): void {
    this.allow(`${this.resourceUrl}/**`, 'POST')
  }

  allowDeleteSubresources(): void {
    this.allow(`${this.resourceUrl}/**`, 'DELETE')
  }

  protected allow(url: string, method: string, postFilter?: object): void {
    this.addPolicy(new Policy({ url, method, postFilter }))
  }
}

/** What a worker’s token is made from. */
export interface WorkerCapabilityOptions extends ChannelCapabilityOptions {
  workerSid: string
  /** Default true. */
  allowFetchActivities?: boolean
  /** Default true. */
  allowFetchReservations?: boolean
  /** Default true. */
  allowFetchWorkerReservations?: boolean
  allowUpdateActivities?: boolean
  allowUpdateReservations?: boolean
}

/** A token for a worker (twilio-python's `WorkerCapabilityToken`). */
export class WorkerCapability extends ChannelCapability {
  /** @throws RangeError when a SID has not the prefix of its kind */
  constructor(options: WorkerCapabilityOptions) {
    super(options, options.workerSid, 'WK', 'Workers')
    if (options.allowFetchActivities ?? true) this.allowFetchActivities()
    if (options.allowFetchReservations ?? true) this.allowFetchReservations()
    if (options.allowFetchWorkerReservations ?? true) this.allowFetchWorkerReservations()
    if (options.allowUpdateActivities) this.allowUpdateActivities()
    if (options.allowUpdateReservations) this.allowUpdateReservations()
  }

  allowFetchActivities(): void {
    this.allow(`${this.workspaceUrl}/Activities`, 'GET')
  }

  allowFetchReservations(): void {
    this.allow(`${this.workspaceUrl}/Tasks/**`, 'GET')
  }

  allowFetchWorkerReservations(): void {
    this.allow(`${this.resourceUrl}/Reservations/**`, 'GET')
  }

  /** The worker may change its activity, and nothing else of itself. */
  allowUpdateActivities(): void {
    this.allow(this.resourceUrl, 'POST', { ActivitySid: { required: true } })
  }

  allowUpdateReservations(): void {
    this.allow(`${this.workspaceUrl}/Tasks/**`, 'POST')
    this.allow(`${this.resourceUrl}/Reservations/**`, 'POST')
  }
}

/** A token for a task queue (twilio-python's `TaskQueueCapabilityToken`). */
export class TaskQueueCapability extends ChannelCapability {
  /** @throws RangeError when a SID has not the prefix of its kind */
  constructor(options: ChannelCapabilityOptions & { taskQueueSid: string }) {
    super(options, options.taskQueueSid, 'WQ', 'TaskQueues')
  }
}

/** A token for a whole workspace (twilio-python's `WorkspaceCapabilityToken`). */
export class WorkspaceCapability extends ChannelCapability {
  /** @throws RangeError when a SID has not the prefix of its kind */
  constructor(options: ChannelCapabilityOptions) {
    super(options, options.workspaceSid, 'WS')
  }
}
