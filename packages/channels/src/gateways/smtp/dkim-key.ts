import { createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { SmtpGatewayConfig } from './config.ts'

/**
 * Header fields that are signed. A field that a message lacks is passed over. Both unsubscribe headers must be in (RFC 8058 §4);
 * the second is not in nodemailer's own list. `Return-Path` and `Received` may not be (RFC 6376 §5.4).
 */
const signedHeaders = [
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding',
  'Content-ID:Content-Description:In-Reply-To:References:Auto-Submitted',
  'List-Id:List-Help:List-Unsubscribe:List-Unsubscribe-Post:List-Subscribe:List-Post:List-Owner:List-Archive',
].join(':')

/** What nodemailer signs with. */
export interface DkimSigning {
  readonly domainName: string
  readonly keySelector: string
  readonly privateKey: string
  readonly headerFieldNames: string
}

/**
 * Reads and checks the key. It is checked here because nodemailer sends a message unsigned, without a word, when it cannot sign.
 * @param folder where a relative `privateKeyFile` begins
 * @throws Error in one line that names what is wrong, without the key
 */
export function dkimSigningOf(dkim: NonNullable<SmtpGatewayConfig['dkim']>, folder: string): DkimSigning {
  const pem = readPem(dkim, folder)
  checkKey(pem)
  const { domainName, keySelector } = dkim
  return { domainName, keySelector, privateKey: pem, headerFieldNames: signedHeaders }
}

function readPem({ privateKey, privateKeyFile }: NonNullable<SmtpGatewayConfig['dkim']>, folder: string): string {
  if ((privateKey === undefined) === (privateKeyFile === undefined))
    throw new Error('dkim: give one of privateKey and privateKeyFile')
  if (privateKey !== undefined) return privateKey
  try {
    return readFileSync(resolve(folder, privateKeyFile as string), 'utf8')
  } catch (cause) {
    throw new Error(
      `dkim.privateKeyFile: ${privateKeyFile} cannot be read (${(cause as NodeJS.ErrnoException).code})`,
      { cause },
    )
  }
}

function checkKey(pem: string): void {
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch {
    // The cause is left out: it may quote what was given.
    throw new Error('dkim: the private key is not a key in PEM; make one with: openssl genrsa 2048')
  }
  if (key.asymmetricKeyType !== 'rsa')
    throw new Error(`dkim: the private key is of type ${key.asymmetricKeyType}; only RSA keys can be signed with`)
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  // RFC 8301 §3.2: verifiers must not take signatures of shorter keys.
  if (bits < 1_024) throw new Error(`dkim: the private key has ${bits} bits; 1,024 are the least and 2,048 are usual`)
}
