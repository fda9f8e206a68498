/**
 * `import '@trunkline/sdk/node'` keeps in a bundle what bundlers otherwise leave out: HTTP_PROXY, CA bundles and limits on
 * sockets, and client validation. Without a bundler it changes nothing.
 */
import { installNode } from './install-node.ts'

installNode()
