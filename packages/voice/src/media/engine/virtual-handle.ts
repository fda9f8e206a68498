import type { Digit, Pcm, PlayEnd, VirtualEndpoint } from '../media.ts'
import { MediaError } from '../media-error.ts'
import { EndpointHandle } from './endpoint-handle.ts'
import { newNumber } from './numbers.ts'
import { sharedSound, untilAborted } from './playing.ts'

const pressable = /^[0-9A-D*#wW]*$/

/** The main thread's side of a built-in phone. */
export class VirtualHandle extends EndpointHandle implements VirtualEndpoint {
  speak(sound: Pcm, signal?: AbortSignal): Promise<PlayEnd> {
    const id = newNumber()
    return untilAborted<PlayEnd>(
      signal,
      () => this.request('speak', { id, sound: sharedSound(sound) }) as Promise<PlayEnd>,
      () => this.request('stopSpeaking', id) as Promise<void>,
      { aborted: 'stopped', closed: 'closed' },
    )
  }

  async press(digits: string): Promise<void> {
    if (!pressable.test(digits)) throw new MediaError('wrong', 'only 0-9 A-D * # w W can be pressed')
    await this.request('press', digits)
  }

  onHeardDigit(listener: (digit: Digit) => void): () => void {
    return this.on('heardDigit', (value) => listener(value as Digit))
  }

  onHeardText(listener: (text: string) => void): () => void {
    return this.on('heardText', (value) => listener(value as string))
  }
}
