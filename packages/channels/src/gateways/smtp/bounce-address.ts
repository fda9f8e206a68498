import { createHmac, timingSafeEqual } from 'node:crypto'
import { parseEmail } from '../../addresses/email.ts'

/** RFC 4648 base 32, in lower case: mail servers may change the case of local parts. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
/** 80 bits: 16 letters. */
const MAC_BYTES = 10

/** Makes and reads the addresses that bounces come back to. */
export interface BounceAddresses {
  /** The envelope sender of a delivery, such as `bounce+em0192….<mac>@bounces.acme.example`. */
  addressFor(deliveryId: string): string
  /** SID of the delivery that an address was made for; null for any address that was not made here. */
  deliveryOf(address: string): string | null
}

/**
 * Addresses in the manner of VERP (variable envelope return path): each delivery has its own, so that a bounce says by where it
 * arrives which delivery it is about, whatever it has in it. The MAC keeps strangers from making bounces up for deliveries
 * that they have not received.
 *
 * @param base address such as `bounce@bounces.acme.example`
 * @param secret key of the MAC; a gateway's name goes in with it, so one gateway's addresses are not another's
 * @throws Error in one line, where the base is no address or leaves no room
 */
export function createBounceAddresses(base: string, gateway: string, secret: Uint8Array): BounceAddresses {
  const email = parseEmail(base)
  if (!email.ok) throw new Error(`bounce.address: ${email.reason}`)
  const local = email.local.toLowerCase()
  // 64 octets is all that a local part may have (RFC 5321 §4.5.3.1.1): 34 for the SID, 16 for the MAC, two marks.
  if (local.length > 12) throw new Error('bounce.address: what stands before the @ may have 12 characters at most')
  const mac = (deliveryId: string) =>
    base32(createHmac('sha256', secret).update(`bounce\n${gateway}\n${deliveryId}`).digest().subarray(0, MAC_BYTES))
  const form = new RegExp(
    `^${RegExp.escape(local)}\\+([a-z]{2})([0-9a-f]{32})\\.([a-z2-7]{16})@${RegExp.escape(email.domain)}$`,
  )
  return {
    addressFor: (deliveryId) => `${local}+${deliveryId.toLowerCase()}.${mac(deliveryId)}@${email.domain}`,
    deliveryOf: (address) => {
      const [, prefix, hex, given] = form.exec(address.toLowerCase()) ?? []
      if (prefix === undefined || hex === undefined || given === undefined) return null
      const deliveryId = prefix.toUpperCase() + hex
      return timingSafeEqual(Buffer.from(mac(deliveryId)), Buffer.from(given)) ? deliveryId : null
    },
  }
}

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('')
}
