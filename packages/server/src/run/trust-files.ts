import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates } from 'node:tls'
import { CommandError } from '../command-line/command-error.ts'
import type { Environment } from '../config/read-settings.ts'
import type { CertificateAuthority } from './certificate-authority.ts'
import { javaTrustStore } from './java-trust-store.ts'

/** Certificates for the program to trust, in a folder that only this user may enter and that is gone after {@link TrustFiles.remove}. */
export interface TrustFiles {
  /** Variables that name the files. */
  readonly variables: Readonly<Record<string, string>>
  /** The trust store for Java. */
  readonly javaTrustStore: string
  remove(): void
}

/**
 * Variables that replace what a program trusts, so their file must hold everything, and not ours alone: Python's requests, curl's tool and
 * what is built on it, and OpenSSL's own (Python's ssl, Ruby, Go, .NET). Without a file of its own, requests takes curl's.
 */
const replacing = ['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'SSL_CERT_FILE'] as const

/** Writes the files: what the program trusted before, and the authority of this run. */
export function writeTrustFiles(authority: CertificateAuthority, env: Environment, now: number): TrustFiles {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-run-'))
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name)
    writeFileSync(path, content, { mode: 0o600 })
    return path
  }
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const system = systemCertificates()
    const bundle = (name: string): string => {
      const before = own(name, env) ?? (name === 'REQUESTS_CA_BUNDLE' ? own('CURL_CA_BUNDLE', env) : undefined)
      return write(`${name}.pem`, `${before ?? system.join('\n')}\n${authority.certificate}`)
    }
    const trusted = system.map((pem) => new X509Certificate(pem).raw)
    // Node adds these to its own. TWILIO_CA_BUNDLE replaces them, but only programs that had it set look at it.
    const extra = write('extra.pem', `${own('NODE_EXTRA_CA_CERTS', env) ?? ''}\n${authority.certificate}`)
    return {
      variables: {
        NODE_EXTRA_CA_CERTS: extra,
        ...Object.fromEntries(replacing.map((name) => [name, bundle(name)])),
        ...(env.TWILIO_CA_BUNDLE ? { TWILIO_CA_BUNDLE: bundle('TWILIO_CA_BUNDLE') } : {}),
      },
      javaTrustStore: write('java.jks', javaTrustStore([...trusted, authority.der], now)),
      remove,
    }
  } catch (error) {
    remove()
    throw error
  }
}

/** What this machine trusts, and Mozilla's list where the machine has none. */
function systemCertificates(): readonly string[] {
  const system = getCACertificates('system')
  return system.length > 0 ? system : getCACertificates('bundled')
}

/** The certificates that a variable named before; undefined where it is not set. Some take a folder too. */
function own(name: string, env: Environment): string | undefined {
  const path = env[name]
  if (!path) return undefined
  try {
    if (!statSync(path).isDirectory()) return readFileSync(path, 'utf8')
    const files = readdirSync(path).map((file) => join(path, file))
    return files
      .filter((file) => statSync(file).isFile())
      .map((file) => readFileSync(file, 'utf8'))
      .filter((text) => text.includes('-----BEGIN CERTIFICATE-----'))
      .join('\n')
  } catch (error) {
    // Node goes on without an extra file that it cannot read, and so did this program until now.
    if (name === 'NODE_EXTRA_CA_CERTS') return undefined
    throw new CommandError(`${name} is ${JSON.stringify(path)}: ${(error as Error).message}`)
  }
}
