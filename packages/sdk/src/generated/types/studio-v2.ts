// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

export type ExecutionStatus = "active" | "ended"

export type FlowRevisionStatus = "draft" | "published"

export type FlowStatus = "draft" | "published"

export type FlowValidateStatus = "draft" | "published"

export interface FlowContextUpdateOptions {
  status: FlowStatus
  friendlyName?: string
  definition?: unknown
  commitMessage?: string
  authorSid?: string
}

export interface FlowListInstanceCreateOptions {
  friendlyName: string
  status: FlowStatus
  definition: unknown
  commitMessage?: string
  authorSid?: string
}

/** A record of Flow. */
export interface FlowInstance extends BareFetch<FlowInstance>, RequiredUpdate<FlowContextUpdateOptions, FlowInstance>, BareRemove {
  sid: string
  accountSid: string
  authorSid: string
  friendlyName: string
  definition: any
  status: FlowStatus
  revision: number
  commitMessage: string
  valid: boolean
  errors: Array<any>
  warnings: Array<any>
  dateCreated: Date
  dateUpdated: Date
  webhookUrl: string
  url: string
  links: Record<string, string>
  executions(): ExecutionListInstance
  revisions(): FlowRevisionListInstance
  testUsers(): TestUserListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Flows/{Sid}`; update: `POST /v2/Flows/{Sid}`; remove: `DELETE /v2/Flows/{Sid}` */
export interface FlowContext extends BareFetch<FlowInstance>, RequiredUpdate<FlowContextUpdateOptions, FlowInstance>, BareRemove {
  readonly executions: ExecutionListInstance
  readonly revisions: FlowRevisionListInstance
  readonly testUsers: TestUserListInstance
}

/** list: `GET /v2/Flows`; create: `POST /v2/Flows` */
export interface FlowListInstance extends Callable<[sid: string], FlowContext>, Listing<unknown, FlowInstance>, RequiredCreate<FlowListInstanceCreateOptions, FlowInstance> {}

export interface ExecutionContextUpdateOptions {
  status: ExecutionStatus
}

export interface ExecutionListInstanceOptions {
  status?: ExecutionStatus
  dateCreatedFrom?: Date | string
  dateCreatedTo?: Date | string
}

export interface ExecutionListInstanceCreateOptions {
  to: string
  from: string
  parameters?: unknown
}

/** A record of Execution. */
export interface ExecutionInstance extends BareFetch<ExecutionInstance>, RequiredUpdate<ExecutionContextUpdateOptions, ExecutionInstance>, BareRemove {
  sid: string
  accountSid: string
  flowSid: string
  contactChannelAddress: string
  contactSid: string
  flowVersion: number
  context: any
  status: ExecutionStatus
  dateCreated: Date
  dateUpdated: Date
  initiatedBy: string
  url: string
  links: Record<string, string>
  steps(): ExecutionStepListInstance
  executionContext(): ExecutionContextListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Flows/{FlowSid}/Executions/{Sid}`; update: `POST /v2/Flows/{FlowSid}/Executions/{Sid}`; remove: `DELETE /v2/Flows/{FlowSid}/Executions/{Sid}` */
export interface ExecutionContext extends BareFetch<ExecutionInstance>, RequiredUpdate<ExecutionContextUpdateOptions, ExecutionInstance>, BareRemove {
  readonly steps: ExecutionStepListInstance
  readonly executionContext: ExecutionContextListInstance
}

/** list: `GET /v2/Flows/{FlowSid}/Executions`; create: `POST /v2/Flows/{FlowSid}/Executions` */
export interface ExecutionListInstance extends Callable<[sid: string], ExecutionContext>, Listing<ExecutionListInstanceOptions, ExecutionInstance>, RequiredCreate<ExecutionListInstanceCreateOptions, ExecutionInstance> {}

/** A record of ExecutionStep. */
export interface ExecutionStepInstance extends BareFetch<ExecutionStepInstance> {
  sid: string
  accountSid: string
  flowSid: string
  executionSid: string
  parentStepSid: string
  name: string
  context: any
  transitionedFrom: string
  transitionedTo: string
  type: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  stepContext(): ExecutionStepContextListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps/{Sid}` */
export interface ExecutionStepContext extends BareFetch<ExecutionStepInstance> {
  readonly stepContext: ExecutionStepContextListInstance
}

/** list: `GET /v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps` */
export interface ExecutionStepListInstance extends Callable<[sid: string], ExecutionStepContext>, Listing<unknown, ExecutionStepInstance> {}

/** A record of ExecutionStepContext. */
export interface ExecutionStepContextInstance extends BareFetch<ExecutionStepContextInstance> {
  accountSid: string
  context: any
  executionSid: string
  flowSid: string
  stepSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps/{StepSid}/Context` */
export interface ExecutionStepContextContext extends BareFetch<ExecutionStepContextInstance> {}

/** A place on the way. */
export interface ExecutionStepContextListInstance extends Callable<[], ExecutionStepContextContext> {}

/** A record of ExecutionContext. */
export interface ExecutionContextInstance extends BareFetch<ExecutionContextInstance> {
  accountSid: string
  context: any
  flowSid: string
  executionSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Context` */
export interface ExecutionContextContext extends BareFetch<ExecutionContextInstance> {}

/** A place on the way. */
export interface ExecutionContextListInstance extends Callable<[], ExecutionContextContext> {}

/** A record of FlowRevision. */
export interface FlowRevisionInstance extends BareFetch<FlowRevisionInstance> {
  sid: string
  accountSid: string
  authorSid: string
  friendlyName: string
  definition: any
  status: FlowRevisionStatus
  revision: number
  commitMessage: string
  valid: boolean
  errors: Array<any>
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Flows/{Sid}/Revisions/{Revision}` */
export interface FlowRevisionContext extends BareFetch<FlowRevisionInstance> {}

/** list: `GET /v2/Flows/{Sid}/Revisions` */
export interface FlowRevisionListInstance extends Callable<[revision: string], FlowRevisionContext>, Listing<unknown, FlowRevisionInstance> {}

export interface TestUserContextUpdateOptions {
  testUsers: ReadonlyArray<string>
}

/** A record of TestUser. */
export interface TestUserInstance extends BareFetch<TestUserInstance>, RequiredUpdate<TestUserContextUpdateOptions, TestUserInstance> {
  sid: string
  testUsers: Array<string>
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v2/Flows/{Sid}/TestUsers`; update: `POST /v2/Flows/{Sid}/TestUsers` */
export interface TestUserContext extends BareFetch<TestUserInstance>, RequiredUpdate<TestUserContextUpdateOptions, TestUserInstance> {}

/** A place on the way. */
export interface TestUserListInstance extends Callable<[], TestUserContext> {}

export interface FlowValidateListInstanceUpdateOptions {
  friendlyName: string
  status: FlowValidateStatus
  definition: unknown
  commitMessage?: string
}

/** A record of FlowValidate. */
export interface FlowValidateInstance {
  valid: boolean
  toJSON(): Record<string, any>
}

/** update: `POST /v2/Flows/Validate` */
export interface FlowValidateListInstance extends RequiredUpdate<FlowValidateListInstanceUpdateOptions, FlowValidateInstance> {}

/** Version v2 of studio. */
export interface StudioV2 {
  readonly flows: FlowListInstance
  readonly flowValidate: FlowValidateListInstance
}
