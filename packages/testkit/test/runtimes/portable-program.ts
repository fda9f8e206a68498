/** What is run on every runtime, with the libraries as they are packed. */
import { checkClient } from './check-client.ts'
import { checkDocuments } from './check-documents.ts'
import { Checks, type Report } from './checks.ts'

/** Runs all checks and reports. */
export async function runProgram(server: string): Promise<Report> {
  const checks = new Checks()
  checkDocuments(checks)
  checkClient(checks, server)
  return await checks.report()
}
