// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, Callable, OptionalUpdate } from '../../rest/types.ts'

export type UserStateType = "active" | "deactivated"

export interface UserContextUpdateOptions {
  friendlyName?: string
  avatar?: string
  state?: UserStateType
  isAvailable?: boolean
}

/** A record of User. */
export interface UserInstance extends BareFetch<UserInstance>, OptionalUpdate<UserContextUpdateOptions, UserInstance> {
  sid: string
  identity: string
  friendlyName: string
  avatar: string
  state: UserStateType
  isAvailable: boolean
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Users/{Sid}`; update: `POST /v1/Users/{Sid}` */
export interface UserContext extends BareFetch<UserInstance>, OptionalUpdate<UserContextUpdateOptions, UserInstance> {}

/** A place on the way. */
export interface UserListInstance extends Callable<[sid: string], UserContext> {}

/** Version v1 of frontlineApi. */
export interface FrontlineApiV1 {
  readonly users: UserListInstance
}
