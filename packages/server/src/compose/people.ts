import { personalTables as ofAccounts } from '@trunkline/accounts'
import { personalTables as ofApi, type PeoplePort } from '@trunkline/api'
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

/** A person by all addresses and names that clients know of them. */
async function known(db: Database, asked: Person): Promise<Person> {
  const found = await addressesOfPeople(db, asked)
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
      asked.recipients,
      found.map((one) => one.id),
    ),
  }
}
