import { Policy } from './policy.ts'

/** The URLs and the usual policies of TaskRouter, by twilio-node's names (its `jwt.taskrouter.util`). */
const eventUrlBase = 'https://event-bridge.twilio.com/v1/wschannels'
const taskRouterUrl = 'https://taskrouter.twilio.com'
const taskRouterVersion = 'v1'

/** What every worker may: see activities, tasks, its own reservations and itself. */
export function defaultWorkerPolicies(version: string, workspaceSid: string, workerSid: string): Policy[] {
  const workspace = `${taskRouterUrl}/${version}/Workspaces/${workspaceSid}`
  const worker = `${workspace}/Workers/${workerSid}`
  return [`${workspace}/Activities`, `${workspace}/Tasks/**`, `${worker}/Reservations/**`, worker].map(
    (url) => new Policy({ url, method: 'GET', allow: true }),
  )
}

/** What every token may: open its web socket. */
export function defaultEventBridgePolicies(accountSid: string, channelId: string): Policy[] {
  const url = `${eventUrlBase}/${accountSid}/${channelId}`
  return ['GET', 'POST'].map((method) => new Policy({ url, method, allow: true }))
}

function join(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string').join('/')
}

/** The URL of a workspace; `**` for all, nothing for the list. */
export function workspacesUrl(workspaceSid?: string): string {
  return join(taskRouterUrl, taskRouterVersion, 'Workspaces', workspaceSid)
}

/** The URL of a task queue; `**` for all, nothing for the list. */
export function taskQueuesUrl(workspaceSid: string, taskQueueSid?: string): string {
  return join(workspacesUrl(workspaceSid), 'TaskQueues', taskQueueSid)
}

/** The URL of a task; `**` for all, nothing for the list. */
export function tasksUrl(workspaceSid: string, taskSid?: string): string {
  return join(workspacesUrl(workspaceSid), 'Tasks', taskSid)
}

/** The URL of an activity; `**` for all, nothing for the list. */
export function activitiesUrl(workspaceSid: string, activitySid?: string): string {
  return join(workspacesUrl(workspaceSid), 'Activities', activitySid)
}

/** The URL of a worker; `**` for all, nothing for the list. */
export function workersUrl(workspaceSid: string, workerSid?: string): string {
  return join(workspacesUrl(workspaceSid), 'Workers', workerSid)
}

/** The URL of a worker's reservation; `**` for all, nothing for the list. */
export function reservationsUrl(workspaceSid: string, workerSid: string, reservationSid?: string): string {
  return join(workersUrl(workspaceSid, workerSid), 'Reservations', reservationSid)
}
