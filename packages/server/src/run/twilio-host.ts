/** The domain whose traffic a run takes. */
export const twilioDomain = 'twilio.com'

const host = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+twilio\.com$/

/**
 * The host in lower case and without the root's dot where it is one of Twilio's (`api.twilio.com`, `verify.dublin.ie1.twilio.com`);
 * undefined for every other, also for `twilio.com` itself, which has no API, and for names that only look like it.
 */
export function twilioHost(name: string): string | undefined {
  const plain = name.toLowerCase().replace(/\.$/, '')
  return plain.length <= 253 && host.test(plain) ? plain : undefined
}
