import { dirname, resolve } from 'node:path'

/** The folder that file names in a configuration file are relative to: its own. */
export const configFolder = (file: string): string => dirname(resolve(file))
