import type { RtpEndpoint, RtpRemote } from '../media.ts'
import type { RtpDetails } from '../rtp/open-rtp.ts'
import { EndpointHandle, type EndpointPlace } from './endpoint-handle.ts'

/** The main thread's side of a party over RTP. */
export class RtpHandle extends EndpointHandle implements RtpEndpoint {
  readonly address: string
  readonly port: number

  constructor(place: EndpointPlace, details: RtpDetails) {
    super(place)
    this.address = details.address
    this.port = details.port
  }

  async connect(remote: RtpRemote): Promise<void> {
    await this.request('connect', remote)
  }
}
