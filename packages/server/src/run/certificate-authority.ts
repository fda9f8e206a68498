import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { bits, certificatePem, integer, octets, oid, sequence, set, tagged, time, utf8, yes } from './der.ts'

/** Key and certificate of one host, PEM. */
export interface HostCertificate {
  readonly key: string
  readonly cert: string
}

/** An authority for certificates of one domain's hosts. Its private key is in this process's memory and nowhere else. */
export interface CertificateAuthority {
  /** The authority's own certificate, PEM: what the program is told to trust. */
  readonly certificate: string
  /** Its certificate as DER. */
  readonly der: Uint8Array
  /** The certificate of a host; made once a host. One outside of the domain is refused by everybody who reads the authority's own. */
  issue(host: string): HostCertificate
}

/** What an authority is made of. */
export interface AuthorityOptions {
  /** The domain whose hosts it may certify; the certificate itself says so. */
  readonly domain: string
  /** When it is made, epoch milliseconds. */
  readonly now: number
  /** How long it is good for, milliseconds. */
  readonly lifetime: number
}

/** Clocks of containers differ from their host's by seconds; a certificate of the future is refused. */
const clockSkew = 5 * 60_000

const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'))

interface Party {
  readonly name: Uint8Array
  readonly publicKey: KeyObject
}

interface Issuer extends Party {
  readonly privateKey: KeyObject
}

/**
 * Makes an authority (RFC 5280): P-256, constrained by its own certificate to DNS names of the domain and to no IP address, so that
 * what it signs is worthless for any other host even if its key got out.
 */
export function createCertificateAuthority({ domain, now, lifetime }: AuthorityOptions): CertificateAuthority {
  const validity = sequence(time(now - clockSkew), time(now + lifetime))
  const issuer: Issuer = {
    ...generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    name: nameOf('Trunkline, for this run'),
  }
  const write = (subject: Party, extensions: readonly Uint8Array[]) =>
    certificate(issuer, subject, validity, extensions)
  const own = write(issuer, authorityExtensions(issuer, domain))
  const hosts = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = String(hosts.privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const issued = new Map<string, HostCertificate>()
  const make = (host: string): HostCertificate => {
    const leaf = write(
      { name: nameOf('Trunkline'), publicKey: hosts.publicKey },
      hostExtensions(issuer, hosts.publicKey, host),
    )
    return { key, cert: certificatePem(leaf) }
  }
  return {
    certificate: certificatePem(own),
    der: own,
    issue(host) {
      const there = issued.get(host) ?? make(host)
      issued.set(host, there)
      return there
    },
  }
}

function certificate(
  issuer: Issuer,
  subject: Party,
  validity: Uint8Array,
  extensions: readonly Uint8Array[],
): Uint8Array {
  const body = sequence(
    tagged(0, true, integer(Uint8Array.from([2]))),
    // 126 random bits: unique, positive, and within the 20 octets of §4.1.2.2.
    integer(Uint8Array.from([0x40 | ((randomBytes(1)[0] ?? 0) >> 2), ...randomBytes(15)])),
    ecdsaWithSha256,
    issuer.name,
    validity,
    subject.name,
    subject.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, true, sequence(...extensions)),
  )
  return sequence(body, ecdsaWithSha256, bits(sign('sha256', body, issuer.privateKey)))
}

/** §4.2.1.1 and .2: strict verifiers, Python's among them since 3.13, insist on both identifiers. */
const keyId = (key: KeyObject): Uint8Array =>
  createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
const subjectKey = (key: KeyObject) => extension('2.5.29.14', octets(keyId(key)))
const authorityKey = (key: KeyObject) => extension('2.5.29.35', sequence(tagged(0, false, keyId(key))))

function authorityExtensions({ publicKey }: Issuer, domain: string): readonly Uint8Array[] {
  const names = tagged(0, true, sequence(tagged(2, false, Buffer.from(domain))))
  // Every IPv4 and every IPv6 address, as address and mask.
  const addresses = [8, 32].map((size) => sequence(tagged(7, false, new Uint8Array(size))))
  return [
    critical('2.5.29.19', sequence(yes, integer(Uint8Array.from([0])))),
    // keyCertSign alone.
    critical('2.5.29.15', bits(Uint8Array.from([0x04]), 2)),
    critical('2.5.29.30', sequence(names, tagged(1, true, ...addresses))),
    subjectKey(publicKey),
    authorityKey(publicKey),
  ]
}

function hostExtensions(issuer: Issuer, key: KeyObject, host: string): readonly Uint8Array[] {
  return [
    critical('2.5.29.19', sequence()),
    // digitalSignature alone.
    critical('2.5.29.15', bits(Uint8Array.from([0x80]), 7)),
    // Extended key usage: a TLS server.
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(tagged(2, false, Buffer.from(host)))),
    subjectKey(key),
    authorityKey(issuer.publicKey),
  ]
}

const extension = (id: string, value: Uint8Array) => sequence(oid(id), octets(value))
const critical = (id: string, value: Uint8Array) => sequence(oid(id), yes, octets(value))
const nameOf = (text: string) => sequence(set(sequence(oid('2.5.4.3'), utf8(text))))
