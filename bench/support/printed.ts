/** Prints a figure beside its name. */
export const line = (name: string, value: string): void => console.log(`${name.padEnd(52)} ${value}`)

/** A rate as it is printed. */
export const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en')}/s`

/** How many times `b` goes into `a`, as it is printed. */
export const ratio = (a: number, b: number): string => (b === 0 ? '–' : `${(a / b).toFixed(2)} x`)
