/** How a request says who sends it, where that is not a user name and a password. */

/** Gives the Authorization header. Same contract as twilio-node's. */
export interface AuthStrategy {
  getAuthType(): string
  /** The whole header value; empty for none. */
  getAuthString(): Promise<string>
  requiresAuthentication(): boolean
}

/** Makes an AuthStrategy. Same contract as twilio-node's. */
export interface CredentialProvider {
  getAuthType(): string
  toAuthStrategy(): AuthStrategy
}
