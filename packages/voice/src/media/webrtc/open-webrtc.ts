import { randomBytes } from 'node:crypto'
import { portPairs } from '../rtp/open-rtp.ts'
import type { OpenTransport, Surroundings } from '../worker/transport.ts'
import { createDtlsCertificate, type DtlsCertificate } from './dtls/self-signed.ts'
import { type ConnectionParts, WebRtcTransport } from './webrtc-transport.ts'

/** One certificate a worker, for as long as it lives. */
const certificates = new WeakMap<Surroundings, DtlsCertificate>()

function certificateOf(around: Surroundings): DtlsCertificate {
  const known = certificates.get(around)
  if (known !== undefined) return known
  const made = createDtlsCertificate(around.wallClock(), randomBytes)
  certificates.set(around, made)
  return made
}

/** Opens a party over WebRTC, which hears and is heard once descriptions are exchanged and the browser has got through. */
export const openWebRtc: OpenTransport = async (party, _options, around) => {
  const certificate = certificateOf(around)
  const parts: ConnectionParts = async () => {
    // A pair, as everybody takes them; RTCP comes over the same port (RFC 5761), so the other one is given back.
    const { rtp, rtcp } = await portPairs(around).take()
    rtcp.close()
    return { socket: rtp, address: around.options.address, certificate, random: randomBytes }
  }
  return { transport: new WebRtcTransport(party, around, parts, await parts()), details: undefined }
}
