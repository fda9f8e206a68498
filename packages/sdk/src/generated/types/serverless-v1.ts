// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, BareRemove, Callable, Listing, OptionalCreate, OptionalUpdate, RequiredCreate, RequiredUpdate } from '../../rest/types.ts'

export type AssetVersionVisibility = "public" | "private" | "protected"

export type BuildRuntime = "node8" | "node10" | "node12" | "node14" | "node16" | "node18" | "node20" | "node22"

export type BuildStatus = "building" | "completed" | "failed"

export type BuildStatusStatus = "building" | "completed" | "failed"

export type FunctionVersionVisibility = "public" | "private" | "protected"

export interface ServiceContextUpdateOptions {
  includeCredentials?: boolean
  friendlyName?: string
  uiEditable?: boolean
}

export interface ServiceListInstanceCreateOptions {
  uniqueName: string
  friendlyName: string
  includeCredentials?: boolean
  uiEditable?: boolean
}

/** A record of Service. */
export interface ServiceInstance extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  sid: string
  accountSid: string
  friendlyName: string
  uniqueName: string
  includeCredentials: boolean
  uiEditable: boolean
  domainBase: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  assets(): AssetListInstance
  builds(): BuildListInstance
  environments(): EnvironmentListInstance
  functions(): FunctionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{Sid}`; update: `POST /v1/Services/{Sid}`; remove: `DELETE /v1/Services/{Sid}` */
export interface ServiceContext extends BareFetch<ServiceInstance>, OptionalUpdate<ServiceContextUpdateOptions, ServiceInstance>, BareRemove {
  readonly assets: AssetListInstance
  readonly builds: BuildListInstance
  readonly environments: EnvironmentListInstance
  readonly functions: FunctionListInstance
}

/** list: `GET /v1/Services`; create: `POST /v1/Services` */
export interface ServiceListInstance extends Callable<[sid: string], ServiceContext>, Listing<unknown, ServiceInstance>, RequiredCreate<ServiceListInstanceCreateOptions, ServiceInstance> {}

export interface AssetContextUpdateOptions {
  friendlyName: string
}

export interface AssetListInstanceCreateOptions {
  friendlyName: string
}

/** A record of Asset. */
export interface AssetInstance extends BareFetch<AssetInstance>, RequiredUpdate<AssetContextUpdateOptions, AssetInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  assetVersions(): AssetVersionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Assets/{Sid}`; update: `POST /v1/Services/{ServiceSid}/Assets/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Assets/{Sid}` */
export interface AssetContext extends BareFetch<AssetInstance>, RequiredUpdate<AssetContextUpdateOptions, AssetInstance>, BareRemove {
  readonly assetVersions: AssetVersionListInstance
}

/** list: `GET /v1/Services/{ServiceSid}/Assets`; create: `POST /v1/Services/{ServiceSid}/Assets` */
export interface AssetListInstance extends Callable<[sid: string], AssetContext>, Listing<unknown, AssetInstance>, RequiredCreate<AssetListInstanceCreateOptions, AssetInstance> {}

