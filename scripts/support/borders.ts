const domains = ['channels', 'verify', 'voice'] as const
const base = ['wire', 'postgres', 'events', 'accounts']
const edgeMay = ['twiml', 'sdk', ...base, ...domains]

/** What each package may import of the others. Nothing imports upward, domains never import each other. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  twiml: [],
  wire: [],
  sdk: ['twiml', 'wire'],
  postgres: [],
  events: ['wire', 'postgres'],
  accounts: ['wire', 'postgres', 'events'],
  channels: ['sdk', ...base],
  verify: ['sdk', 'twiml', ...base],
  voice: ['twiml', ...base],
  api: edgeMay,
  intake: edgeMay,
  server: [...edgeMay, 'api', 'intake', 'softphone'],
  softphone: ['sdk'],
  console: ['sdk', 'wire'],
  testkit: [...edgeMay, 'api', 'intake', 'softphone', 'server'],
}

/** Packages in which time, ids and randomness are arguments. */
export const domainPackages: ReadonlySet<string> = new Set(['events', 'accounts', ...domains])

/** Files that may read the environment, and why. */
export const mayReadEnvironment: Readonly<Record<string, string>> = {
  'packages/server/src/config.ts': 'the one place',
  'packages/softphone/src/main.ts': 'a program of its own, to be copied away from here',
}

/** Lines that a file may have. */
export const longestFile = 300

/** Files that may be longer, and why. */
export const longFiles: Readonly<Record<string, string>> = {
  'packages/channels/src/message/schema.ts': 'one table: the fields of the message API',
}

/** Files that may say `export *`, and why. */
export const mayExportAll: Readonly<Record<string, string>> = {
  'packages/sdk/src/complete.ts': 'the same names as index.ts, which lists them, for run times without a bundler',
}
