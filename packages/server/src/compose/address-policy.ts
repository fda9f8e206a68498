import { isLoopbackAddress } from '@trunkline/api'
import { type AddressPolicy, createAddressPolicy } from '@trunkline/events'
import { ConfigError } from '../config/config-error.ts'
import type { Config } from '../config.ts'

/** Loopback may be called where the server itself is only there: then whoever asks sits at this machine. */
export function addressPolicy({ settings, file }: Config): AddressPolicy {
  const allow = file.webhooks?.privateAddresses ?? []
  try {
    return createAddressPolicy({ allow, loopback: settings.host === 'localhost' || isLoopbackAddress(settings.host) })
  } catch (error) {
    throw new ConfigError(`${settings.config}: /webhooks/privateAddresses: ${(error as Error).message}.`, {
      cause: error,
    })
  }
}
