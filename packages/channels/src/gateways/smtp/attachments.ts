import type { Attachment, Outcome } from '../../ports.ts'
import { oneLine } from './reply.ts'

/** A file as it was fetched. */
export interface FetchedFile {
  readonly content: Uint8Array
  /** Media type that its server tells. */
  readonly type?: string
}

/**
 * Fetches a file from a URL that a client named. The caller of the gateway gives one that refuses private addresses. It rejects
 * when the file is not there, is larger than `maxBytes` or cannot be reached: with a {@link FileFetchError} where it knows whether
 * to try again makes sense.
 */
export type FetchFile = (
  url: string,
  options: { readonly signal: AbortSignal; readonly maxBytes: number },
) => Promise<FetchedFile>

/** Why a file could not be fetched. */
export class FileFetchError extends Error {
  override readonly name = 'FileFetchError'
  readonly code = 'FILE_NOT_FETCHED'
  /** Whether it may work later: yes for a time-out or a 503, no for a 404 or a refused address. */
  readonly retryable: boolean

  constructor(message: string, retryable: boolean, options?: ErrorOptions) {
    super(message, options)
    this.retryable = retryable
  }
}

/** A file that is ready to go into a message. */
export interface LoadedFile {
  readonly filename: string
  readonly content: Buffer
  readonly contentType: string
}

/** The files of a message, or what becomes of it without them. */
export type LoadedFiles =
  | { readonly ok: true; readonly files: readonly LoadedFile[] }
  | { readonly ok: false; readonly outcome: Outcome }

/** How files are loaded. */
export interface LoadOptions {
  readonly fetchFile: FetchFile | undefined
  /** For all files together. */
  readonly maxBytes: number
  readonly signal: AbortSignal
}

/** Brings the files of a message together, one after the other, so that no more than the limit is ever held. */
export async function loadFiles(attachments: readonly Attachment[], options: LoadOptions): Promise<LoadedFiles> {
  const files: LoadedFile[] = []
  let left = options.maxBytes
  for (const attachment of attachments) {
    const loaded = await loadFile(attachment, { ...options, maxBytes: left })
    if ('kind' in loaded) return { ok: false, outcome: loaded }
    left -= loaded.content.length
    if (left < 0)
      return {
        ok: false,
        outcome: refused('attachments-too-large', `the attachments are larger than ${options.maxBytes} bytes`),
      }
    files.push(loaded)
  }
  return { ok: true, files }
}

async function loadFile(
  attachment: Attachment,
  { fetchFile, maxBytes, signal }: LoadOptions,
): Promise<LoadedFile | Outcome> {
  const { name, content, url } = attachment
  if (content !== undefined) return named(attachment, Buffer.from(content, 'base64'))
  if (url === undefined)
    return refused('attachment-empty', `the attachment ${oneLine(name)} has neither content nor url`)
  if (!fetchFile) return refused('attachment-unavailable', 'attachments by url are not fetched by this gateway')
  try {
    const file = await fetchFile(url, { signal, maxBytes })
    return named(attachment, Buffer.from(file.content), file.type)
  } catch (error) {
    const reason = `the attachment ${oneLine(name)} could not be fetched: ${oneLine(error instanceof Error ? error.message : 'no reason told')}`
    if (error instanceof FileFetchError && !error.retryable) return refused('attachment-unavailable', reason)
    return { kind: 'deferred', errorCode: 'attachment-unavailable', reason, gatewayAtFault: false }
  }
}

function named({ name, type }: Attachment, content: Buffer, served?: string): LoadedFile {
  const contentType = [type, served].find((it) => it !== undefined && /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(it))
  return {
    filename: oneLine(name).replace(/[/\\]/g, '_'),
    content,
    contentType: contentType ?? 'application/octet-stream',
  }
}

/** Another gateway would miss the same file, so none is asked. */
function refused(errorCode: string, reason: string): Outcome {
  return { kind: 'refused', errorCode, reason, failover: false }
}
