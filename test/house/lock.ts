/** Rules for a lock that works on every machine, not only on the one that wrote it. Pure. */

import { z } from 'zod'

const names = z.record(z.string(), z.string()).default({})

export const manifestSchema = z.object({
  dependencies: names,
  devDependencies: names,
  optionalDependencies: names,
  /** Of a package everywhere, or of one that a certain package asks for. */
  overrides: z
    .record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]))
    .default({}),
  allowScripts: z.record(z.string(), z.boolean()).default({}),
})

export const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      hasInstallScript: z.boolean().default(false),
      optionalDependencies: names,
    }),
  ),
})

export type Manifest = z.infer<typeof manifestSchema>
export type Lock = z.infer<typeof lockSchema>

/** npm drops what its registry lacks, here a platform's binary, and `npm ci` then fails there. */
export function missingOptionals({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !placesFrom(path, name).some((place) => place in packages))
      .map((name) => `${path || 'package.json'} wants ${name}`),
  )
}

/** The lookup order of Node: the package's own folder, then each one around it. */
function placesFrom(path: string, name: string): string[] {
  if (path === '') return [`node_modules/${name}`]
  const around = path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1))
  return [`${path}/node_modules/${name}`, ...placesFrom(around, name)]
}

export function looseVersions(manifest: Manifest): string[] {
  const { dependencies, devDependencies, optionalDependencies, overrides } = manifest
  const overridden = Object.entries(overrides).flatMap(([name, wanted]) =>
    typeof wanted === 'string' ? [[name, wanted] as const] : Object.entries(wanted),
  )
  return [dependencies, devDependencies, optionalDependencies]
    .flatMap((wanted): (readonly [string, string])[] => Object.entries(wanted))
    .concat(overridden)
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} ${version}`)
}

/** A stricter npm runs no script that nobody decided on; a decision for nothing is stale. */
export function undecidedScripts({ packages }: Lock, { allowScripts }: Manifest): string[] {
  const decided = new Set(Object.keys(allowScripts).map((key) => key.replace(/(?<=.)@.*$/, '')))
  const scripted = new Set(
    Object.entries(packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.split('node_modules/').at(-1) ?? path)
      .filter((name) => name !== ''),
  )
  return [
    ...[...scripted].filter((name) => !decided.has(name)).map((name) => `${name} is undecided`),
    ...[...decided].filter((name) => !scripted.has(name)).map((name) => `${name} has no script`),
  ]
}

/** Addresses name one registry's host; hashes hold for every registry. */
export function unportableEntries({ packages }: Lock): string[] {
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .filter(([, { resolved, integrity }]) => resolved !== undefined || integrity === undefined)
    .map(([path]) => path)
}
