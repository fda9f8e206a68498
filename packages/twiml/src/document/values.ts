import { TwimlError } from '../errors.ts'
import { assertLegalName, assertLegalText } from './legal.ts'

/** What an attribute can be given as; null and undefined leave it out, arrays are joined by one space. */
export type AttributeInput = string | number | bigint | boolean | null | undefined | readonly unknown[]

/**
 * Reads given attributes into their written form, in the order given. Rules of twilio-node: null and undefined are
 * dropped, a function is called for its value, arrays are joined by one space, and anything else becomes a string.
 *
 * @throws TwimlError on names and characters that XML cannot carry.
 */
export function readAttributes(given: object): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const name in given) {
    if (!Object.hasOwn(given, name)) continue
    const value = (given as Record<string, unknown>)[name]
    if (typeof value === 'string') setAttribute(attributes, name, value)
    else setConverted(attributes, name, value)
  }
  return attributes
}

function setConverted(attributes: Record<string, string>, name: string, given: unknown): void {
  const value: unknown = typeof given === 'function' ? given() : given
  if (value === null || value === undefined) return
  setAttribute(attributes, name, Array.isArray(value) ? value.join(' ') : asString(value))
}

/** Sets one attribute after checking its name and value. */
export function setAttribute(attributes: Record<string, string>, name: string, value: string): void {
  assertLegalName(name)
  assertLegalText(value)
  // Plain assignment to __proto__ would set no attribute but the prototype.
  if (name === '__proto__') defineAttribute(attributes, name, value)
  else attributes[name] = value
}

/** Sets an attribute whatever its name, unchecked. */
export function defineAttribute(attributes: Record<string, string>, name: string, value: string): void {
  Object.defineProperty(attributes, name, { value, enumerable: true, configurable: true, writable: true })
}

/** `'' + value` and not `String(value)`: objects with a valueOf then become that value, as they do in twilio-node. */
function asString(value: unknown): string {
  // biome-ignore lint/style/useTemplate: a template would call toString where `+` calls valueOf
  return '' + (value as string)
}

/**
 * Reads given text into a string; numbers and booleans are written as they are.
 *
 * @throws TwimlError when it is missing, no text (an object, an array, a function), or not legal in XML.
 */
export function readText(given: unknown): string {
  const text = typeof given === 'string' ? given : convertText(given)
  assertLegalText(text)
  return text
}

function convertText(given: unknown): string {
  if (given === null || given === undefined) {
    throw new TwimlError('TWIML_MISSING_TEXT', 'Missing element text. Pass a string; an empty one is fine')
  }
  const value: unknown = typeof given === 'object' ? given.valueOf() : given
  if (typeof value === 'object' || typeof value === 'function') {
    throw new TwimlError('TWIML_NOT_TEXT', 'Text must be a string: pass JSON.stringify(value) where a verb takes JSON')
  }
  return asString(value)
}
