import { type Html, html } from '../pages/html.ts'
import { page } from '../pages/page.ts'
import type { FieldLine, Holder, Operation, Reference, Shape } from './reference-model.ts'

/** The readable form of the OpenAPI document, at `/docs`. No script, nothing from another host. */
export function referencePage(reference: Reference, version: string): Html {
  const groups = reference.tags.map((tag) => ({
    ...tag,
    operations: reference.operations.filter((operation) => operation.tag === tag.name),
  }))
  const body = html`
    <h1>API reference</h1>
    ${reference.about.split('\n\n').map((paragraph) => html`<p class="lead">${inline(paragraph)}</p>`)}
    <p class="lead">For programs: <a href="/v1/openapi.json">OpenAPI 3.1</a>.</p>
    <div class="reference">
      <nav aria-label="Calls">${groups.map(
        (group) =>
          html`<b>${group.name}</b><ul>${group.operations.map(
            (operation) => html`<li><a href="#${anchor(operation)}">${operation.method} ${operation.path}</a></li>`,
          )}</ul>`,
      )}<b>shapes</b><ul>${reference.shapes.map(({ name }) => html`<li><a href="#${name}">${name}</a></li>`)}</ul></nav>
      <div>${groups.map(
        (group) =>
          html`<section><h2>${group.name} <small>${group.description}</small></h2>${group.operations.map(operationCard)}</section>`,
      )}<section><h2>shapes <small>What bodies and answers hold.</small></h2>${reference.shapes.map(shapeCard)}</section></div>
    </div>`
  return page({ title: 'Trunkline API', body, version, script: false })
}

const anchor = (operation: Operation) => operation.id.replaceAll(/[^A-Za-z0-9]+/g, '-')

function operationCard(operation: Operation): Html {
  const { method, path, summary, description, query, body, status, answer, problems } = operation
  return html`<article class="operation card" id="${anchor(operation)}">
    <h3><span class="method">${method}</span> ${path}</h3>
    <p><b>${summary}.</b> ${inline(description)}</p>
    ${fieldTable('Query', query)}${held('Body', body)}${held(`Answer ${status}`, answer)}
    ${problems.length > 0 && html`<h4>Problems</h4><ul>${problems.map((line) => html`<li>${inline(line.slice(2))}</li>`)}</ul>`}
  </article>`
}

function held(title: string, { shape, fields }: Holder): Html | null {
  return shape === undefined ? fieldTable(title, fields) : html`<p>${title}: <a href="#${shape}">${shape}</a></p>`
}

const shapeCard = ({ name, about, fields }: Shape) => html`<article class="operation card" id="${name}">
    <h3>${name}</h3>${about !== '' && html`<p>${inline(about)}</p>`}${fieldTable('Fields', fields)}
  </article>`

function fieldTable(title: string, fields: readonly FieldLine[]): Html | null {
  if (fields.length === 0) return null
  return html`<h4>${title}</h4><div class="table"><table><thead><tr><th>Field</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${fields.map(
    (field) =>
      html`<tr><td><code>${field.path}</code>${field.required && html` <small>required</small>`}</td><td>${field.type}</td><td>${inline(field.about)}</td></tr>`,
  )}</tbody></table></div>`
}

/** Text with `code` in backticks, which is all of Markdown that the descriptions use. */
const inline = (text: string) =>
  text.split('`').map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))
