import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the files of one embedded database are: `<data folder>/postgres/{cluster/, lock, holder.json, making}`. */
export interface ClusterFolder {
  readonly root: string
  readonly cluster: string
  /** Stands while the cluster is being made: with it, whatever lies in `cluster` was never finished. */
  readonly makingMark: string
}

/** Makes the folder of an embedded database under a data folder, readable by its owner alone. */
export function openClusterFolder(dataFolder: string): ClusterFolder {
  const root = join(dataFolder, 'postgres')
  mkdirSync(root, { recursive: true, mode: 0o700 })
  return { root, cluster: join(root, 'cluster'), makingMark: join(root, 'making') }
}

/**
 * Clears away a cluster whose making was cut off: PGlite takes any folder with a PG_VERSION for a whole one. True when
 * there is no cluster yet. Call it with the folder locked.
 */
export function prepareCluster(folder: ClusterFolder): boolean {
  if (existsSync(folder.makingMark)) rmSync(folder.cluster, { recursive: true, force: true })
  if (existsSync(join(folder.cluster, 'PG_VERSION'))) return false
  writeFileSync(folder.makingMark, '')
  syncPath(folder.root)
  return true
}

/** Puts all files of a new cluster on the disk, and only then says that it is whole. */
export function finishCluster(folder: ClusterFolder): void {
  for (const entry of readdirSync(folder.cluster, { recursive: true, withFileTypes: true })) {
    syncPath(join(entry.parentPath, entry.name))
  }
  syncPath(folder.cluster)
  rmSync(folder.makingMark)
  syncPath(folder.root)
}

function syncPath(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
