import { CallLog } from './call-log.ts'
import { CallPanel } from './call-view.ts'
import { DialPanel } from './dial-view.ts'
import { box, button } from './dom.ts'
import { LogPanel } from './log-view.ts'
import { mapInsights, signallingHost } from './own-origin.ts'
import { loadConfig, type PageConfig } from './page-config.ts'
import { Phone, type PhoneView } from './phone.ts'
import { type Choice, showSetup } from './setup-view.ts'
import { SoundPanel } from './sound-view.ts'
import { TabTitle } from './tab-title.ts'
import { fetchToken, TokenError } from './token-client.ts'
import { explainFault, formatNumber } from './words.ts'

const lines: Readonly<Record<PhoneView['line'], string>> = {
  connecting: 'Signing in…',
  ready: 'Ready',
  offline: 'Offline',
  failed: 'Not connected',
}

function notice(words: string | undefined): void {
  const place = box('notice')
  place.hidden = !words
  place.textContent = words ?? ''
}

function showLine(line: PhoneView['line']): void {
  box('status-dot').dataset.state = line
  box('status-text').textContent = lines[line]
}

/** Browsers keep a page silent until somebody has touched it: a phone that is opened by its address would not be heard. */
function hintUntilTouched(): void {
  const hint = box('hint')
  hint.hidden = navigator.userActivation?.hasBeenActive ?? true
  const hide = (): void => {
    hint.hidden = true
  }
  for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, hide, { once: true })
}

/** The page as one phone number. */
class SoftphoneApp {
  readonly #config: PageConfig
  readonly #choice: Choice
  readonly #dialler: DialPanel
  readonly #callPanel: CallPanel
  readonly #sound = new SoundPanel(notice)
  readonly #log: CallLog
  readonly #logPanel: LogPanel
  readonly #title: TabTitle
  #phone: Phone | undefined
  #view: PhoneView = { line: 'connecting' }

  constructor(config: PageConfig, choice: Choice) {
    this.#config = config
    this.#choice = choice
    this.#log = new CallLog(localStorage, choice.phoneNumber)
    this.#title = new TabTitle(choice.phoneNumber)
    this.#dialler = new DialPanel(
      (number) => void this.#phone?.dial(number),
      () => this.#view.line === 'ready',
    )
    this.#callPanel = new CallPanel(() => this.#phone)
    this.#logPanel = new LogPanel(this.#log, (number) => this.#callBack(number))
    button('switch-phone').addEventListener('click', () => location.assign(new URL('./', document.baseURI)))
    addEventListener('keydown', (event) => this.#key(event))
  }

  async start(): Promise<void> {
    box('own-number').textContent = formatNumber(this.#choice.phoneNumber)
    for (const id of ['phone', 'side']) box(id).hidden = false
    this.#logPanel.show()
    this.#show(this.#view)
    hintUntilTouched()
    const phone = this.#makePhone()
    this.#phone = phone
    await phone.start()
    this.#sound.use(phone.device?.audio)
    this.#dialler.focus()
  }

  #makePhone(): Phone {
    const { signalling, edge, quality } = this.#config
    const { phoneNumber, password } = this.#choice
    return new Phone({
      phoneNumber,
      fetchToken: () => fetchToken(this.#config, phoneNumber, password),
      ...(signalling === undefined ? {} : { signalling: signallingHost(signalling, location.host) }),
      ...(edge === undefined ? {} : { edge }),
      // Figures of quality for a server that takes none would only fail.
      quality: signalling === undefined || quality === true,
      changed: (view) => this.#show(view),
      ended: (call) => {
        this.#log.add({ ...call, at: Date.now() })
        this.#logPanel.show()
      },
      volume: (mine, theirs) => this.#callPanel.volume(mine, theirs),
    })
  }

  #show(view: PhoneView): void {
    const before = this.#view
    this.#view = view
    showLine(view.line)
    notice(view.notice)
    this.#title.show(view)
    this.#dialler.enable(view.line === 'ready')
    box('dialler').hidden = view.call !== undefined
    this.#callPanel.show(view.call)
    if (view.call && !before.call) this.#sound.callBegins()
    if (!view.call && before.call) {
      this.#dialler.set('')
      this.#dialler.focus()
    }
  }

  #callBack(number: string): void {
    if (this.#view.call) return
    this.#dialler.set(number)
    if (this.#view.line === 'ready') void this.#phone?.dial(number)
  }

  /** Digits go to the call, or to the number that is being dialled, wherever the focus is. */
  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
    if (this.#view.call) {
      if (/^[\d*#]$/.test(event.key)) this.#callPanel.key(event.key)
      else if (event.key.toLowerCase() === 'm' && this.#view.call.state === 'talking')
        this.#phone?.mute(!this.#view.call.muted)
    } else if (!typing && /^[\d*#+]$/.test(event.key)) {
      this.#dialler.add(event.key)
    }
  }
}

async function use(config: PageConfig, choice: Choice): Promise<void> {
  box('setup').hidden = true
  try {
    await new SoftphoneApp(config, choice).start()
  } catch (fault) {
    showLine('failed')
    box('hint').hidden = true
    const refused = fault instanceof TokenError && fault.refused
    notice(explainFault(fault as Error) + (refused ? ' Use another number.' : ' Load the page anew to try again.'))
  }
}

async function main(): Promise<void> {
  const config = await loadConfig()
  if (config.quality) mapInsights(globalThis)
  // In a query a plus is a space, and people write it as it is.
  const number = new URLSearchParams(location.search).get('number')?.replace(/^ /, '+')
  const password = sessionStorage.getItem('softphone.password') ?? undefined
  if (number && (!config.password || password !== undefined))
    return use(config, { phoneNumber: number, ...(password === undefined ? {} : { password }) })
  box('status-text').textContent = 'No number yet'
  showSetup(config, (choice) => {
    if (choice.password) sessionStorage.setItem('softphone.password', choice.password)
    history.replaceState(null, '', `?number=${encodeURIComponent(choice.phoneNumber)}`)
    void use(config, choice)
  })
}

main().catch((fault: Error) => {
  showLine('failed')
  box('phone').hidden = false
  notice(explainFault(fault))
})
