import { box, button, element, input } from './dom.ts'
import { fillKeypad, flashKey } from './keypad-view.ts'

/** What a number may be typed with. */
const typeable = /[^\d+*#() .\-/０-９＋]/g

/** The number to call, by keyboard, keypad, or pasted. */
export class DialPanel {
  readonly #number = input('dial-number')
  #last = ''

  /** @param dial calls; @param ready whether one can call now */
  constructor(dial: (number: string) => void, ready: () => boolean) {
    fillKeypad(box('keypad'), (key) => this.add(key), true)
    this.#number.addEventListener('input', () => {
      this.#number.value = this.#number.value.replace(typeable, '')
      this.#show()
    })
    button('erase').addEventListener('click', () => {
      this.#number.value = this.#number.value.slice(0, -1)
      this.#show()
      this.#number.focus()
    })
    element('dial-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault()
      const number = this.#number.value.trim()
      // As on every phone: the call button with nothing typed brings back the last number.
      if (number === '') this.set(this.#last)
      else if (ready()) {
        this.#last = number
        dial(number)
      }
    })
    this.#show()
  }

  add(key: string): void {
    this.#number.value += key
    flashKey(box('keypad'), key)
    this.#show()
  }

  set(number: string): void {
    this.#number.value = number
    this.#show()
  }

  focus(): void {
    // On a touch screen the focus would raise the keyboard over the keypad.
    if (matchMedia('(hover: hover)').matches) this.#number.focus()
  }

  /** Greys the call button out while the phone is not signed in. It stays in reach, so that screen readers find it. */
  enable(ready: boolean): void {
    button('call').setAttribute('aria-disabled', String(!ready))
  }

  #show(): void {
    button('erase').hidden = this.#number.value === ''
  }
}
