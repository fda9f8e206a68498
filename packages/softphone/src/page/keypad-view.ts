import { make } from './dom.ts'

const keys: readonly (readonly [string, string])[] = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
]

const names: Readonly<Record<string, string>> = { '*': 'Star', '#': 'Hash' }
/** Holding 0 down for so long writes a plus, milliseconds. */
const longPressMs = 600

/** Fills a keypad. @param press gets `0`-`9`, `*`, `#`, and `+` where `plus` is allowed */
export function fillKeypad(pad: HTMLElement, press: (key: string) => void, plus: boolean): void {
  for (const [key, letters] of keys) {
    const made = make('button', { type: 'button' })
    made.append(key, make('small', { textContent: key === '0' && !plus ? '' : letters }))
    made.setAttribute('aria-label', names[key] ?? `${key}${letters && letters !== '+' ? ` ${letters}` : ''}`)
    made.dataset.key = key
    if (key === '0' && plus) holdForPlus(made, press)
    else made.addEventListener('click', () => press(key))
    pad.append(made)
  }
}

function holdForPlus(made: HTMLButtonElement, press: (key: string) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let long = false
  made.addEventListener('pointerdown', () => {
    long = false
    timer = setTimeout(() => {
      long = true
      press('+')
    }, longPressMs)
  })
  for (const end of ['pointerup', 'pointerleave', 'pointercancel'])
    made.addEventListener(end, () => clearTimeout(timer))
  made.addEventListener('click', () => {
    if (!long) press('0')
    long = false
  })
}

/** Shows a key as pressed for a moment, where it was pressed on the keyboard. */
export function flashKey(pad: HTMLElement, key: string): void {
  const pressed = [...pad.querySelectorAll('button')].find(({ dataset }) => dataset.key === key)
  pressed?.classList.add('pressed')
  setTimeout(() => pressed?.classList.remove('pressed'), 150)
}
