// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalFetch, OptionalJsonCreate, OptionalRemove, OptionalUpdate, RequiredCreate } from '../../rest/types.ts'

export type TaskQueueTaskOrder = "FIFO" | "LIFO"

export type TaskReservationCallStatus = "initiated" | "ringing" | "answered" | "completed"

export type TaskReservationConferenceEvent = "start" | "end" | "join" | "leave" | "mute" | "hold" | "speaker"

export type TaskReservationStatus = "pending" | "accepted" | "rejected" | "timeout" | "canceled" | "rescinded" | "wrapping" | "completed"

export type TaskReservationSupervisorMode = "monitor" | "whisper" | "barge"

export type TaskStatus = "pending" | "reserved" | "assigned" | "canceled" | "completed" | "wrapping"

export type WorkerReservationCallStatus = "initiated" | "ringing" | "answered" | "completed"

export type WorkerReservationConferenceEvent = "start" | "end" | "join" | "leave" | "mute" | "hold" | "speaker"

export type WorkerReservationStatus = "pending" | "accepted" | "rejected" | "timeout" | "canceled" | "rescinded" | "wrapping" | "completed"

export type WorkspaceQueueOrder = "FIFO" | "LIFO"

export interface WorkspaceContextUpdateOptions {
  defaultActivitySid?: string
  eventCallbackUrl?: string
  eventsFilter?: string
  friendlyName?: string
  multiTaskEnabled?: boolean
  timeoutActivitySid?: string
  prioritizeQueueOrder?: WorkspaceQueueOrder
}

export interface WorkspaceListInstanceOptions {
  friendlyName?: string
}

export interface WorkspaceListInstanceCreateOptions {
  friendlyName: string
  eventCallbackUrl?: string
  eventsFilter?: string
  multiTaskEnabled?: boolean
  template?: string
  prioritizeQueueOrder?: WorkspaceQueueOrder
}

