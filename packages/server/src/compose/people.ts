import { personalTables as ofAccounts } from '@trunkline/accounts'
import { personalTables as ofApi, type PeoplePort, type PersonQuestion } from '@trunkline/api'
import { addressesOfPeople, personalTables as ofChannels } from '@trunkline/channels'
import { personalTables as ofEvents } from '@trunkline/events'
import {
  type Database,
  exportPerson,
  forgetPerson,
  type Person,
  type PersonalTable,
  searchPerson,
} from '@trunkline/postgres'
import { personalTables as ofVerify } from '@trunkline/verify'
import { personalTables as ofVoice } from '@trunkline/voice'
import { ProblemError } from '@trunkline/wire'

/** All tables that may hold what is known of a person. What leads to others comes first; events speak of all of it. */
const tables: readonly PersonalTable[] = [...ofChannels, ...ofVerify, ...ofVoice, ...ofApi, ...ofAccounts, ...ofEvents]

/** Forgets people and hands out what is kept of them, over all packages. */
export function createPeople(db: Database): PeoplePort {
  return {
    async forget(asked) {
      const person = await known(db, asked)
      const deleted = await forgetPerson(db, tables, person)
      return { addresses: addressesOf(person), deleted, left: await searchPerson(db, person) }
    },
    async export(asked) {
      const person = await known(db, asked)
      return { addresses: addressesOf(person), data: await exportPerson(db, tables, person) }
    },
  }
}

const addressesOf = ({ phones, emails }: Person) => [...phones, ...emails]

const nameOf = (clientId: string, name: string): string => `${clientId} ${name}`

/** @throws ProblemError `validation-failed` where a name may be that of several people: each client gives its own */
function checkOne(asked: PersonQuestion, found: readonly { readonly clientId: string; readonly id: string }[]): void {
  const clients = new Set(found.filter((one) => asked.recipients.includes(one.id)).map((one) => one.clientId))
  if (asked.clientId !== null || clients.size < 2) return
  const detail = 'several clients know a recipient of this name; say which client is meant'
  throw new ProblemError('validation-failed', detail, { errors: [{ pointer: '/clientId', detail }] })
}

/** A person by all addresses and names that clients know of them. */
async function known(db: Database, asked: PersonQuestion): Promise<Person> {
  const found = await addressesOfPeople(db, asked)
  checkOne(asked, found)
  const together = (given: readonly string[], more: readonly (string | null)[]) => [
    ...new Set([...given, ...more.flatMap((one) => one ?? [])]),
  ]
  return {
    clientId: asked.clientId,
    phones: together(
      asked.phones,
      found.map((one) => one.phone),
    ),
    emails: together(
      asked.emails,
      found.map((one) => one.email),
    ),
    recipients: together(
      asked.clientId === null ? [] : asked.recipients.map((name) => nameOf(asked.clientId as string, name)),
      found.map((one) => nameOf(one.clientId, one.id)),
    ),
  }
}
