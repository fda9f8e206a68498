import { type Html, html } from './html.ts'

/** What every page has. */
export interface PageParts {
  readonly title: string
  readonly body: Html
  readonly version: string
  /** Whether the script that keeps the page fresh is loaded. */
  readonly script: boolean
}

/** The frame around every page: head, name, foot. No byte of it comes from another host. */
export function page({ title, body, version, script }: PageParts): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/pages.css?v=${version}">
${script && html`<script src="/assets/live.js?v=${version}" defer></script>`}
</head>
<body>
<header class="top"><a class="brand" href="/"><img src="/assets/icon.svg" alt="" width="28" height="28"> Trunkline</a>
<nav aria-label="Main"><a href="/docs">API</a><a href="/readyz">Health</a></nav></header>
<main>${body}</main>
<footer>Trunkline ${version}</footer>
</body>
</html>
`
}
