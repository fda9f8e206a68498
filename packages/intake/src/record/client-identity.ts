import { createHash, timingSafeEqual } from 'node:crypto'
import type { ClientRule, KafkaConfig } from '../config/kafka-config.ts'
import type { SourceTopic } from '../topics/topic-names.ts'
import { headerOf, type IncomingRecord } from './incoming-record.ts'
import type { Poison } from './poison.ts'

/** The header in which a client that is held to a secret gives it. */
export const secretHeader = 'trunkline-secret'
const sidPattern = /^AC[0-9a-f]{32}$/

/**
 * Whose record it is, by where it stands and what it carries.
 *
 * ```
 *  the client's own topic ────────────────────────────> the client (the broker's ACLs authenticate it)
 *  shared topic, clientId is not AC and 32 hex digits ─> refused
 *  shared topic, client has a secret ──header right───> the client
 *  shared topic, client has topics of its own ────────> refused: it sends there alone
 *  shared topic, trustClientId ──key begins as it must> the client
 *  shared topic ──────────────────────────────────────> refused
 * ```
 */
export function identify(
  record: IncomingRecord,
  named: unknown,
  source: SourceTopic,
  config: Pick<KafkaConfig, 'trustClientId' | 'clients'>,
): { readonly clientSid: string } | { readonly poison: Poison } {
  if (source.clientSid !== undefined) return onOwnTopic(source.clientSid, named, source)
  if (typeof named !== 'string' || named === '') {
    return poison(
      'client-missing',
      'The record has no clientId; give the client id, AC and 32 hex digits, as a string.',
    )
  }
  const rules = config.clients ?? {}
  const rule = Object.hasOwn(rules, named) ? rules[named] : undefined
  const wrong = rule === undefined ? undefined : checkRule(record, rule)
  if (wrong !== undefined) return { poison: { ...wrong, clientSid: named } }
  const isSid = sidPattern.test(named)
  if (rule?.secret === undefined && config.trustClientId !== true) {
    const detail =
      'On this topic a clientId is not believed as it stands. Send on a topic of the client’s own (kafka.clients), give the client a secret, or set kafka.trustClientId.'
    return poison('client-not-trusted', detail, isSid ? named : undefined)
  }
  // A client has other names too, such as its UUID: the rules know it by this one alone, and are not to be passed by under another.
  if (!isSid) return poison('client-unknown', 'There is no client with this clientId; it is AC and 32 hex digits.')
  return { clientSid: named }
}

function onOwnTopic(clientSid: string, named: unknown, source: SourceTopic): ReturnType<typeof identify> {
  if (named === undefined || named === clientSid) return { clientSid }
  return poison(
    'client-mismatch',
    `The topic ${source.name} is that of ${clientSid} alone; leave clientId out.`,
    clientSid,
  )
}

function checkRule(record: IncomingRecord, rule: ClientRule): Poison | undefined {
  const { secret, keyPrefix, topics = [] } = rule
  if (secret !== undefined && !sameText(headerOf(record, secretHeader), secret)) {
    const detail = `This client’s records need the header ${secretHeader} with its secret (kafka.clients).`
    return { code: 'client-secret-wrong', detail }
  }
  if (keyPrefix !== undefined && !record.key?.toString('utf8').startsWith(keyPrefix)) {
    return {
      code: 'client-key-wrong',
      detail: 'The keys of this client’s records begin with its keyPrefix (kafka.clients).',
    }
  }
  if (topics.length > 0 && secret === undefined && keyPrefix === undefined) {
    return { code: 'client-held-to-topic', detail: `This client sends on ${topics.join(', ')} alone (kafka.clients).` }
  }
  return undefined
}

/** Compares hashes, so that neither length nor content shows in the time that it takes. */
function sameText(given: string | undefined, wanted: string): boolean {
  if (given === undefined) return false
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(wanted))
}

function poison(code: Poison['code'], detail: string, clientSid?: string): { readonly poison: Poison } {
  return { poison: { code, detail, ...(clientSid === undefined ? {} : { clientSid }) } }
}
