/** How names of the wire become names of the library, as twilio-node has them. */

/** `StatusCallback` → `statusCallback`, `date_created` → `dateCreated`, `X-Twilio-Webhook-Enabled` → `xTwilioWebhookEnabled`. */
export function camel(name: string): string {
  const joined = name.replace(/[-_ ]+([A-Za-z0-9])/g, (_, c: string) => c.toUpperCase())
  return joined.charAt(0).toLowerCase() + joined.slice(1)
}

/** The name of a parameter: `DateSent<` → `dateSentBefore`, `Email.Address` → `email.address`. */
export function parameterName(wire: string): string {
  // `version` is taken: lists and contexts know theirs by it in twilio-node.
  if (wire === 'Version') return 'versionParam'
  if (wire.endsWith('<')) return `${camel(wire.slice(0, -1))}Before`
  if (wire.endsWith('>')) return `${camel(wire.slice(0, -1))}After`
  return wire.split('.').map(camel).join('.')
}

/** `messages` → `Messages`. */
export function pascal(name: string): string {
  const c = camel(name)
  return c.charAt(0).toUpperCase() + c.slice(1)
}
