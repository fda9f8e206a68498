import { MediaError } from '../media-error.ts'
import type { EndpointKind } from '../protocol.ts'
import { openRtp } from '../rtp/open-rtp.ts'
import { openVirtual } from '../virtual/virtual-transport.ts'
import type { OpenTransport } from './transport.ts'

/** Kinds of endpoints. One that needs much to be loaded is loaded when the first of its kind is opened. */
export const kinds: Readonly<Record<EndpointKind, () => Promise<OpenTransport>>> = {
  virtual: async () => openVirtual,
  rtp: async () => openRtp,
  // `media/webrtc/` comes here: async () => (await import('../webrtc/webrtc-transport.ts')).openWebRtc
  webrtc: async () => {
    throw new MediaError('failed', 'WebRTC is not there yet')
  },
}
