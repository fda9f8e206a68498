import type { PhoneView } from './phone.ts'
import { formatNumber, formatSeconds } from './words.ts'

/** Says in the tab's title what goes on; while it rings the title blinks, since a tab that is not looked at shows nothing else. */
export class TabTitle {
  readonly #own: string
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(phoneNumber: string) {
    this.#own = `Phone ${formatNumber(phoneNumber)}`
    document.title = this.#own
  }

  show({ call }: PhoneView): void {
    clearInterval(this.#timer)
    document.title = this.#own
    if (!call) return
    const number = formatNumber(call.number)
    const write = (): void => {
      if (call.state === 'incoming') document.title = document.title === this.#own ? `☎ ${number} calls` : this.#own
      else if (call.talkingSince === undefined) document.title = `Calling ${number}`
      else document.title = `${formatSeconds((Date.now() - call.talkingSince) / 1000)} ${number}`
    }
    write()
    this.#timer = setInterval(write, 1000)
  }
}