/** A record of AssetVersion. */
export interface AssetVersionInstance extends BareFetch<AssetVersionInstance> {
  sid: string
  accountSid: string
  serviceSid: string
  assetSid: string
  path: string
  visibility: AssetVersionVisibility
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Assets/{AssetSid}/Versions/{Sid}` */
export interface AssetVersionContext extends BareFetch<AssetVersionInstance> {}

/** list: `GET /v1/Services/{ServiceSid}/Assets/{AssetSid}/Versions` */
export interface AssetVersionListInstance extends Callable<[sid: string], AssetVersionContext>, Listing<unknown, AssetVersionInstance> {}

export interface BuildListInstanceCreateOptions {
  assetVersions?: ReadonlyArray<string>
  functionVersions?: ReadonlyArray<string>
  dependencies?: string
  runtime?: string
}

/** A record of Build. */
export interface BuildInstance extends BareFetch<BuildInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  status: BuildStatus
  assetVersions: Array<any>
  functionVersions: Array<any>
  dependencies: Array<any>
  runtime: BuildRuntime
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  buildStatus(): BuildStatusListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Builds/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Builds/{Sid}` */
export interface BuildContext extends BareFetch<BuildInstance>, BareRemove {
  readonly buildStatus: BuildStatusListInstance
}

/** list: `GET /v1/Services/{ServiceSid}/Builds`; create: `POST /v1/Services/{ServiceSid}/Builds` */
export interface BuildListInstance extends Callable<[sid: string], BuildContext>, Listing<unknown, BuildInstance>, OptionalCreate<BuildListInstanceCreateOptions, BuildInstance> {}

/** A record of BuildStatus. */
export interface BuildStatusInstance extends BareFetch<BuildStatusInstance> {
  sid: string
  accountSid: string
  serviceSid: string
  status: BuildStatusStatus
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status` */
export interface BuildStatusContext extends BareFetch<BuildStatusInstance> {}

/** A place on the way. */
export interface BuildStatusListInstance extends Callable<[], BuildStatusContext> {}

export interface EnvironmentListInstanceCreateOptions {
  uniqueName: string
  domainSuffix?: string
}

/** A record of Environment. */
export interface EnvironmentInstance extends BareFetch<EnvironmentInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  buildSid: string
  uniqueName: string
  domainSuffix: string
  domainName: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  deployments(): DeploymentListInstance
  logs(): LogListInstance
  variables(): VariableListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Environments/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Environments/{Sid}` */
export interface EnvironmentContext extends BareFetch<EnvironmentInstance>, BareRemove {
  readonly deployments: DeploymentListInstance
  readonly logs: LogListInstance
  readonly variables: VariableListInstance
}

/** list: `GET /v1/Services/{ServiceSid}/Environments`; create: `POST /v1/Services/{ServiceSid}/Environments` */
export interface EnvironmentListInstance extends Callable<[sid: string], EnvironmentContext>, Listing<unknown, EnvironmentInstance>, RequiredCreate<EnvironmentListInstanceCreateOptions, EnvironmentInstance> {}

export interface DeploymentListInstanceCreateOptions {
  buildSid?: string
  isPlugin?: boolean
}

/** A record of Deployment. */
export interface DeploymentInstance extends BareFetch<DeploymentInstance> {
  sid: string
  accountSid: string
  serviceSid: string
  environmentSid: string
  buildSid: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Environments/{EnvironmentSid}/Deployments/{Sid}` */
export interface DeploymentContext extends BareFetch<DeploymentInstance> {}

/** list: `GET /v1/Services/{ServiceSid}/Environments/{EnvironmentSid}/Deployments`; create: `POST /v1/Services/{ServiceSid}/Environments/{EnvironmentSid}/Deployments` */
export interface DeploymentListInstance extends Callable<[sid: string], DeploymentContext>, Listing<unknown, DeploymentInstance>, OptionalCreate<DeploymentListInstanceCreateOptions, DeploymentInstance> {}

export interface LogListInstanceOptions {
  functionSid?: string
  startDate?: Date | string
  endDate?: Date | string
}

/** A record of Log. */
export interface LogInstance extends BareFetch<LogInstance> {
  sid: string
  accountSid: string
  serviceSid: string
  environmentSid: string
  buildSid: string
  deploymentSid: string
  functionSid: string
  requestSid: string
  level: string
  message: string
  dateCreated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Environments/{EnvironmentSid}/Logs/{Sid}` */
export interface LogContext extends BareFetch<LogInstance> {}

/** list: `GET /v1/Services/{ServiceSid}/Environments/{EnvironmentSid}/Logs` */
export interface LogListInstance extends Callable<[sid: string], LogContext>, Listing<LogListInstanceOptions, LogInstance> {}

export interface VariableContextUpdateOptions {
  key?: string
  value?: string
}

export interface VariableListInstanceCreateOptions {
  key: string
  value: string
}

/** A record of Variable. */
export interface VariableInstance extends BareFetch<VariableInstance>, OptionalUpdate<VariableContextUpdateOptions, VariableInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  environmentSid: string
  key: string
  value: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Environments/{EnvironmentSid}/Variables/{Sid}`; update: `POST /v1/Services/{ServiceSid}/Environments/{EnvironmentSid}/Variables/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Environments/{EnvironmentSid}/Variables/{Sid}` */
export interface VariableContext extends BareFetch<VariableInstance>, OptionalUpdate<VariableContextUpdateOptions, VariableInstance>, BareRemove {}

/** list: `GET /v1/Services/{ServiceSid}/Environments/{EnvironmentSid}/Variables`; create: `POST /v1/Services/{ServiceSid}/Environments/{EnvironmentSid}/Variables` */
export interface VariableListInstance extends Callable<[sid: string], VariableContext>, Listing<unknown, VariableInstance>, RequiredCreate<VariableListInstanceCreateOptions, VariableInstance> {}

export interface FunctionContextUpdateOptions {
  friendlyName: string
}

export interface FunctionListInstanceCreateOptions {
  friendlyName: string
}

/** A record of Function. */
export interface FunctionInstance extends BareFetch<FunctionInstance>, RequiredUpdate<FunctionContextUpdateOptions, FunctionInstance>, BareRemove {
  sid: string
  accountSid: string
  serviceSid: string
  friendlyName: string
  dateCreated: Date
  dateUpdated: Date
  url: string
  links: Record<string, string>
  functionVersions(): FunctionVersionListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Functions/{Sid}`; update: `POST /v1/Services/{ServiceSid}/Functions/{Sid}`; remove: `DELETE /v1/Services/{ServiceSid}/Functions/{Sid}` */
export interface FunctionContext extends BareFetch<FunctionInstance>, RequiredUpdate<FunctionContextUpdateOptions, FunctionInstance>, BareRemove {
  readonly functionVersions: FunctionVersionListInstance
}

/** list: `GET /v1/Services/{ServiceSid}/Functions`; create: `POST /v1/Services/{ServiceSid}/Functions` */
export interface FunctionListInstance extends Callable<[sid: string], FunctionContext>, Listing<unknown, FunctionInstance>, RequiredCreate<FunctionListInstanceCreateOptions, FunctionInstance> {}

/** A record of FunctionVersion. */
export interface FunctionVersionInstance extends BareFetch<FunctionVersionInstance> {
  sid: string
  accountSid: string
  serviceSid: string
  functionSid: string
  path: string
  visibility: FunctionVersionVisibility
  dateCreated: Date
  url: string
  links: Record<string, string>
  functionVersionContent(): FunctionVersionContentListInstance
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Functions/{FunctionSid}/Versions/{Sid}` */
export interface FunctionVersionContext extends BareFetch<FunctionVersionInstance> {
  readonly functionVersionContent: FunctionVersionContentListInstance
}

/** list: `GET /v1/Services/{ServiceSid}/Functions/{FunctionSid}/Versions` */
export interface FunctionVersionListInstance extends Callable<[sid: string], FunctionVersionContext>, Listing<unknown, FunctionVersionInstance> {}

/** A record of FunctionVersionContent. */
export interface FunctionVersionContentInstance extends BareFetch<FunctionVersionContentInstance> {
  sid: string
  accountSid: string
  serviceSid: string
  functionSid: string
  content: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Services/{ServiceSid}/Functions/{FunctionSid}/Versions/{Sid}/Content` */
export interface FunctionVersionContentContext extends BareFetch<FunctionVersionContentInstance> {}

/** A place on the way. */
export interface FunctionVersionContentListInstance extends Callable<[], FunctionVersionContentContext> {}

/** Version v1 of serverless. */
export interface ServerlessV1 {
  readonly services: ServiceListInstance
}
