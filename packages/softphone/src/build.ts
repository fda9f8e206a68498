/** Writes the page into a folder, for an object store or any other place that serves files: `npm run build -w packages/softphone -- dist`. */
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildScript } from './server/page-files.ts'

const folder = process.argv[2] ?? 'dist'
const sample = { apiUrl: 'https://phone-api.example/' }

await mkdir(folder, { recursive: true })
await cp(new URL('./page/page.html', import.meta.url), join(folder, 'index.html'))
for (const name of ['style.css', 'icon.svg']) await cp(new URL(`./page/${name}`, import.meta.url), join(folder, name))
await writeFile(join(folder, 'app.js'), await buildScript())
await writeFile(join(folder, 'config.json'), `${JSON.stringify(sample, null, 2)}\n`, { flag: 'wx' }).catch((error) => {
  // Who builds again keeps their own settings.
  if (error.code !== 'EEXIST') throw error
})
console.log(`The page is in ${folder}. Say in its config.json where its API server is.`)
