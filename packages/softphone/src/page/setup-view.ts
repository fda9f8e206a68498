import { box, element, input, make } from './dom.ts'
import type { PageConfig } from './page-config.ts'
import { formatNumber } from './words.ts'

/** Whose phone a page is. */
export interface Choice {
  readonly phoneNumber: string
  readonly password?: string
}

/** Lets the reader say which phone this is. */
export function showSetup(config: PageConfig, choose: (choice: Choice) => void): void {
  const phones = config.phones ?? []
  box('setup').hidden = false
  box('setup-hint').hidden = phones.length < 2
  box('setup-password-row').hidden = !config.password
  box('setup-phones').replaceChildren(
    ...phones.map(({ phoneNumber, name }) => {
      const badge = make('span', { className: 'badge', textContent: name.slice(0, 1) })
      badge.setAttribute('aria-hidden', 'true')
      const words = make(
        'span',
        {},
        make('b', { textContent: formatNumber(phoneNumber) }),
        make('small', { textContent: name }),
      )
      const pick = make('button', { type: 'button' }, badge, words)
      pick.addEventListener('click', () => choose({ phoneNumber }))
      return make('li', {}, pick)
    }),
  )
  const form = element('setup-form', HTMLFormElement)
  form.hidden = phones.length > 0 && !config.password
  form.onsubmit = (event) => {
    event.preventDefault()
    const password = input('setup-password').value
    choose({ phoneNumber: input('setup-number').value.trim(), ...(password ? { password } : {}) })
  }
  const first = phones.length > 0 ? box('setup-phones').querySelector('button') : input('setup-number')
  first?.focus()
}
