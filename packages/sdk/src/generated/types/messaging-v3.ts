// Made by packages/sdk/generate/main.ts. Do not edit.
import type { RequiredJsonCreate } from '../../rest/types.ts'

export type V3TypingIndicatorListInstanceCreateOptions = unknown

/** A record of V3TypingIndicator. */
export interface V3TypingIndicatorInstance {
  success: boolean
  toJSON(): Record<string, any>
}

/** create: `POST /v3/Indicators/Typing.json` */
export interface V3TypingIndicatorListInstance extends RequiredJsonCreate<V3TypingIndicatorListInstanceCreateOptions, V3TypingIndicatorInstance> {}

/** Version v3 of messaging. */
export interface MessagingV3 {
  readonly typingIndicator: V3TypingIndicatorListInstance
}
