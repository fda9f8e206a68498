// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

export type EngagementStatus = "active" | "ended"

export type ExecutionStatus = "active" | "ended"

export type FlowStatus = "draft" | "published"

/** A record of Flow. */
export interface FlowInstance extends BareFetch<FlowInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  status: FlowStatus
  version: number
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  engagements(): EngagementListInstance
  executions(): ExecutionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Flows/{Sid}`; remove: `DELETE /v1/Flows/{Sid}` */
export interface FlowContext extends BareFetch<FlowInstance>, BareRemove {
  readonly engagements: EngagementListInstance
  readonly executions: ExecutionListInstance
}

/** list: `GET /v1/Flows` */
export interface FlowListInstance extends Callable<[sid: string], FlowContext>, Listing<unknown, FlowInstance> {}

export interface EngagementListInstanceCreateOptions {
  to: string
  from: string
  parameters?: unknown
}

/** A record of Engagement. */
export interface EngagementInstance extends BareFetch<EngagementInstance>, BareRemove {
  sid: string
  accountSid: string
  flowSid: string
  contactSid: string
  contactChannelAddress: string
  context: any
  status: EngagementStatus
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  steps(): StepListInstance
  engagementContext(): EngagementContextListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Flows/{FlowSid}/Engagements/{Sid}`; remove: `DELETE /v1/Flows/{FlowSid}/Engagements/{Sid}` */
export interface EngagementContext extends BareFetch<EngagementInstance>, BareRemove {
  readonly steps: StepListInstance
  readonly engagementContext: EngagementContextListInstance
}

/** list: `GET /v1/Flows/{FlowSid}/Engagements`; create: `POST /v1/Flows/{FlowSid}/Engagements` */
export interface EngagementListInstance extends Callable<[sid: string], EngagementContext>, Listing<unknown, EngagementInstance>, RequiredCreate<EngagementListInstanceCreateOptions, EngagementInstance> {}

/** A record of Step. */
export interface StepInstance extends BareFetch<StepInstance> {
  sid: string
  accountSid: string
  flowSid: string
  engagementSid: string
  name: string
  context: any
  parentStepSid: string
  transitionedFrom: string
  transitionedTo: string
  type: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  stepContext(): StepContextListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Flows/{FlowSid}/Engagements/{EngagementSid}/Steps/{Sid}` */
export interface StepContext extends BareFetch<StepInstance> {
  readonly stepContext: StepContextListInstance
}

/** list: `GET /v1/Flows/{FlowSid}/Engagements/{EngagementSid}/Steps` */
export interface StepListInstance extends Callable<[sid: string], StepContext>, Listing<unknown, StepInstance> {}

/** A record of StepContext. */
export interface StepContextInstance extends BareFetch<StepContextInstance> {
  accountSid: string
  context: any
  engagementSid: string
  flowSid: string
  stepSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Flows/{FlowSid}/Engagements/{EngagementSid}/Steps/{StepSid}/Context` */
export interface StepContextContext extends BareFetch<StepContextInstance> {}

/** A place on the way. */
export interface StepContextListInstance extends Callable<[], StepContextContext> {}

/** A record of EngagementContext. */
export interface EngagementContextInstance extends BareFetch<EngagementContextInstance> {
  accountSid: string
  context: any
  engagementSid: string
  flowSid: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Flows/{FlowSid}/Engagements/{EngagementSid}/Context` */
export interface EngagementContextContext extends BareFetch<EngagementContextInstance> {}

/** A place on the way. */
export interface EngagementContextListInstance extends Callable<[], EngagementContextContext> {}

export interface ExecutionContextUpdateOptions {
  status: ExecutionStatus
}

export interface ExecutionListInstanceOptions {
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
  contactSid: string
  contactChannelAddress: string
  context: any
  status: ExecutionStatus
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  steps(): ExecutionStepListInstance
  executionContext(): ExecutionContextListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Flows/{FlowSid}/Executions/{Sid}`; update: `POST /v1/Flows/{FlowSid}/Executions/{Sid}`; remove: `DELETE /v1/Flows/{FlowSid}/Executions/{Sid}` */
export interface ExecutionContext extends BareFetch<ExecutionInstance>, RequiredUpdate<ExecutionContextUpdateOptions, ExecutionInstance>, BareRemove {
  readonly steps: ExecutionStepListInstance
  readonly executionContext: ExecutionContextListInstance
}

/** list: `GET /v1/Flows/{FlowSid}/Executions`; create: `POST /v1/Flows/{FlowSid}/Executions` */
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

/** fetch: `GET /v1/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps/{Sid}` */
export interface ExecutionStepContext extends BareFetch<ExecutionStepInstance> {
  readonly stepContext: ExecutionStepContextListInstance
}

/** list: `GET /v1/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps` */
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

/** fetch: `GET /v1/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps/{StepSid}/Context` */
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

/** fetch: `GET /v1/Flows/{FlowSid}/Executions/{ExecutionSid}/Context` */
export interface ExecutionContextContext extends BareFetch<ExecutionContextInstance> {}

/** A place on the way. */
export interface ExecutionContextListInstance extends Callable<[], ExecutionContextContext> {}

/** Version v1 of studio. */
export interface StudioV1 {
  readonly flows: FlowListInstance
}
