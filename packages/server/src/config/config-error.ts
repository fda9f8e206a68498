/** A setting that stops the start. The message is one line: it names the setting and says what is right. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