/** A record of Workspace. */
export interface WorkspaceInstance extends BareFetch<WorkspaceInstance>, OptionalUpdate<WorkspaceContextUpdateOptions, WorkspaceInstance>, BareRemove {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  defaultActivityName: string
  defaultActivitySid: string
  eventCallbackUrl: string
  eventsFilter: string
  friendlyName: string
  multiTaskEnabled: boolean
  sid: string
  timeoutActivityName: string
  timeoutActivitySid: string
  prioritizeQueueOrder: WorkspaceQueueOrder
  url: string
  links: Record<string, string>
  activities(): ActivityListInstance
  events(): EventListInstance
  tasks(): TaskListInstance
  taskChannels(): TaskChannelListInstance
  taskQueues(): TaskQueueListInstance
  workers(): WorkerListInstance
  workflows(): WorkflowListInstance
  cumulativeStatistics(): WorkspaceCumulativeStatisticsListInstance
  realTimeStatistics(): WorkspaceRealTimeStatisticsListInstance
  statistics(): WorkspaceStatisticsListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{Sid}`; update: `POST /v1/Workspaces/{Sid}`; remove: `DELETE /v1/Workspaces/{Sid}` */
export interface WorkspaceContext extends BareFetch<WorkspaceInstance>, OptionalUpdate<WorkspaceContextUpdateOptions, WorkspaceInstance>, BareRemove {
  readonly activities: ActivityListInstance
  readonly events: EventListInstance
  readonly tasks: TaskListInstance
  readonly taskChannels: TaskChannelListInstance
  readonly taskQueues: TaskQueueListInstance
  readonly workers: WorkerListInstance
  readonly workflows: WorkflowListInstance
  readonly cumulativeStatistics: WorkspaceCumulativeStatisticsListInstance
  readonly realTimeStatistics: WorkspaceRealTimeStatisticsListInstance
  readonly statistics: WorkspaceStatisticsListInstance
}

/** list: `GET /v1/Workspaces`; create: `POST /v1/Workspaces` */
export interface WorkspaceListInstance extends Callable<[sid: string], WorkspaceContext>, Listing<WorkspaceListInstanceOptions, WorkspaceInstance>, RequiredCreate<WorkspaceListInstanceCreateOptions, WorkspaceInstance> {}

export interface ActivityContextUpdateOptions {
  friendlyName?: string
}

export interface ActivityListInstanceOptions {
  friendlyName?: string
  available?: string
}

export interface ActivityListInstanceCreateOptions {
  friendlyName: string
  available?: boolean
}

/** A record of Activity. */
export interface ActivityInstance extends BareFetch<ActivityInstance>, OptionalUpdate<ActivityContextUpdateOptions, ActivityInstance>, BareRemove {
  accountSid: string
  available: boolean
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  sid: string
  workspaceSid: string
  url: string
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Activities/{Sid}`; update: `POST /v1/Workspaces/{WorkspaceSid}/Activities/{Sid}`; remove: `DELETE /v1/Workspaces/{WorkspaceSid}/Activities/{Sid}` */
export interface ActivityContext extends BareFetch<ActivityInstance>, OptionalUpdate<ActivityContextUpdateOptions, ActivityInstance>, BareRemove {}

/** list: `GET /v1/Workspaces/{WorkspaceSid}/Activities`; create: `POST /v1/Workspaces/{WorkspaceSid}/Activities` */
export interface ActivityListInstance extends Callable<[sid: string], ActivityContext>, Listing<ActivityListInstanceOptions, ActivityInstance>, RequiredCreate<ActivityListInstanceCreateOptions, ActivityInstance> {}

export interface EventListInstanceOptions {
  endDate?: Date | string
  eventType?: string
  minutes?: number
  reservationSid?: string
  startDate?: Date | string
  taskQueueSid?: string
  taskSid?: string
  workerSid?: string
  workflowSid?: string
  taskChannel?: string
  sid?: string
}

/** A record of Event. */
export interface EventInstance extends BareFetch<EventInstance> {
  accountSid: string
  actorSid: string
  actorType: string
  actorUrl: string
  description: string
  eventData: any
  eventDate: Date
  eventDateMs: number
  eventType: string
  resourceSid: string
  resourceType: string
  resourceUrl: string
  sid: string
  source: string
  sourceIpAddress: string
  url: string
  workspaceSid: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Events/{Sid}` */
export interface EventContext extends BareFetch<EventInstance> {}

/** list: `GET /v1/Workspaces/{WorkspaceSid}/Events` */
export interface EventListInstance extends Callable<[sid: string], EventContext>, Listing<EventListInstanceOptions, EventInstance> {}

export interface TaskContextUpdateOptions {
  attributes?: string
  assignmentStatus?: TaskStatus
  reason?: string
  priority?: number
  taskChannel?: string
  virtualStartTime?: Date | string
  ifMatch?: string
}

export interface TaskContextRemoveOptions {
  ifMatch?: string
}

export interface TaskListInstanceOptions {
  priority?: number
  assignmentStatus?: ReadonlyArray<string>
  workflowSid?: string
  workflowName?: string
  taskQueueSid?: string
  taskQueueName?: string
  evaluateTaskAttributes?: string
  routingTarget?: string
  ordering?: string
  hasAddons?: boolean
}

export interface TaskListInstanceCreateOptions {
  timeout?: number
  priority?: number
  taskChannel?: string
  workflowSid?: string
  attributes?: string
  virtualStartTime?: Date | string
  routingTarget?: string
  ignoreCapacity?: string
  taskQueueSid?: string
}

/** A record of Task. */
export interface TaskInstance extends BareFetch<TaskInstance>, OptionalUpdate<TaskContextUpdateOptions, TaskInstance>, OptionalRemove<TaskContextRemoveOptions> {
  accountSid: string
  age: number
  assignmentStatus: TaskStatus
  attributes: string
  addons: string
  dateCreated: Date
  dateUpdated: Date
  taskQueueEnteredDate: Date
  priority: number
  reason: string
  sid: string
  taskQueueSid: string
  taskQueueFriendlyName: string
  taskChannelSid: string
  taskChannelUniqueName: string
  timeout: number
  workflowSid: string
  workflowFriendlyName: string
  workspaceSid: string
  url: string
  links: Record<string, string>
  virtualStartTime: Date
  ignoreCapacity: boolean
  routingTarget: string
  reservations(): TaskReservationListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Tasks/{Sid}`; update: `POST /v1/Workspaces/{WorkspaceSid}/Tasks/{Sid}`; remove: `DELETE /v1/Workspaces/{WorkspaceSid}/Tasks/{Sid}` */
export interface TaskContext extends BareFetch<TaskInstance>, OptionalUpdate<TaskContextUpdateOptions, TaskInstance>, OptionalRemove<TaskContextRemoveOptions> {
  readonly reservations: TaskReservationListInstance
}

/** list: `GET /v1/Workspaces/{WorkspaceSid}/Tasks`; create: `POST /v1/Workspaces/{WorkspaceSid}/Tasks` */
export interface TaskListInstance extends Callable<[sid: string], TaskContext>, Listing<TaskListInstanceOptions, TaskInstance>, OptionalCreate<TaskListInstanceCreateOptions, TaskInstance> {}

export interface TaskReservationContextUpdateOptions {
  reservationStatus?: TaskReservationStatus
  workerActivitySid?: string
  instruction?: string
  dequeuePostWorkActivitySid?: string
  dequeueFrom?: string
  dequeueRecord?: string
  dequeueTimeout?: number
  dequeueTo?: string
  dequeueStatusCallbackUrl?: string
  callFrom?: string
  callRecord?: string
  callTimeout?: number
  callTo?: string
  callUrl?: string
  callStatusCallbackUrl?: string
  callAccept?: boolean
  redirectCallSid?: string
  redirectAccept?: boolean
  redirectUrl?: string
  to?: string
  from?: string
  statusCallback?: string
  statusCallbackMethod?: string
  statusCallbackEvent?: ReadonlyArray<TaskReservationCallStatus>
  timeout?: number
  record?: boolean
  muted?: boolean
  beep?: string
  startConferenceOnEnter?: boolean
  endConferenceOnExit?: boolean
  waitUrl?: string
  waitMethod?: string
  earlyMedia?: boolean
  maxParticipants?: number
  conferenceStatusCallback?: string
  conferenceStatusCallbackMethod?: string
  conferenceStatusCallbackEvent?: ReadonlyArray<TaskReservationConferenceEvent>
  conferenceRecord?: string
  conferenceTrim?: string
  recordingChannels?: string
  recordingStatusCallback?: string
  recordingStatusCallbackMethod?: string
  conferenceRecordingStatusCallback?: string
  conferenceRecordingStatusCallbackMethod?: string
  region?: string
  sipAuthUsername?: string
  sipAuthPassword?: string
  dequeueStatusCallbackEvent?: ReadonlyArray<string>
  postWorkActivitySid?: string
  supervisorMode?: TaskReservationSupervisorMode
  supervisor?: string
  endConferenceOnCustomerExit?: boolean
  beepOnCustomerEntrance?: boolean
  jitterBufferSize?: string
  ifMatch?: string
}

export interface TaskReservationListInstanceOptions {
  reservationStatus?: TaskReservationStatus
  workerSid?: string
}

/** A record of TaskReservation. */
export interface TaskReservationInstance extends BareFetch<TaskReservationInstance>, OptionalUpdate<TaskReservationContextUpdateOptions, TaskReservationInstance> {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  reservationStatus: TaskReservationStatus
  sid: string
  taskSid: string
  workerName: string
  workerSid: string
  workspaceSid: string
  url: string
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Tasks/{TaskSid}/Reservations/{Sid}`; update: `POST /v1/Workspaces/{WorkspaceSid}/Tasks/{TaskSid}/Reservations/{Sid}` */
export interface TaskReservationContext extends BareFetch<TaskReservationInstance>, OptionalUpdate<TaskReservationContextUpdateOptions, TaskReservationInstance> {}

/** list: `GET /v1/Workspaces/{WorkspaceSid}/Tasks/{TaskSid}/Reservations` */
export interface TaskReservationListInstance extends Callable<[sid: string], TaskReservationContext>, Listing<TaskReservationListInstanceOptions, TaskReservationInstance> {}

export interface TaskChannelContextUpdateOptions {
  friendlyName?: string
  channelOptimizedRouting?: boolean
}

export interface TaskChannelListInstanceCreateOptions {
  friendlyName: string
  uniqueName: string
  channelOptimizedRouting?: boolean
}

/** A record of TaskChannel. */
export interface TaskChannelInstance extends BareFetch<TaskChannelInstance>, OptionalUpdate<TaskChannelContextUpdateOptions, TaskChannelInstance>, BareRemove {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  sid: string
  uniqueName: string
  workspaceSid: string
  channelOptimizedRouting: boolean
  url: string
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/TaskChannels/{Sid}`; update: `POST /v1/Workspaces/{WorkspaceSid}/TaskChannels/{Sid}`; remove: `DELETE /v1/Workspaces/{WorkspaceSid}/TaskChannels/{Sid}` */
export interface TaskChannelContext extends BareFetch<TaskChannelInstance>, OptionalUpdate<TaskChannelContextUpdateOptions, TaskChannelInstance>, BareRemove {}

/** list: `GET /v1/Workspaces/{WorkspaceSid}/TaskChannels`; create: `POST /v1/Workspaces/{WorkspaceSid}/TaskChannels` */
export interface TaskChannelListInstance extends Callable<[sid: string], TaskChannelContext>, Listing<unknown, TaskChannelInstance>, RequiredCreate<TaskChannelListInstanceCreateOptions, TaskChannelInstance> {}

export interface TaskQueueContextUpdateOptions {
  friendlyName?: string
  targetWorkers?: string
  reservationActivitySid?: string
  assignmentActivitySid?: string
  maxReservedWorkers?: number
  taskOrder?: TaskQueueTaskOrder
}

export interface TaskQueueListInstanceOptions {
  friendlyName?: string
  evaluateWorkerAttributes?: string
  workerSid?: string
  ordering?: string
}

export interface TaskQueueListInstanceCreateOptions {
  friendlyName: string
  targetWorkers?: string
  maxReservedWorkers?: number
  taskOrder?: TaskQueueTaskOrder
  reservationActivitySid?: string
  assignmentActivitySid?: string
}

/** A record of TaskQueue. */
export interface TaskQueueInstance extends BareFetch<TaskQueueInstance>, OptionalUpdate<TaskQueueContextUpdateOptions, TaskQueueInstance>, BareRemove {
  accountSid: string
  assignmentActivitySid: string
  assignmentActivityName: string
  dateCreated: Date
  dateUpdated: Date
  friendlyName: string
  maxReservedWorkers: number
  reservationActivitySid: string
  reservationActivityName: string
  sid: string
  targetWorkers: string
  taskOrder: TaskQueueTaskOrder
  url: string
  workspaceSid: string
  links: Record<string, string>
  cumulativeStatistics(): TaskQueueCumulativeStatisticsListInstance
  realTimeStatistics(): TaskQueueRealTimeStatisticsListInstance
  statistics(): TaskQueueStatisticsListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}`; update: `POST /v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}`; remove: `DELETE /v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}` */
export interface TaskQueueContext extends BareFetch<TaskQueueInstance>, OptionalUpdate<TaskQueueContextUpdateOptions, TaskQueueInstance>, BareRemove {
  readonly cumulativeStatistics: TaskQueueCumulativeStatisticsListInstance
  readonly realTimeStatistics: TaskQueueRealTimeStatisticsListInstance
  readonly statistics: TaskQueueStatisticsListInstance
}

/** list: `GET /v1/Workspaces/{WorkspaceSid}/TaskQueues`; create: `POST /v1/Workspaces/{WorkspaceSid}/TaskQueues` */
export interface TaskQueueListInstance extends Callable<[sid: string], TaskQueueContext>, Listing<TaskQueueListInstanceOptions, TaskQueueInstance>, RequiredCreate<TaskQueueListInstanceCreateOptions, TaskQueueInstance> {
  readonly bulkRealTimeStatistics: TaskQueueBulkRealTimeStatisticsListInstance
  readonly statistics: TaskQueuesStatisticsListInstance
}

export type TaskQueueBulkRealTimeStatisticsListInstanceCreateOptions = Record<string, unknown>

/** A record of TaskQueueBulkRealTimeStatistics. */
export interface TaskQueueBulkRealTimeStatisticsInstance {
  accountSid: string
  workspaceSid: string
  taskQueueData: Array<any>
  taskQueueResponseCount: number
  url: string
  toJSON(): Record<string, any>
}

/** create: `POST /v1/Workspaces/{WorkspaceSid}/TaskQueues/RealTimeStatistics` */
export interface TaskQueueBulkRealTimeStatisticsListInstance extends OptionalJsonCreate<TaskQueueBulkRealTimeStatisticsListInstanceCreateOptions, TaskQueueBulkRealTimeStatisticsInstance> {}

export interface TaskQueuesStatisticsListInstanceOptions {
  endDate?: Date | string
  friendlyName?: string
  minutes?: number
  startDate?: Date | string
  taskChannel?: string
  splitByWaitTime?: string
}

/** A record of TaskQueuesStatistics. */
export interface TaskQueuesStatisticsInstance {
  accountSid: string
  cumulative: any
  realtime: any
  taskQueueSid: string
  workspaceSid: string
  toJSON(): Record<string, any>
}

/** list: `GET /v1/Workspaces/{WorkspaceSid}/TaskQueues/Statistics` */
export interface TaskQueuesStatisticsListInstance extends Listing<TaskQueuesStatisticsListInstanceOptions, TaskQueuesStatisticsInstance> {}

export interface TaskQueueCumulativeStatisticsContextFetchOptions {
  endDate?: Date | string
  minutes?: number
  startDate?: Date | string
  taskChannel?: string
  splitByWaitTime?: string
}

/** A record of TaskQueueCumulativeStatistics. */
export interface TaskQueueCumulativeStatisticsInstance extends OptionalFetch<TaskQueueCumulativeStatisticsContextFetchOptions, TaskQueueCumulativeStatisticsInstance> {
  accountSid: string
  avgTaskAcceptanceTime: number
  startTime: Date
  endTime: Date
  reservationsCreated: number
  reservationsAccepted: number
  reservationsRejected: number
  reservationsTimedOut: number
  reservationsCanceled: number
  reservationsRescinded: number
  splitByWaitTime: any
  taskQueueSid: string
  waitDurationUntilAccepted: any
  waitDurationUntilCanceled: any
  waitDurationInQueueUntilAccepted: any
  tasksCanceled: number
  tasksCompleted: number
  tasksDeleted: number
  tasksEntered: number
  tasksMoved: number
  workspaceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/TaskQueues/{TaskQueueSid}/CumulativeStatistics` */
export interface TaskQueueCumulativeStatisticsContext extends OptionalFetch<TaskQueueCumulativeStatisticsContextFetchOptions, TaskQueueCumulativeStatisticsInstance> {}

/** A place on the way. */
export interface TaskQueueCumulativeStatisticsListInstance extends Callable<[], TaskQueueCumulativeStatisticsContext> {}

export interface TaskQueueRealTimeStatisticsContextFetchOptions {
  taskChannel?: string
}

/** A record of TaskQueueRealTimeStatistics. */
export interface TaskQueueRealTimeStatisticsInstance extends OptionalFetch<TaskQueueRealTimeStatisticsContextFetchOptions, TaskQueueRealTimeStatisticsInstance> {
  accountSid: string
  activityStatistics: Array<any>
  longestTaskWaitingAge: number
  longestTaskWaitingSid: string
  longestRelativeTaskAgeInQueue: number
  longestRelativeTaskSidInQueue: string
  taskQueueSid: string
  tasksByPriority: any
  tasksByStatus: any
  totalAvailableWorkers: number
  totalEligibleWorkers: number
  totalTasks: number
  workspaceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/TaskQueues/{TaskQueueSid}/RealTimeStatistics` */
export interface TaskQueueRealTimeStatisticsContext extends OptionalFetch<TaskQueueRealTimeStatisticsContextFetchOptions, TaskQueueRealTimeStatisticsInstance> {}

/** A place on the way. */
export interface TaskQueueRealTimeStatisticsListInstance extends Callable<[], TaskQueueRealTimeStatisticsContext> {}

export interface TaskQueueStatisticsContextFetchOptions {
  endDate?: Date | string
  minutes?: number
  startDate?: Date | string
  taskChannel?: string
  splitByWaitTime?: string
}

/** A record of TaskQueueStatistics. */
export interface TaskQueueStatisticsInstance extends OptionalFetch<TaskQueueStatisticsContextFetchOptions, TaskQueueStatisticsInstance> {
  accountSid: string
  cumulative: any
  realtime: any
  taskQueueSid: string
  workspaceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/TaskQueues/{TaskQueueSid}/Statistics` */
export interface TaskQueueStatisticsContext extends OptionalFetch<TaskQueueStatisticsContextFetchOptions, TaskQueueStatisticsInstance> {}

/** A place on the way. */
export interface TaskQueueStatisticsListInstance extends Callable<[], TaskQueueStatisticsContext> {}

export interface WorkerContextUpdateOptions {
  activitySid?: string
  attributes?: string
  friendlyName?: string
  rejectPendingReservations?: boolean
  ifMatch?: string
}

export interface WorkerContextRemoveOptions {
  ifMatch?: string
}

export interface WorkerListInstanceOptions {
  activityName?: string
  activitySid?: string
  available?: string
  friendlyName?: string
  targetWorkersExpression?: string
  taskQueueName?: string
  taskQueueSid?: string
  ordering?: string
}

export interface WorkerListInstanceCreateOptions {
  friendlyName: string
  activitySid?: string
  attributes?: string
}

/** A record of Worker. */
export interface WorkerInstance extends BareFetch<WorkerInstance>, OptionalUpdate<WorkerContextUpdateOptions, WorkerInstance>, OptionalRemove<WorkerContextRemoveOptions> {
  accountSid: string
  activityName: string
  activitySid: string
  attributes: string
  available: boolean
  dateCreated: Date
  dateStatusChanged: Date
  dateUpdated: Date
  friendlyName: string
  sid: string
  workspaceSid: string
  url: string
  links: Record<string, string>
  workerChannels(): WorkerChannelListInstance
  reservations(): WorkerReservationListInstance
  statistics(): WorkerInstanceStatisticsListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Workers/{Sid}`; update: `POST /v1/Workspaces/{WorkspaceSid}/Workers/{Sid}`; remove: `DELETE /v1/Workspaces/{WorkspaceSid}/Workers/{Sid}` */
export interface WorkerContext extends BareFetch<WorkerInstance>, OptionalUpdate<WorkerContextUpdateOptions, WorkerInstance>, OptionalRemove<WorkerContextRemoveOptions> {
  readonly workerChannels: WorkerChannelListInstance
  readonly reservations: WorkerReservationListInstance
  readonly statistics: WorkerInstanceStatisticsListInstance
}

/** list: `GET /v1/Workspaces/{WorkspaceSid}/Workers`; create: `POST /v1/Workspaces/{WorkspaceSid}/Workers` */
export interface WorkerListInstance extends Callable<[sid: string], WorkerContext>, Listing<WorkerListInstanceOptions, WorkerInstance>, RequiredCreate<WorkerListInstanceCreateOptions, WorkerInstance> {
  readonly statistics: WorkerStatisticsListInstance
  readonly cumulativeStatistics: WorkersCumulativeStatisticsListInstance
  readonly realTimeStatistics: WorkersRealTimeStatisticsListInstance
}

export interface WorkerStatisticsContextFetchOptions {
  minutes?: number
  startDate?: Date | string
  endDate?: Date | string
  taskQueueSid?: string
  taskQueueName?: string
  friendlyName?: string
  taskChannel?: string
}

/** A record of WorkerStatistics. */
export interface WorkerStatisticsInstance extends OptionalFetch<WorkerStatisticsContextFetchOptions, WorkerStatisticsInstance> {
  realtime: any
  cumulative: any
  accountSid: string
  workspaceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Workers/Statistics` */
export interface WorkerStatisticsContext extends OptionalFetch<WorkerStatisticsContextFetchOptions, WorkerStatisticsInstance> {}

/** A place on the way. */
export interface WorkerStatisticsListInstance extends Callable<[], WorkerStatisticsContext> {}

export interface WorkersCumulativeStatisticsContextFetchOptions {
  endDate?: Date | string
  minutes?: number
  startDate?: Date | string
  taskChannel?: string
}

/** A record of WorkersCumulativeStatistics. */
export interface WorkersCumulativeStatisticsInstance extends OptionalFetch<WorkersCumulativeStatisticsContextFetchOptions, WorkersCumulativeStatisticsInstance> {
  accountSid: string
  startTime: Date
  endTime: Date
  activityDurations: Array<any>
  reservationsCreated: number
  reservationsAccepted: number
  reservationsRejected: number
  reservationsTimedOut: number
  reservationsCanceled: number
  reservationsRescinded: number
  workspaceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Workers/CumulativeStatistics` */
export interface WorkersCumulativeStatisticsContext extends OptionalFetch<WorkersCumulativeStatisticsContextFetchOptions, WorkersCumulativeStatisticsInstance> {}

/** A place on the way. */
export interface WorkersCumulativeStatisticsListInstance extends Callable<[], WorkersCumulativeStatisticsContext> {}

export interface WorkersRealTimeStatisticsContextFetchOptions {
  taskChannel?: string
}

/** A record of WorkersRealTimeStatistics. */
export interface WorkersRealTimeStatisticsInstance extends OptionalFetch<WorkersRealTimeStatisticsContextFetchOptions, WorkersRealTimeStatisticsInstance> {
  accountSid: string
  activityStatistics: Array<any>
  totalWorkers: number
  workspaceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Workers/RealTimeStatistics` */
export interface WorkersRealTimeStatisticsContext extends OptionalFetch<WorkersRealTimeStatisticsContextFetchOptions, WorkersRealTimeStatisticsInstance> {}

/** A place on the way. */
export interface WorkersRealTimeStatisticsListInstance extends Callable<[], WorkersRealTimeStatisticsContext> {}

export interface WorkerChannelContextUpdateOptions {
  capacity?: number
  available?: boolean
}

/** A record of WorkerChannel. */
export interface WorkerChannelInstance extends BareFetch<WorkerChannelInstance>, OptionalUpdate<WorkerChannelContextUpdateOptions, WorkerChannelInstance> {
  accountSid: string
  assignedTasks: number
  available: boolean
  availableCapacityPercentage: number
  configuredCapacity: number
  dateCreated: Date
  dateUpdated: Date
  sid: string
  taskChannelSid: string
  taskChannelUniqueName: string
  workerSid: string
  workspaceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels/{Sid}`; update: `POST /v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels/{Sid}` */
export interface WorkerChannelContext extends BareFetch<WorkerChannelInstance>, OptionalUpdate<WorkerChannelContextUpdateOptions, WorkerChannelInstance> {}

/** list: `GET /v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels` */
export interface WorkerChannelListInstance extends Callable<[sid: string], WorkerChannelContext>, Listing<unknown, WorkerChannelInstance> {}

export interface WorkerReservationContextUpdateOptions {
  reservationStatus?: WorkerReservationStatus
  workerActivitySid?: string
  instruction?: string
  dequeuePostWorkActivitySid?: string
  dequeueFrom?: string
  dequeueRecord?: string
  dequeueTimeout?: number
  dequeueTo?: string
  dequeueStatusCallbackUrl?: string
  callFrom?: string
  callRecord?: string
  callTimeout?: number
  callTo?: string
  callUrl?: string
  callStatusCallbackUrl?: string
  callAccept?: boolean
  redirectCallSid?: string
  redirectAccept?: boolean
  redirectUrl?: string
  to?: string
  from?: string
  statusCallback?: string
  statusCallbackMethod?: string
  statusCallbackEvent?: ReadonlyArray<WorkerReservationCallStatus>
  timeout?: number
  record?: boolean
  muted?: boolean
  beep?: string
  startConferenceOnEnter?: boolean
  endConferenceOnExit?: boolean
  waitUrl?: string
  waitMethod?: string
  earlyMedia?: boolean
  maxParticipants?: number
  conferenceStatusCallback?: string
  conferenceStatusCallbackMethod?: string
  conferenceStatusCallbackEvent?: ReadonlyArray<WorkerReservationConferenceEvent>
  conferenceRecord?: string
  conferenceTrim?: string
  recordingChannels?: string
  recordingStatusCallback?: string
  recordingStatusCallbackMethod?: string
  conferenceRecordingStatusCallback?: string
  conferenceRecordingStatusCallbackMethod?: string
  region?: string
  sipAuthUsername?: string
  sipAuthPassword?: string
  dequeueStatusCallbackEvent?: ReadonlyArray<string>
  postWorkActivitySid?: string
  endConferenceOnCustomerExit?: boolean
  beepOnCustomerEntrance?: boolean
  jitterBufferSize?: string
  ifMatch?: string
}

export interface WorkerReservationListInstanceOptions {
  reservationStatus?: WorkerReservationStatus
}

/** A record of WorkerReservation. */
export interface WorkerReservationInstance extends BareFetch<WorkerReservationInstance>, OptionalUpdate<WorkerReservationContextUpdateOptions, WorkerReservationInstance> {
  accountSid: string
  dateCreated: Date
  dateUpdated: Date
  reservationStatus: WorkerReservationStatus
  sid: string
  taskSid: string
  workerName: string
  workerSid: string
  workspaceSid: string
  url: string
  links: Record<string, string>
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Reservations/{Sid}`; update: `POST /v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Reservations/{Sid}` */
export interface WorkerReservationContext extends BareFetch<WorkerReservationInstance>, OptionalUpdate<WorkerReservationContextUpdateOptions, WorkerReservationInstance> {}

/** list: `GET /v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Reservations` */
export interface WorkerReservationListInstance extends Callable<[sid: string], WorkerReservationContext>, Listing<WorkerReservationListInstanceOptions, WorkerReservationInstance> {}

export interface WorkerInstanceStatisticsContextFetchOptions {
  minutes?: number
  startDate?: Date | string
  endDate?: Date | string
  taskChannel?: string
}

/** A record of WorkerInstanceStatistics. */
export interface WorkerInstanceStatisticsInstance extends OptionalFetch<WorkerInstanceStatisticsContextFetchOptions, WorkerInstanceStatisticsInstance> {
  accountSid: string
  cumulative: any
  workerSid: string
  workspaceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Statistics` */
export interface WorkerInstanceStatisticsContext extends OptionalFetch<WorkerInstanceStatisticsContextFetchOptions, WorkerInstanceStatisticsInstance> {}

/** A place on the way. */
export interface WorkerInstanceStatisticsListInstance extends Callable<[], WorkerInstanceStatisticsContext> {}

export interface WorkflowContextUpdateOptions {
  friendlyName?: string
  assignmentCallbackUrl?: string
  fallbackAssignmentCallbackUrl?: string
  configuration?: string
  taskReservationTimeout?: number
  reEvaluateTasks?: string
}

export interface WorkflowListInstanceOptions {
  friendlyName?: string
}

export interface WorkflowListInstanceCreateOptions {
  friendlyName: string
  configuration: string
  assignmentCallbackUrl?: string
  fallbackAssignmentCallbackUrl?: string
  taskReservationTimeout?: number
}

/** A record of Workflow. */
export interface WorkflowInstance extends BareFetch<WorkflowInstance>, OptionalUpdate<WorkflowContextUpdateOptions, WorkflowInstance>, BareRemove {
  accountSid: string
  assignmentCallbackUrl: string
  configuration: string
  dateCreated: Date
  dateUpdated: Date
  documentContentType: string
  fallbackAssignmentCallbackUrl: string
  friendlyName: string
  sid: string
  taskReservationTimeout: number
  workspaceSid: string
  url: string
  links: Record<string, string>
  cumulativeStatistics(): WorkflowCumulativeStatisticsListInstance
  realTimeStatistics(): WorkflowRealTimeStatisticsListInstance
  statistics(): WorkflowStatisticsListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Workflows/{Sid}`; update: `POST /v1/Workspaces/{WorkspaceSid}/Workflows/{Sid}`; remove: `DELETE /v1/Workspaces/{WorkspaceSid}/Workflows/{Sid}` */
export interface WorkflowContext extends BareFetch<WorkflowInstance>, OptionalUpdate<WorkflowContextUpdateOptions, WorkflowInstance>, BareRemove {
  readonly cumulativeStatistics: WorkflowCumulativeStatisticsListInstance
  readonly realTimeStatistics: WorkflowRealTimeStatisticsListInstance
  readonly statistics: WorkflowStatisticsListInstance
}

/** list: `GET /v1/Workspaces/{WorkspaceSid}/Workflows`; create: `POST /v1/Workspaces/{WorkspaceSid}/Workflows` */
export interface WorkflowListInstance extends Callable<[sid: string], WorkflowContext>, Listing<WorkflowListInstanceOptions, WorkflowInstance>, RequiredCreate<WorkflowListInstanceCreateOptions, WorkflowInstance> {}

export interface WorkflowCumulativeStatisticsContextFetchOptions {
  endDate?: Date | string
  minutes?: number
  startDate?: Date | string
  taskChannel?: string
  splitByWaitTime?: string
}

/** A record of WorkflowCumulativeStatistics. */
export interface WorkflowCumulativeStatisticsInstance extends OptionalFetch<WorkflowCumulativeStatisticsContextFetchOptions, WorkflowCumulativeStatisticsInstance> {
  accountSid: string
  avgTaskAcceptanceTime: number
  startTime: Date
  endTime: Date
  reservationsCreated: number
  reservationsAccepted: number
  reservationsRejected: number
  reservationsTimedOut: number
  reservationsCanceled: number
  reservationsRescinded: number
  splitByWaitTime: any
  waitDurationUntilAccepted: any
  waitDurationUntilCanceled: any
  tasksCanceled: number
  tasksCompleted: number
  tasksEntered: number
  tasksDeleted: number
  tasksMoved: number
  tasksTimedOutInWorkflow: number
  workflowSid: string
  workspaceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Workflows/{WorkflowSid}/CumulativeStatistics` */
export interface WorkflowCumulativeStatisticsContext extends OptionalFetch<WorkflowCumulativeStatisticsContextFetchOptions, WorkflowCumulativeStatisticsInstance> {}

/** A place on the way. */
export interface WorkflowCumulativeStatisticsListInstance extends Callable<[], WorkflowCumulativeStatisticsContext> {}

export interface WorkflowRealTimeStatisticsContextFetchOptions {
  taskChannel?: string
}

/** A record of WorkflowRealTimeStatistics. */
export interface WorkflowRealTimeStatisticsInstance extends OptionalFetch<WorkflowRealTimeStatisticsContextFetchOptions, WorkflowRealTimeStatisticsInstance> {
  accountSid: string
  longestTaskWaitingAge: number
  longestTaskWaitingSid: string
  tasksByPriority: any
  tasksByStatus: any
  totalTasks: number
  workflowSid: string
  workspaceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Workflows/{WorkflowSid}/RealTimeStatistics` */
export interface WorkflowRealTimeStatisticsContext extends OptionalFetch<WorkflowRealTimeStatisticsContextFetchOptions, WorkflowRealTimeStatisticsInstance> {}

/** A place on the way. */
export interface WorkflowRealTimeStatisticsListInstance extends Callable<[], WorkflowRealTimeStatisticsContext> {}

export interface WorkflowStatisticsContextFetchOptions {
  minutes?: number
  startDate?: Date | string
  endDate?: Date | string
  taskChannel?: string
  splitByWaitTime?: string
}

/** A record of WorkflowStatistics. */
export interface WorkflowStatisticsInstance extends OptionalFetch<WorkflowStatisticsContextFetchOptions, WorkflowStatisticsInstance> {
  accountSid: string
  cumulative: any
  realtime: any
  workflowSid: string
  workspaceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Workflows/{WorkflowSid}/Statistics` */
export interface WorkflowStatisticsContext extends OptionalFetch<WorkflowStatisticsContextFetchOptions, WorkflowStatisticsInstance> {}

/** A place on the way. */
export interface WorkflowStatisticsListInstance extends Callable<[], WorkflowStatisticsContext> {}

export interface WorkspaceCumulativeStatisticsContextFetchOptions {
  endDate?: Date | string
  minutes?: number
  startDate?: Date | string
  taskChannel?: string
  splitByWaitTime?: string
}

/** A record of WorkspaceCumulativeStatistics. */
export interface WorkspaceCumulativeStatisticsInstance extends OptionalFetch<WorkspaceCumulativeStatisticsContextFetchOptions, WorkspaceCumulativeStatisticsInstance> {
  accountSid: string
  avgTaskAcceptanceTime: number
  startTime: Date
  endTime: Date
  reservationsCreated: number
  reservationsAccepted: number
  reservationsRejected: number
  reservationsTimedOut: number
  reservationsCanceled: number
  reservationsRescinded: number
  splitByWaitTime: any
  waitDurationUntilAccepted: any
  waitDurationUntilCanceled: any
  tasksCanceled: number
  tasksCompleted: number
  tasksCreated: number
  tasksDeleted: number
  tasksMoved: number
  tasksTimedOutInWorkflow: number
  workspaceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/CumulativeStatistics` */
export interface WorkspaceCumulativeStatisticsContext extends OptionalFetch<WorkspaceCumulativeStatisticsContextFetchOptions, WorkspaceCumulativeStatisticsInstance> {}

/** A place on the way. */
export interface WorkspaceCumulativeStatisticsListInstance extends Callable<[], WorkspaceCumulativeStatisticsContext> {}

export interface WorkspaceRealTimeStatisticsContextFetchOptions {
  taskChannel?: string
}

/** A record of WorkspaceRealTimeStatistics. */
export interface WorkspaceRealTimeStatisticsInstance extends OptionalFetch<WorkspaceRealTimeStatisticsContextFetchOptions, WorkspaceRealTimeStatisticsInstance> {
  accountSid: string
  activityStatistics: Array<any>
  longestTaskWaitingAge: number
  longestTaskWaitingSid: string
  tasksByPriority: any
  tasksByStatus: any
  totalTasks: number
  totalWorkers: number
  workspaceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/RealTimeStatistics` */
export interface WorkspaceRealTimeStatisticsContext extends OptionalFetch<WorkspaceRealTimeStatisticsContextFetchOptions, WorkspaceRealTimeStatisticsInstance> {}

/** A place on the way. */
export interface WorkspaceRealTimeStatisticsListInstance extends Callable<[], WorkspaceRealTimeStatisticsContext> {}

export interface WorkspaceStatisticsContextFetchOptions {
  minutes?: number
  startDate?: Date | string
  endDate?: Date | string
  taskChannel?: string
  splitByWaitTime?: string
}

/** A record of WorkspaceStatistics. */
export interface WorkspaceStatisticsInstance extends OptionalFetch<WorkspaceStatisticsContextFetchOptions, WorkspaceStatisticsInstance> {
  realtime: any
  cumulative: any
  accountSid: string
  workspaceSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Workspaces/{WorkspaceSid}/Statistics` */
export interface WorkspaceStatisticsContext extends OptionalFetch<WorkspaceStatisticsContextFetchOptions, WorkspaceStatisticsInstance> {}

/** A place on the way. */
export interface WorkspaceStatisticsListInstance extends Callable<[], WorkspaceStatisticsContext> {}

/** Version v1 of taskrouter. */
export interface TaskrouterV1 {
  readonly workspaces: WorkspaceListInstance
}
