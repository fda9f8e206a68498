import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Check } from './check.ts'

const mebibyte = 1024 * 1024
/** Below this the embedded database and its log soon cannot be written. */
const tooLittle = 256 * mebibyte
const little = 2048 * mebibyte

/** Looks at the space left where the data folder is, or will be. */
export async function checkDisk(folder: string): Promise<Check> {
  const { bavail, bsize } = await statfs(folder).catch(() => statfs(dirname(folder)))
  const free = bavail * bsize
  const detail = `${Math.floor(free / mebibyte).toLocaleString('en-GB')} MiB free for ${folder}`
  if (free >= little) return { name: 'disk', state: 'ok', detail }
  const advice = 'Free space, or move the data folder (TRUNKLINE_DATA). A full disk refuses new work and loses nothing.'
  return { name: 'disk', state: free < tooLittle ? 'fail' : 'warn', detail, advice }
}
