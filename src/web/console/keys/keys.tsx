/** The console's area of keys: what signs, what is to come of it, rotating and withdrawing. */

import type { Context } from 'koa'
import type { VNode } from 'preact'
import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import type { Page } from '../../ui/pages.ts'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { keysPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn, requireScope, typedFault } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { Visit } from '../visit.ts'
import type { ShownKey } from './key.tsx'
import {
  leakedWord,
  ReplacePage,
  RetirePage,
  RotateLedgerPage,
  RotatePage,
  withdrawWord,
} from './key-acts.tsx'
import { KeysPage, type LastSeal } from './keys-page.tsx'

export function keyRoutes({ get, getFresh, postFresh }: ConsoleRouter): void {
  get(keysPath, list)
  for (const { path, ...act } of acts) {
    getFresh(path, (request) => confirm(request, { ...act, fault: null }))
    postFresh(path, (request) => doIt(request, act))
  }
}

const mostShown = 200

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const filters = filtersIn(ctx, ['cursor'])
  const keysOf = async (params: object) => {
    const request = { params: { limit: mostShown, ...params } }
    return (await visit.ask<Page<ShownKey>>('listKeys', request)).body
  }
  const signing = await keysOf({ use: 'signing', ...filters })
  const isRetired = ({ state }: ShownKey) => state === 'retired'
  showPage(
    ctx,
    <KeysPage
      {...frameOf(visit, options)}
      filters={filters}
      standing={signing.items.filter((key) => !isRetired(key))}
      retired={signing.items.filter(isRetired)}
      next={signing.next_cursor}
      ledger={(await keysOf({ use: 'ledger' })).items}
      seal={await lastSeal(visit)}
      mayWrite={visit.may('parley:keys.write')}
      done={doneWords[String(ctx.query['told'])] ?? null}
    />,
  )
}

const doneWords: Readonly<Record<string, string>> = {
  rotated: 'The next keys are published. They sign when every cache has fetched them.',
  replaced: 'New keys sign. Whatever the former ones signed is dead.',
  withdrawn: 'The key is withdrawn. Whatever it signed is dead.',
  sealed: 'Another key signs the ledger from the next seal on.',
}

type Sealing = {
  readonly sealing: { readonly last_block: number | null; readonly last_sealed_at: string | null }
}

async function lastSeal(visit: Visit): Promise<LastSeal | null> {
  if (!visit.may('parley:statistics.read')) return null
  const { body } = await visit.ask<Sealing>('getStatistics', { params: { span: 'hour' } })
  const { last_block: block, last_sealed_at: at } = body.sealing
  return block === null || at === null ? null : { block, at }
}

type Confirming = ConsoleFrameProps & {
  readonly alg: string
  readonly kid: string
  readonly reason: string
  readonly fault: Fault | null
}

/** What can be done to keys: the page before it, and the operation. */
type Act = {
  readonly page: (confirming: Confirming) => VNode
  /** What must be typed; null where nothing dies. */
  readonly word: string | null
  readonly operationId: 'rotateKeys' | 'retireKey'
  readonly bodyOf: (chosen: Pick<Confirming, 'alg'>) => object
  readonly told: keyof typeof doneWords
}

const algOf = ({ alg }: Pick<Confirming, 'alg'>) => (alg === '' ? {} : { alg })

const acts: readonly (Act & { readonly path: string })[] = [
  {
    path: `${keysPath}/rotate`,
    page: (confirming) => <RotatePage {...confirming} />,
    word: null,
    operationId: 'rotateKeys',
    bodyOf: algOf,
    told: 'rotated',
  },
  {
    path: `${keysPath}/replace`,
    page: (confirming) => <ReplacePage {...confirming} />,
    word: leakedWord,
    operationId: 'rotateKeys',
    bodyOf: (chosen) => ({ ...algOf(chosen), immediate: true }),
    told: 'replaced',
  },
  {
    path: `${keysPath}/ledger/rotate`,
    page: (confirming) => <RotateLedgerPage {...confirming} />,
    word: null,
    operationId: 'rotateKeys',
    bodyOf: () => ({ use: 'ledger' }),
    told: 'sealed',
  },
  {
    path: `${keysPath}/:kid/retire`,
    page: (confirming) => <RetirePage {...confirming} />,
    word: withdrawWord,
    operationId: 'retireKey',
    bodyOf: () => ({}),
    told: 'withdrawn',
  },
]

async function confirm(
  { ctx, visit, options }: ConsoleRequest,
  { page, fault }: Pick<Act, 'page'> & { readonly fault: Fault | null },
): Promise<void> {
  requireScope(visit, 'parley:keys.write')
  if (fault !== null) ctx.status = 400
  const given = { alg: field(ctx, 'alg'), reason: field(ctx, 'reason'), kid: kidOf(ctx) }
  showPage(ctx, page({ ...frameOf(visit, options), ...given, fault }))
}

async function doIt(request: ConsoleRequest, act: Act): Promise<void> {
  const { ctx, visit } = request
  const { word, operationId, bodyOf, told } = act
  const typed = word === null ? null : typedFault(ctx, word)
  if (typed !== null) return confirm(request, { ...act, fault: typed })
  const body = { ...bodyOf({ alg: field(ctx, 'alg') }), reason: field(ctx, 'reason') }
  const params = operationId === 'retireKey' ? { kid: kidOf(ctx) } : {}
  const { fault } = await attempt(() => visit.ask(operationId, { params, body }))
  if (fault !== null) return confirm(request, { ...act, fault })
  seeOther(ctx, `${keysPath}?told=${told}`)
}

function kidOf(ctx: Context): string {
  return String(ctx['params'].kid ?? '')
}
