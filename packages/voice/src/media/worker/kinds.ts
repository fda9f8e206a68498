import type { EndpointKind } from '../protocol.ts'
import { openRtp } from '../rtp/open-rtp.ts'
import { openVirtual } from '../virtual/virtual-transport.ts'
import type { OpenTransport } from './transport.ts'

/** Kinds of endpoints. One that needs much to be loaded is loaded when the first of its kind is opened. */
export const kinds: Readonly<Record<EndpointKind, () => Promise<OpenTransport>>> = {
  virtual: async () => openVirtual,
  rtp: async () => openRtp,
  webrtc: async () => (await import('../webrtc/open-webrtc.ts')).openWebRtc,
}
