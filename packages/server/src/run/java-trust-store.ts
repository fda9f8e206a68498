import { createHash } from 'node:crypto'

/** What everybody gives as password of a store that holds nothing secret; the JDK's own is the same. */
export const trustStorePassword = 'changeit'

/**
 * A trust store in the format that every JDK since 1.2 reads ("JKS"): Java takes no PEM. Layout as in the JDK's
 * `sun.security.provider.JavaKeyStore`: magic, version 2, number of entries; each with tag 2 (a trusted certificate), alias, date,
 * type and DER; then SHA-1 of the password in UTF-16, a fixed phrase, and all of that.
 */
export function javaTrustStore(certificates: readonly Uint8Array[], now: number): Uint8Array {
  const date = Buffer.alloc(8)
  date.writeBigUInt64BE(BigInt(now))
  const entries = certificates.flatMap((der, index) => [
    int(2),
    utf(`ca${index}`),
    date,
    utf('X.509'),
    int(der.length),
    der,
  ])
  const content = Buffer.concat([int(0xfeedfeed), int(2), int(certificates.length), ...entries])
  const password = Buffer.from(trustStorePassword, 'utf16le').swap16()
  const digest = createHash('sha1').update(password).update('Mighty Aphrodite').update(content).digest()
  return Buffer.concat([content, digest])
}

function int(value: number): Uint8Array {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** Length in two bytes, then the text; all of ours is ASCII. */
function utf(text: string): Uint8Array {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(text.length)
  return Buffer.concat([length, Buffer.from(text)])
}
