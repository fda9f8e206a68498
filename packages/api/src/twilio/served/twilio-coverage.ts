import { createOperationTable } from '../operations/operation-table.ts'
import type { TwilioParts } from '../parts.ts'
import { twilioRoutes } from '../routes.ts'
import { coverageSections } from './coverage-page.ts'

/** The sections of the page on what is served of Twilio's operations, in Markdown. The routes are made on nothing: they are looked at and never called. */
export function twilioCoverage(): string[] {
  return coverageSections(routesOnNothing(), createOperationTable())
}

/** The routes, to look at. */
export const routesOnNothing = () =>
  twilioRoutes({
    accounts: {},
    channels: {},
    events: {},
    iceServers: [],
    verify: { blocks: {} },
    voice: {},
  } as unknown as TwilioParts)
