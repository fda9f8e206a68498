/** Why a token is not accepted. */
export type JwtErrorCode =
  /** Not three parts of base64url with JSON objects in the first two. */
  | 'JWT_MALFORMED'
  /** Signed with another algorithm than the reader allows, or with none. */
  | 'JWT_ALGORITHM'
  /** Not signed by the holder of the key. */
  | 'JWT_SIGNATURE'
  /** Its time is over. */
  | 'JWT_EXPIRED'
  /** Its time has not come. */
  | 'JWT_NOT_YET_VALID'
  /** A claim is missing, or is not what this kind of token has. */
  | 'JWT_CLAIM'

/** A token that is not accepted. What to do is to get a new one; `retryable` is true where the same token may be good later. */
export class JwtError extends Error {
  override readonly name = 'JwtError'
  readonly code: JwtErrorCode
  readonly retryable: boolean

  constructor(code: JwtErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.retryable = code === 'JWT_NOT_YET_VALID'
  }
}
