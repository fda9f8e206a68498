import type { Queryable } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { Recipient, SendRequest } from '../message/schema.ts'
import type { ChannelName } from '../ports.ts'
import type { Profile } from '../recipient/profile.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import { readRecipients } from '../store/recipient-store.ts'
import { type AddressQuestion, findSuppressions } from '../store/suppression-store.ts'
import { readTemplates } from '../store/template-store.ts'
import {
  isAbout,
  listedAddress,
  type Sending,
  type Suppression,
  suppressibleChannels,
} from '../suppression/suppression.ts'
import type { TemplateDefinition } from '../template/definition.ts'
import { type ResolvedTheme, resolveTheme } from '../template/theme.ts'
import { normaliseRecipient } from './recipient.ts'

/** What of the store decides about requests, read before they are prepared. */
export interface Knowledge {
  /** The person that a request names. */
  profile(clientId: string, id: string): Profile | undefined
  suppression(clientId: string, sending: Sending): Suppression | undefined
  /** The template that a request names. */
  template(clientId: string, name: string): KnownTemplate | undefined
}

/** A template, and how its client's e-mail looks. */
export interface KnownTemplate {
  readonly definition: TemplateDefinition
  readonly theme: ResolvedTheme
  /** What is left for filling in the templates of requests that come together. */
  readonly time: { left: number }
}

/** The longest that filling in the templates of one batch may hold up everything else. Milliseconds. */
const longestFilling = 5_000

/** A request as it comes in. */
export interface Incoming {
  readonly clientId: string
  readonly settings: ClientSettings
  readonly request: SendRequest
}

const nothing: Knowledge = Object.freeze({
  profile: () => undefined,
  suppression: () => undefined,
  template: () => undefined,
})

/** Reads what these requests need to know; at once where that is nothing, as it is for most. */
export function gatherKnowledge(db: Queryable, incoming: readonly Incoming[]): Knowledge | Promise<Knowledge> {
  const needing = incoming.filter(
    ({ settings, request }) =>
      settings.suppresses || recipientOf(request) !== undefined || request.content.template !== undefined,
  )
  return needing.length === 0 ? nothing : readKnowledge(db, needing)
}

async function readKnowledge(db: Queryable, incoming: readonly Incoming[]): Promise<Knowledge> {
  const profile = await readProfiles(db, incoming)
  const suppression = await readSuppressions(db, incoming, profile)
  const template = await readKnownTemplates(db, incoming)
  return { profile, suppression, template }
}

async function readProfiles(db: Queryable, incoming: readonly Incoming[]): Promise<Knowledge['profile']> {
  const named = incoming.flatMap(({ clientId, request }) => {
    const id = recipientOf(request)
    return id === undefined ? [] : { clientId, id }
  })
  const found = await readRecipients(db, named)
  const known = new Map(found.map(({ clientId, profile }) => [`${clientId} ${profile.id}`, profile]))
  return (clientId, id) => known.get(`${clientId} ${id}`)
}

async function readKnownTemplates(db: Queryable, incoming: readonly Incoming[]): Promise<Knowledge['template']> {
  const named = incoming.flatMap(({ clientId, request: { content } }) =>
    content.template === undefined ? [] : { clientId, name: content.template },
  )
  const found = await readTemplates(db, named)
  const time = { left: longestFilling }
  const known = new Map(
    found.map(({ clientId, name, definition, theme }) => [
      `${clientId} ${name}`,
      { definition, theme: resolveTheme(theme ?? {}), time },
    ]),
  )
  return (clientId, name) => known.get(`${clientId} ${name}`)
}

async function readSuppressions(
  db: Queryable,
  incoming: readonly Incoming[],
  profile: Knowledge['profile'],
): Promise<Knowledge['suppression']> {
  const found = await findSuppressions(
    db,
    incoming.flatMap((one) => addressesOf(one, profile)),
  )
  if (found.length === 0) return nothing.suppression
  const byClient = Map.groupBy(found, (one) => one.clientId)
  return (clientId, sending) =>
    byClient.get(clientId)?.find(({ suppression }) => isAbout(suppression, sending))?.suppression
}

function addressesOf({ clientId, settings, request }: Incoming, profile: Knowledge['profile']): AddressQuestion[] {
  if (!settings.suppresses) return []
  try {
    const id = recipientOf(request)
    const { phone, email } = resolveRecipient(request.to, id === undefined ? undefined : profile(clientId, id))
    return suppressibleChannels.flatMap((channel) => {
      const address = channel === 'email' ? email : phone
      return address === undefined ? [] : [{ clientId, channel, address: listedAddress(channel, address) }]
    })
  } catch (error) {
    // What is wrong with the recipient is told when the request is prepared.
    if (error instanceof ProblemError) return []
    throw error
  }
}

/** The person that a request names; undefined where it gives addresses alone. */
export const recipientOf = ({ to }: Pick<SendRequest, 'to'>): string | undefined =>
  typeof to === 'string' ? undefined : to.recipient

/**
 * Whom a message goes to, in normal form: what the request says, and what is known of the person that it names.
 * @param only see {@link normaliseRecipient}
 * @throws ProblemError `recipient-unknown`, and those of {@link normaliseRecipient}
 */
export function resolveRecipient(to: SendRequest['to'], profile: Profile | undefined, only?: ChannelName): Recipient {
  if (typeof to === 'string' || to.recipient === undefined) return normaliseRecipient(to, only)
  if (profile === undefined) {
    const detail = `there is no recipient ${JSON.stringify(to.recipient)}`
    throw new ProblemError('recipient-unknown', detail, { errors: [{ pointer: '/to/recipient', detail }] })
  }
  const { phone, email, timeZone, locale, devices } = profile
  const known = {
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(locale === undefined ? {} : { locale }),
    ...(devices.length === 0 ? {} : { push: devices.map((one) => one.address) }),
  }
  return normaliseRecipient({ ...known, ...to })
}
