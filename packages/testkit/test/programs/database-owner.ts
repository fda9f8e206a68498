/** Starts a PostgreSQL server and stays, to be killed. */
import { startPostgres } from '@trunkline/testkit'

const server = await startPostgres()
console.log(`server ${server.pid} ${new URL(server.url()).searchParams.get('host')}`)
setInterval(() => undefined, 1000)
