import { type Html, html } from './html.ts'
import { page } from './page.ts'

/** What the page of an unsubscribe link says. */
export interface UnsubscribeModel {
  readonly version: string
  /** `asked`: a click away; `done`; `unknown`: a link that is nobody's. */
  readonly state: 'asked' | 'done' | 'unknown'
  /** The address, partly hidden: whoever forwarded the mail shall not give it away. */
  readonly address?: string
}

/** Where a person comes who opens the link of `List-Unsubscribe` in a browser. Opening it changes nothing (RFC 8058, section 3.2): mail scanners open links. */
export function unsubscribePage({ version, state, address }: UnsubscribeModel): Html {
  return page({
    title: 'Unsubscribe',
    version,
    script: false,
    body: html`<section class="hero">${bodies[state](address ?? '')}</section>`,
  })
}

const bodies: Readonly<Record<UnsubscribeModel['state'], (address: string) => Html>> = {
  asked: (address) => html`<h1>Unsubscribe</h1>
    <p class="lead">No more messages of this kind will be sent to <b>${address}</b>.</p>
    <form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button class="card link" type="submit"><b>Unsubscribe</b></button></form>`,
  done: (address) =>
    html`<h1>Unsubscribed</h1><p class="lead">No more messages of this kind are sent to <b>${address}</b>.</p>`,
  unknown: () =>
    html`<h1>This link is not known</h1><p class="lead">It may have been cut off on its way. Open it from the message itself.</p>`,
}

/** `a…@example.com` of `ana@example.com`. */
export function hiddenAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 1 ? '…' : `${address.slice(0, 1)}…${address.slice(at)}`
}
