/**
 * What runs without a bundler: the names of `index.ts`, and the parts that few programs need. Bundlers take `index.ts`
 * itself (the condition `module` in package.json, which only they set) and the parts by `@trunkline/sdk/node`.
 */
import { installNode } from './install-node.ts'

export * from './index.ts'
export { default } from './index.ts'

installNode()
