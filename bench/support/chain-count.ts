import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { hasUnknownAttempt } from './stored-deliveries.ts'

/** What was promised: texts that were accepted. */
export interface Promised {
  readonly sent: ReadonlySet<string>
  readonly answered: ReadonlySet<string>
  readonly killed: Readonly<Record<string, number>>
  readonly retries: number
}

/** What became of it. */
export interface ChainCounts {
  /** Messages of the near server that are final, and of those the delivered ones. */
  readonly final: number
  readonly delivered: number
  /** Messages that were accepted and are not stored, or not final. */
  readonly lost: number
  /** Messages that did not arrive though they were not recorded as failed or unknown. */
  readonly missing: number
  readonly arrived: number
  readonly doubled: number
  /** Of the doubled, those that the near server does not have recorded as unknown. */
  readonly doubledUnrecorded: number
  readonly unknown: number
  readonly answers: number
  readonly answersLost: number
  readonly answersDoubled: number
}

/** Near messages: their text, whether they are final, the last status, and whether an attempt is unknown. */
const nearMessages = `
select request->'content'->>'text' as text, final, deliveries->0->>'status' as status,
  ${hasUnknownAttempt('m')} as unknown
from channels_message m`
/** What really went out at the far server, by its built-in gateway. */
const farArrivals = `
select content->>'text' as text, count(*)::int as n from channels_loopback where content is not null and content->>'text' like 'out %' group by 1`
/** Answers that the far server has: one that was entered again, because its request was cut off, is two. */
const storedAnswers = `select body->>'text' as text, count(*)::int as n from channels_inbound group by 1`

/** Waits until all is final and all answers are back, for as long as given (ms), and counts. */
export async function countChain(
  databases: { near: string; far: string },
  promised: Promised,
  patience: number,
): Promise<ChainCounts> {
  const near = await connected(databases.near)
  const far = await connected(databases.far)
  const end = Date.now() + patience
  try {
    for (;;) {
      const counts = count(promised, await near(nearMessages), await far(farArrivals), {
        far: await far(storedAnswers),
        near: await near(storedAnswers),
      })
      if ((counts.lost === 0 && counts.answersLost === 0 && counts.missing === 0) || Date.now() > end) return counts
      await sleep(500)
    }
  } finally {
    await near.end()
    await far.end()
  }
}

type Row = Record<string, unknown>

async function connected(url: string): Promise<((sql: string) => Promise<Row[]>) & { end(): Promise<void> }> {
  const client = new pg.Client(url)
  await client.connect()
  return Object.assign(async (sql: string) => (await client.query(sql)).rows as Row[], { end: () => client.end() })
}

function count(
  { sent, answered }: Promised,
  messages: readonly Row[],
  arrivals: readonly Row[],
  answers: { readonly far: readonly Row[]; readonly near: readonly Row[] },
): ChainCounts {
  const stored = new Map(messages.map((row) => [row.text as string, row]))
  const arrived = times(arrivals)
  const [given, back] = [times(answers.far), times(answers.near)]
  const final = [...sent].filter((text) => stored.get(text)?.final === true)
  const doubled = [...arrived].filter(([, count]) => count > 1).map(([text]) => text)
  const fine = (text: string) => /^(delivered|sent)$/.test(String(stored.get(text)?.status))
  return {
    final: final.length,
    delivered: final.filter((text) => stored.get(text)?.status === 'delivered').length,
    lost: sent.size - final.length,
    missing: final.filter((text) => fine(text) && !arrived.has(text)).length,
    arrived: arrived.size,
    doubled: doubled.length,
    doubledUnrecorded: doubled.filter((text) => stored.get(text)?.unknown !== true).length,
    unknown: messages.filter((row) => row.unknown === true).length,
    answers: back.size,
    answersLost: [...answered].filter((text) => (back.get(text) ?? 0) < (given.get(text) ?? 1)).length,
    answersDoubled: [...back].filter(([text, count]) => count > (given.get(text) ?? 0)).length,
  }
}

const times = (rows: readonly Row[]) => new Map(rows.map(({ text, n }) => [text as string, n as number]))

/** Prints the counts; false where something was lost or doubled. */
export function printChain(counts: ChainCounts, { sent, answered, killed, retries }: Promised): boolean {
  const kills = Object.entries(killed).map(([name, times]) => `${name} ${times} times`)
  console.log(`
killed                                ${kills.join(', ')}; ${retries} requests were cut off or refused for the moment and tried again
accepted by the near server           ${sent.size}
  reached a final status              ${counts.final}: ${counts.delivered} delivered
  lost                                ${counts.lost}
arrived at the far server             ${counts.arrived}
  not arrived, though told as sent    ${counts.missing}
  twice                               ${counts.doubled}, of which not recorded as unknown: ${counts.doubledUnrecorded}
attempts recorded as unknown          ${counts.unknown}
answers of people to the far server   ${answered.size}
  came back to the near server        ${counts.answers}
  lost                                ${counts.answersLost}
  twice                               ${counts.answersDoubled}`)
  const good = [counts.lost, counts.missing, counts.doubledUnrecorded, counts.answersLost, counts.answersDoubled]
  const ok = good.every((each) => each === 0)
  console.log(ok ? 'ok: nothing lost, nothing doubled' : 'FAILED')
  return ok
}
