import { type CodeMethod, type CodeSender, codeMethods, type SendCode, sendFunction } from './code-sender.ts'

/** A gateway under its name, with the function that serves one method. */
export interface ResolvedSender {
  readonly name: string
  readonly sender: CodeSender
  readonly send: SendCode
}

/** Finds the gateway of a method. */
export interface SenderFactory {
  /** The gateway that is configured for a method at this moment; undefined where there is none: then the method is not offered. */
  resolve(method: CodeMethod): ResolvedSender | undefined
  /** A gateway by its name, for what was sent through it before. */
  named(name: string): CodeSender | undefined
  /** The methods that are offered at this moment. */
  methods(): readonly CodeMethod[]
}

/** Of what a factory is made. */
export interface SenderFactoryOptions {
  /** Name of the gateway of each method; asked anew for every send, so that a changed setting counts from the next send on. */
  readonly gatewayOf: (method: CodeMethod) => string | undefined
  /** The gateways by name. Each is made at its first use. */
  readonly gateways: Readonly<Record<string, () => CodeSender>>
}

/** Makes a factory. */
export function createSenderFactory({ gatewayOf, gateways }: SenderFactoryOptions): SenderFactory {
  const made = new Map<string, CodeSender>()
  const named = (name: string): CodeSender | undefined => {
    const known = made.get(name)
    if (known !== undefined || !Object.hasOwn(gateways, name)) return known
    const sender = gateways[name]?.()
    if (sender !== undefined) made.set(name, sender)
    return sender
  }
  const resolve = (method: CodeMethod): ResolvedSender | undefined => {
    const name = gatewayOf(method)
    const sender = name === undefined ? undefined : named(name)
    const send = sender === undefined ? undefined : sendFunction(sender, method)
    return name === undefined || sender === undefined || send === undefined ? undefined : { name, sender, send }
  }
  return { resolve, named, methods: () => codeMethods.filter((method) => resolve(method) !== undefined) }
}
