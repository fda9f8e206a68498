/** The builders alone, without the parser and the validator: `@trunkline/twiml/builder`. */

export type { TwimlErrorCode } from '../errors.ts'
export { TwimlError, twimlErrorCodes } from '../errors.ts'
export type { FaxResponseClass } from '../generated/fax-response.ts'
export { FaxResponse } from '../generated/fax-response.ts'
export type { MessagingResponseClass } from '../generated/messaging-response.ts'
export { MessagingResponse } from '../generated/messaging-response.ts'
export type { VoiceResponseClass } from '../generated/voice-response.ts'
export { VoiceResponse } from '../generated/voice-response.ts'
export type { GenericNode, NoAttributes, ResponseBuilder } from './twiml.ts'
export { TwiML } from './twiml.ts'
