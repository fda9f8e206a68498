import type { Accounts } from '@trunkline/accounts'
import type { Diagnosis } from '@trunkline/api'
import type { Channels } from '@trunkline/channels'
import type { Intake } from '@trunkline/intake'
import type { Database } from '@trunkline/postgres'
import { checkCallerIds } from '../doctor/caller-ids.ts'
import { type Check, guarded } from '../doctor/check.ts'
import { checkDatabase } from '../doctor/database.ts'
import { checkDisk } from '../doctor/disk.ts'
import { checkPublicUrl } from '../doctor/public-url.ts'
import { checkVoice, type VoiceState } from '../doctor/voice.ts'

/** What a running server looks at. */
export interface DiagnoseSources {
  readonly db: Database
  readonly accounts: Pick<Accounts, 'callerIds'>
  readonly channels: Pick<Channels, 'gateways'>
  /** Kafka, where this process has a part in it. */
  readonly intake?: Pick<Intake, 'state'> | undefined
  readonly calls: VoiceState
  readonly publicUrl: string | undefined
  readonly dataFolder: string
  readonly now: () => number
}

/** Looks at everything that a running server stands on; each look is bounded and none can break the others. */
export async function diagnose({
  db,
  accounts,
  channels,
  intake,
  calls,
  publicUrl,
  dataFolder,
  now,
}: DiagnoseSources): Promise<readonly Diagnosis[]> {
  const gateways = channels.gateways
    .list()
    .map(({ name }) => guarded(`gateway ${name}`, () => checkGateway(name, channels)))
  const checks = await Promise.all([
    guarded('database', () => checkDatabase(db, now)),
    ...gateways,
    ...(intake === undefined ? [] : [guarded('kafka', async () => checkKafka(intake.state()))]),
    guarded('calls', () => checkVoice(calls)),
    guarded('caller ids', () => checkCallerIds(accounts.callerIds)),
    guarded('public URL', () => checkPublicUrl(publicUrl)),
    guarded('disk', () => checkDisk(dataFolder)),
  ])
  return checks.flat()
}

async function checkGateway(name: string, channels: DiagnoseSources['channels']): Promise<Check> {
  const { ok, detail, advice } = await channels.gateways.check(name, AbortSignal.timeout(8_000))
  return { name: `gateway ${name}`, state: ok ? 'ok' : 'fail', detail, ...(advice === undefined ? {} : { advice }) }
}

function checkKafka({ state, detail = 'the brokers answer' }: ReturnType<Intake['state']>): Check {
  const advice = 'trunkline kafka check looks at the topics; the log says more.'
  if (state === 'up') return { name: 'kafka', state: 'ok', detail }
  return { name: 'kafka', state: state === 'down' ? 'fail' : 'warn', detail, advice }
}
