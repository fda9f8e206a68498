export type { GenericNode, NoAttributes, ResponseBuilder } from './builder/twiml.ts'
export { TwiML } from './builder/twiml.ts'
export { createComment, createDocument, createElement, createText } from './document/create.ts'
export type {
  TwimlAttributes,
  TwimlComment,
  TwimlDocument,
  TwimlElement,
  TwimlNode,
  TwimlText,
} from './document/node.ts'
export { childElements, isComment, isElement, isText, textOf } from './document/node.ts'
export type { AttributeInput } from './document/values.ts'
export type { Position, TwilioParseCode, TwimlErrorCode } from './errors.ts'
export { TwimlError, TwimlParseError, twimlErrorCodes } from './errors.ts'
export type { FaxResponseClass } from './generated/fax-response.ts'
export { FaxResponse } from './generated/fax-response.ts'
export type { MessagingResponseClass } from './generated/messaging-response.ts'
export { MessagingResponse } from './generated/messaging-response.ts'
export type { VoiceResponseClass } from './generated/voice-response.ts'
export { VoiceResponse } from './generated/voice-response.ts'
export type { AttributeGrammar, ElementGrammar, FamilyGrammar, TwimlFamily } from './grammar/grammar.ts'
export { twimlGrammar } from './grammar/grammar.ts'
export type { ParseLimits } from './parse/parse.ts'
export { parseTwiml } from './parse/parse.ts'
export { positionOf } from './parse/positions.ts'
export type { SerializeOptions } from './serialize/serialize.ts'
export { serializeTwiml } from './serialize/serialize.ts'
export type { TwimlProblem, TwimlProblemCode } from './validate/problem.ts'
export { twimlProblemCodes } from './validate/problem.ts'
export { validateTwiml } from './validate/validate.ts'
