import { availableParallelism, networkInterfaces } from 'node:os'
import type { Log, Meter } from '../ports.ts'
import { EndpointHandle, openEndpoint } from './engine/endpoint-handle.ts'
import { MediaThreads } from './engine/media-threads.ts'
import { newNumber } from './engine/numbers.ts'
import { beginRecording } from './engine/recorder-handle.ts'
import { RoomHandle } from './engine/room-handle.ts'
import { RtpHandle } from './engine/rtp-handle.ts'
import { VirtualHandle } from './engine/virtual-handle.ts'
import { WebRtcHandle } from './engine/webrtc-handle.ts'
import type {
  MediaEndpoint,
  MediaEngine,
  MediaRoom,
  Placement,
  RtpEndpoint,
  VirtualEndpoint,
  WebRtcEndpoint,
} from './media.ts'
import { MediaError } from './media-error.ts'
import type { RtpDetails } from './rtp/open-rtp.ts'

/** What a media engine is made with. */
export interface MediaEngineOptions {
  /** Worker threads; left out: one on a machine with up to two cores, else two. */
  readonly workers?: number
  /** The address that parties are told to send to. */
  readonly address: string
  /** The address that sockets are bound to; left out: `address` where this machine has it, else all (a machine behind a NAT is told to others by an address that it has not). */
  readonly bind?: string
  /** UDP ports for RTP, the first and the last; both 0 for any that are free. */
  readonly ports: { readonly from: number; readonly to: number }
  /** Endpoints that a worker may have at one time; 2,000 where left out. */
  readonly maxEndpoints?: number
  /** For `webrtc/`. */
  readonly webrtc?: unknown
  readonly log: Log
  readonly meter: Meter
}

/**
 * Starts the media workers, and gives what opens endpoints, rooms and recordings in them. A worker that dies takes its endpoints with it (their `closed` resolves, what is
 * asked of them rejects with MediaError `closed`); another one is started in its place.
 */
export function createMediaEngine(options: MediaEngineOptions): MediaEngine {
  const workers = options.workers ?? (availableParallelism() > 2 ? 2 : 1)
  const { address, ports, maxEndpoints = 2_000, webrtc } = options
  const bind = options.bind ?? (hasAddress(address) ? address : '0.0.0.0')
  const threads = new MediaThreads(
    workers,
    (index) => ({ index, address, bind, ports: share(ports, index, workers), maxEndpoints, webrtc }),
    options.log,
    options.meter,
  )
  return new Engine(threads)
}

/** The ports of one worker: each has a part of the range, so that they don't take each other's. */
function share(ports: MediaEngineOptions['ports'], index: number, workers: number): { from: number; to: number } {
  if (ports.from === 0) return { from: 0, to: 0 }
  const first = ports.from + (ports.from % 2)
  const pairs = Math.floor((ports.to + 1 - first) / 2)
  if (pairs < workers)
    throw new MediaError('wrong', `the RTP ports ${ports.from}-${ports.to} are too few: two for each party`)
  const each = Math.floor(pairs / workers)
  return { from: first + index * each * 2, to: first + (index + 1) * each * 2 - 1 }
}

function hasAddress(address: string): boolean {
  const mine = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  return mine.some((each) => each.address === address) || address.startsWith('127.')
}

class Engine implements MediaEngine {
  readonly #threads: MediaThreads

  constructor(threads: MediaThreads) {
    this.#threads = threads
  }

  async openRtp({
    placement,
    detectInBand = false,
  }: Placement & { readonly detectInBand?: boolean }): Promise<RtpEndpoint> {
    const { place, details } = await openEndpoint(this.#threads, placement, 'rtp', { detectInBand })
    return new RtpHandle(place, details as RtpDetails)
  }

  async openWebRtc({ placement }: Placement): Promise<WebRtcEndpoint> {
    const { place } = await openEndpoint(this.#threads, placement, 'webrtc', undefined)
    return new WebRtcHandle(place)
  }

  async openVirtual({ placement }: Placement): Promise<VirtualEndpoint> {
    const { place } = await openEndpoint(this.#threads, placement, 'virtual', undefined)
    return new VirtualHandle(place)
  }

  async openLine({ placement }: Placement): Promise<readonly [MediaEndpoint, MediaEndpoint]> {
    const [a, b] = [this.#threads.place(placement), this.#threads.place(placement)]
    const ids = [newNumber(), newNumber()] as const
    try {
      await a.thread.ask('openLine', { ids })
    } catch (error) {
      a.free()
      b.free()
      throw error
    }
    return [new EndpointHandle({ ...a, number: ids[0] }), new EndpointHandle({ ...b, number: ids[1] })]
  }

  async openRoom({ placement }: Placement): Promise<MediaRoom> {
    const place = { ...this.#threads.place(placement), number: newNumber() }
    try {
      await place.thread.ask('openRoom', { room: place.number })
    } catch (error) {
      place.free()
      throw error
    }
    return new RoomHandle(place)
  }

  record = beginRecording

  stop(): Promise<void> {
    return this.#threads.stop()
  }
}
