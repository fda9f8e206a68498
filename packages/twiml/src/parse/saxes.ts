/**
 * The XML parser. The build puts its code in place of this file's import, so that the package that is published has what it uses of
 * it and no dependency (docs/decisions/xml-parser.md).
 */
export { SaxesParser } from 'saxes'
