import { hmacText } from '#crypto'
import { sameText } from '../bytes/same-text.ts'
import { getExpectedBodyHash, type SignatureHash, signatureLength } from './expected.ts'
import { parsePythonUrl, pythonQueryValue, pythonUrlForms } from './python-url.ts'
import { validateBody } from './validate.ts'

/** Parameters as Python's frameworks hold them: one value a name, or every value of a name. */
export type PythonParams = Readonly<Record<string, string | readonly string[]>> | URLSearchParams

/** Compares by Unicode code point, as Python sorts; UTF-16 code units put U+10000 and above before U+E000. */
function byCodePoint(a: string, b: string): number {
  const right = b[Symbol.iterator]()
  for (const character of a) {
    const other = right.next().value
    if (other === undefined) return 1
    if (character !== other) return (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)
  }
  return right.next().done ? 0 : -1
}

function signedParams(params: PythonParams): string {
  const fromQuery = params instanceof URLSearchParams
  const names = fromQuery ? [...new Set(params.keys())] : Object.keys(params)
  const valuesOf = (name: string): readonly string[] => {
    const value = fromQuery ? params.getAll(name) : (params[name] ?? '')
    return typeof value === 'string' ? [value] : value
  }
  const texts = names.sort(byCodePoint).flatMap((name) => {
    return [...new Set(valuesOf(name))].sort(byCodePoint).map((value) => name + value)
  })
  return texts.join('')
}

/** The names of hashes in `X-Twilio-Webhooks-Signature-Settings`. */
const algorithms: Readonly<Record<string, SignatureHash>> = { HMAC_SHA1: 'sha1', HMAC_SHA256: 'sha256' }

/** The header that goes with a webhook that was signed with a shared key instead of the auth token. */
export const signatureSettingsHeader = 'X-Twilio-Webhooks-Signature-Settings'

/**
 * The algorithm that the header `X-Twilio-Webhooks-Signature-Settings` names (`key=…,algorithm=HMAC_SHA256`); `HMAC_SHA1`, that of the
 * auth token, when the header is missing or names none.
 */
export function getSignatureAlgorithm(settings: string | null | undefined): string {
  for (const part of (settings ?? '').split(',')) {
    const equals = part.indexOf('=')
    const value = part.slice(equals + 1).trim()
    if (equals >= 0 && part.slice(0, equals).trim() === 'algorithm' && value) return value
  }
  return 'HMAC_SHA1'
}

/**
 * twilio-python's `RequestValidator`, for programs that come from there: the same verdict on the same input.
 * It differs from {@link validateRequest} in the forms of the URL that it tries (not normalised, never with the query encoded anew),
 * in sorting by code point, and in taking a raw body in place of the parameters. What makes Python raise is invalid here.
 */
export class RequestValidator {
  readonly #token: string

  constructor(token: string) {
    this.#token = token
  }

  /**
   * The signature of a URL and parameters.
   * @throws RangeError for an algorithm other than `HMAC_SHA1` and `HMAC_SHA256`
   */
  computeSignature(uri: string, params: PythonParams | null = {}, algorithm = 'HMAC_SHA1'): string {
    const name = algorithms[algorithm.toUpperCase()]
    if (!name) throw new RangeError(`unsupported webhook signature algorithm ${JSON.stringify(algorithm)}`)
    return hmacText(name, 'base64', this.#token, uri + signedParams(params ?? {}))
  }

  /** The hash of a raw body as `bodySHA256` carries it. */
  computeHash(body: string): string {
    return getExpectedBodyHash(body)
  }

  /**
   * Whether a webhook is from the holder of the token.
   * @param params the form's parameters, or the raw body as text when the URL has `bodySHA256`
   */
  validate(uri: string, params: PythonParams | string | null, signature: string, algorithm = 'HMAC_SHA1'): boolean {
    const name = algorithms[algorithm.toUpperCase()]
    const url = parsePythonUrl(uri)
    if (!name || !url || signature.length !== signatureLength[name]) return false
    let signed = params ?? {}
    if (typeof signed === 'string') {
      const bodyHash = pythonQueryValue(url.query, 'bodySHA256')
      if (bodyHash === undefined ? signed !== '' : !validateBody(signed, bodyHash)) return false
      signed = {}
    }
    const tail = signedParams(signed)
    return pythonUrlForms(url).some((form) => sameText(signature, hmacText(name, 'base64', this.#token, form + tail)))
  }
}
