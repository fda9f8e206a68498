import { box, button } from './dom.ts'
import { fillKeypad, flashKey } from './keypad-view.ts'
import type { CallView, Phone } from './phone.ts'
import { formatNumber, formatSeconds } from './words.ts'

function stateWords({ state, held, talkingSince }: CallView): string {
  if (held) return 'On hold'
  if (state === 'incoming') return 'Calls you'
  if (state === 'calling') return 'Calling…'
  if (state === 'ringing') return 'Ringing…'
  if (state === 'reconnecting') return 'Connection lost, trying again…'
  // Not "talking": with a document that dials, what is connected at first is the server, and what one hears is the ringing.
  return talkingSince === undefined ? '' : 'Connected'
}

function press(id: string, pressed: boolean): void {
  button(id).setAttribute('aria-pressed', String(pressed))
}

/** The call at hand: who it is, how it stands, and what can be done. */
export class CallPanel {
  readonly #phone: () => Phone | undefined
  #call: CallView | undefined
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(phone: () => Phone | undefined) {
    this.#phone = phone
    fillKeypad(box('call-keypad'), (key) => this.key(key), false)
    button('accept').addEventListener('click', () => phone()?.accept())
    button('reject').addEventListener('click', () => phone()?.reject())
    button('hang-up').addEventListener('click', () => phone()?.hangUp())
    button('mute').addEventListener('click', () => phone()?.mute(this.#call?.muted !== true))
    button('hold').addEventListener('click', () => phone()?.hold(this.#call?.held !== true))
    button('keys').addEventListener('click', () => this.#showKeys(box('call-keypad').hidden !== false))
  }

  /** Sends a key to the other side. */
  key(key: string): void {
    if (this.#call?.state !== 'talking') return
    this.#phone()?.press(key)
    flashKey(box('call-keypad'), key)
    box('sent-keys').textContent += key
  }

  show(call: CallView | undefined): void {
    const before = this.#call
    this.#call = call
    box('in-call').hidden = !call
    if (!call) {
      this.#close()
      return
    }
    const incoming = call.state === 'incoming'
    box('in-call').dataset.state = call.state
    box('call-state').textContent = stateWords(call)
    box('call-number').textContent = formatNumber(call.number)
    box('answer-controls').hidden = !incoming
    box('call-controls').hidden = incoming
    press('mute', call.muted)
    press('hold', call.held)
    const talking = call.state === 'talking' || call.state === 'reconnecting'
    for (const id of ['mute', 'hold', 'keys']) button(id).disabled = !talking
    if (talking && this.#timer === undefined) this.#count()
    // The focus goes to what is wanted next, once for each call.
    if (!before) button(incoming ? 'accept' : 'hang-up').focus()
    else if (before.state === 'incoming' && !incoming) button('hang-up').focus()
  }

  volume(mine: number, theirs: number): void {
    const { muted, held } = this.#call ?? { muted: false, held: false }
    setMeter('meter-in', muted || held ? 0 : mine)
    setMeter('meter-out', held ? 0 : theirs)
  }

  #count(): void {
    const tick = (): void => {
      const since = this.#call?.talkingSince
      box('call-timer').textContent = since === undefined ? '' : formatSeconds((Date.now() - since) / 1000)
    }
    tick()
    this.#timer = setInterval(tick, 500)
  }

  #close(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#showKeys(false)
    box('sent-keys').textContent = ''
    box('call-timer').textContent = ''
    setMeter('meter-in', 0)
    setMeter('meter-out', 0)
  }

  #showKeys(shown: boolean): void {
    box('call-keypad').hidden = !shown
    press('keys', shown)
  }
}

/** @param level 0 to 1; ears hear by ratios, so that the bar follows the square root */
export function setMeter(id: string, level: number): void {
  box(id).style.transform = `scaleX(${Math.min(1, Math.sqrt(Math.max(0, level))).toFixed(3)})`
}
