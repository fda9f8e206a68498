/** A method as it is put on a prototype by name. */
export type Method = (this: never, ...args: unknown[]) => unknown

/** Puts a method on a prototype, out of the way of loops over properties. */
export function define(target: object, name: string | symbol, value: Method): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true })
}
