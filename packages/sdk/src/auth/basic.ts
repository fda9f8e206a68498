/** Basic authentication (RFC 7617), UTF-8. */

/** Base64 of UTF-8 text, on every run time. */
export function base64(text: string): string {
  let binary = ''
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** The value of the Authorization header. */
export function basicAuth(username: string, password: string): string {
  return `Basic ${base64(`${username}:${password}`)}`
}
