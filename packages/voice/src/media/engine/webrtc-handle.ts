import type { WebRtcEndpoint, WebRtcState } from '../media.ts'
import { EndpointHandle, type EndpointPlace } from './endpoint-handle.ts'

/** The main thread's side of a browser's sound. */
export class WebRtcHandle extends EndpointHandle implements WebRtcEndpoint {
  #state: WebRtcState = 'new'

  constructor(place: EndpointPlace) {
    super(place)
    this.onState((state) => {
      this.#state = state
    })
    void this.closed.then(() => {
      this.#state = 'closed'
    })
  }

  /** As it was told last. */
  get state(): WebRtcState {
    return this.#state
  }

  async answer(offer: string): Promise<string> {
    return String(await this.request('answer', offer))
  }

  async offer(): Promise<string> {
    return String(await this.request('offer'))
  }

  async accept(answer: string): Promise<void> {
    await this.request('accept', answer)
  }

  onState(listener: (state: WebRtcState) => void): () => void {
    return this.on('state', (value) => listener((value as { state: WebRtcState }).state))
  }
}
