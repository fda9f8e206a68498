import type { Arrival, ConsoleModel, GatewayLine, LiveModel } from './console-model.ts'
import { type Html, html } from './html.ts'
import { page } from './page.ts'

/** The page at `/`: what this is, where to go, what arrived, what waits. Works without its script; the script keeps it fresh. */
export function consolePage(model: ConsoleModel): Html {
  const body = html`
    <section class="hero">
      <h1>One request. The right channel, at the right hour.</h1>
      <p class="lead">Trunkline sends SMS, e-mail, push messages and calls through the providers you choose: it keeps to the hours
      that you allow, retries, fails over, and tells you what became of every message. With no provider configured, messages end in the
      built-in inbox below.</p>
      ${tryIt(model)}
      <nav class="links" aria-label="Where to go">
        ${model.mounted.map(({ path, name, about }) => link(path, name, about))}
        ${link('/docs', 'API reference', 'every call, field and problem')}
        ${link('/v1/openapi.json', 'OpenAPI 3.1', 'for code generators')}
        ${link('/readyz', 'Readiness', 'what is up, what is degraded')}
        ${link('/metrics', 'Metrics', 'for Prometheus')}
      </nav>
    </section>
    <div id="live" data-source="/console/live">${liveSections(model)}</div>`
  return page({ title: 'Trunkline', body, version: model.version, script: true })
}

const link = (href: string, name: string, about: string) =>
  html`<a class="card link" href="${href}"><b>${name}</b><span>${about}</span></a>`

function tryIt({ url, curlrc }: ConsoleModel): Html {
  const who = curlrc === undefined ? '-u AC…:token -H "Content-Type: application/json"' : `-K ${curlrc}`
  return html`<figure class="try"><figcaption>Send one now</figcaption><pre><code>curl ${who} ${url}/v1/sms \\
  -d '{"to": "+14155550123", "content": {"text": "Hello from Trunkline"}}'</code></pre></figure>`
}

/** The part of the page that changes; sent again over the live stream whenever it does. */
export function liveSections(model: LiveModel): Html {
  return html`
    <div class="board">
      <section class="inbox" aria-labelledby="inbox-title">
        <h2 id="inbox-title">Inbox <small>newest ${String(model.arrivals.length)}</small></h2>
        ${model.arrivals.length === 0 ? emptyInbox : html`<ol class="arrivals">${model.arrivals.map(arrival)}</ol>`}
      </section>
      <aside>
        <section aria-labelledby="state-title"><h2 id="state-title">State</h2><ul class="states">${model.parts.map(
          (part) => state(part.name, part.state, part.detail),
        )}</ul></section>
        <section aria-labelledby="queue-title"><h2 id="queue-title">Queue</h2><dl class="depth">${model.depth.map(
          ({ label, count }) => html`<div><dt>${label}</dt><dd>${count.toLocaleString('en-GB')}</dd></div>`,
        )}</dl></section>
        <section aria-labelledby="gateways-title"><h2 id="gateways-title">Gateways</h2><ul class="states">${model.gateways.map(
          gateway,
        )}</ul></section>
      </aside>
    </div>`
}

const emptyInbox = html`<p class="empty">Nothing has arrived yet. Send something: it shows here at once.</p>`

const gateway = ({ name, type, channels, state: current, detail }: GatewayLine) =>
  state(name, current, `${type} · ${channels.join(', ')}${detail === '' ? '' : ` · ${detail}`}`)

const state = (name: string, current: string, detail: string | undefined) =>
  html`<li class="${current}"><b>${name}</b> <span class="pill">${current}</span>${
    detail === undefined ? null : html`<span class="detail">${detail}</span>`
  }</li>`

function arrival({ id, channel, to, from, heading, text, at }: Arrival): Html {
  return html`<li class="card arrival" id="${id}">
    <header><span class="channel ${channel}">${channel}</span><span class="who">${
      from === null ? null : html`<span>${from}</span> <span aria-label="to">→</span> `
    }<b>${to}</b></span><time datetime="${at}">${at.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC')}</time></header>
    ${heading === null ? null : html`<h3>${heading}</h3>`}
    <p class="text">${text}</p>
  </li>`
}

/** What is shown in the page's place to who has no right to see messages. */
export function tokenPage(version: string, wrong: boolean): Html {
  const body = html`
    <section class="gate card">
      <h1>Operator’s token</h1>
      <p>This page shows messages, so it asks who you are. The token is in <code>demo.json</code>, or what TRUNKLINE_ADMIN_TOKEN says.</p>
      ${wrong && html`<p class="wrong" role="alert">That is not the token.</p>`}
      <form method="post" action="/console/session">
        <label for="token">Admin token</label>
        <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
        <button>Show the console</button>
      </form>
    </section>`
  return page({ title: 'Trunkline: token needed', body, version, script: false })
}
