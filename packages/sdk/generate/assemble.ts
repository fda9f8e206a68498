/** Puts the documents together into products. */
import type { RawFacts, RawSpec } from './facts.ts'
import type { Product, Version } from './model.ts'
import { camel } from './names.ts'
import { placePatches } from './overrides.ts'
import { buildVersion } from './tree.ts'

/** Old names on products that lead into a version, by product. */
export type Shortcuts = Readonly<Record<string, Readonly<Record<string, string>>>>

/** `verify_v2` → `verify`; the host label where it differs follows from the document's server. */
function propertyOf(key: string): string {
  const renamed: Readonly<Record<string, string>> = {
    flex: 'flexApi',
    frontline: 'frontlineApi',
    iam_organizations: 'previewIam',
  }
  const base = key.replace(/_v\d+$/, '')
  return renamed[key] ?? renamed[base] ?? camel(base)
}

/** The versions that one document holds: nearly always one; `preview` has one per product that it previews. */
function versionsOf(key: string, spec: RawSpec): [property: string, prefix: string][] {
  const prefixes = [...new Set(Object.keys(spec.paths).map((path) => path.split('/')[1] ?? ''))]
  return prefixes
    .filter((prefix) =>
      Object.entries(spec.paths).some(([p, raw]) => p.startsWith(`/${prefix}/`) && Object.keys(raw.m ?? {}).length > 0),
    )
    .map((prefix) => [versionProperty(key, prefix), prefix])
}

function versionProperty(key: string, prefix: string): string {
  if (key === 'api_v2010') return 'v2010'
  if (key === 'preview') return prefix === 'HostedNumbers' ? 'hosted_numbers' : prefix
  return prefix === 'Organizations' ? 'versionless' : prefix
}

function patch(key: string, spec: RawSpec): RawSpec {
  const paths = { ...spec.paths }
  for (const [path, more] of Object.entries(placePatches[key] ?? {})) paths[path] = { ...paths[path], ...more }
  return { ...spec, paths }
}

/** All products, sorted by property. */
export function assemble(facts: RawFacts, shortcuts: Shortcuts = {}): Product[] {
  const products = new Map<string, Product>()
  for (const [key, document] of Object.entries(facts.specs)) {
    const spec = patch(key, document)
    const property = propertyOf(key)
    for (const [versionName, prefix] of versionsOf(key, spec)) {
      const version = buildVersion(key, versionName, prefix, spec)
      if (version.resources.length > 0) addVersion(products, property, spec, version, shortcuts)
    }
  }
  return [...products.values()].sort((a, b) => (a.property < b.property ? -1 : 1))
}

function addVersion(
  products: Map<string, Product>,
  property: string,
  spec: RawSpec,
  version: Version,
  shortcuts: Shortcuts,
): void {
  const host = new URL(spec.server).hostname.replace('.twilio.com', '')
  const product = products.get(property) ?? {
    property,
    host,
    versions: [],
    shortcuts: shortcuts[property] ?? {},
  }
  products.set(property, product)
  const same = product.versions.find((v) => v.property === version.property)
  if (same === undefined) product.versions.push(version)
  else same.resources.push(...version.resources)
}
