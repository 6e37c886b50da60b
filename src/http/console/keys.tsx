/** The console's area of keys: what signs, what is to come of it, rotating and withdrawing. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { VNode } from 'preact'
import { field, formBody, sameOrigin } from '../guards.ts'
import { seeOther } from '../see-other.ts'
import { showPage } from '../show-page.ts'
import type { Fault } from '../views/console/fields.tsx'
import type { ConsoleFrameProps } from '../views/console/frame.tsx'
import type { ShownKey } from '../views/console/key.tsx'
import {
  leakedWord,
  ReplacePage,
  RetirePage,
  RotateLedgerPage,
  RotatePage,
  withdrawWord,
} from '../views/console/key-acts.tsx'
import { KeysPage, keysPath, type LastSeal } from '../views/console/keys-page.tsx'
import type { Page } from '../views/console/pages.ts'
import { attempt, filtersIn, typedFault } from './asking.ts'
import { frameOf } from './frame-of.ts'
import { type ConsoleOptions, operating, operatingFreshly, type Visit } from './visit.ts'

export function keyRoutes(router: Router, options: ConsoleOptions): void {
  const ours = sameOrigin(options.issuer)
  router.get(keysPath, (ctx) => operating(ctx, options, (_, visit) => list(ctx, visit, options)))
  for (const { path, ...act } of acts) {
    const acting = { ...act, options }
    router.get(path, (ctx) =>
      operatingFreshly(ctx, options, (_, visit) => ask(ctx, visit, { ...acting, fault: null })),
    )
    router.post(path, ours, formBody, (ctx) =>
      operatingFreshly(ctx, options, (_, visit) => doIt(ctx, visit, acting)),
    )
  }
}

const mostShown = 200

async function list(ctx: Context, visit: Visit, options: ConsoleOptions): Promise<void> {
  const filters = filtersIn(ctx, ['cursor'])
  const keysOf = async (params: object) => {
    const asked = { params: { limit: mostShown, ...params } }
    return (await visit.ask<Page<ShownKey>>('listKeys', asked)).body
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

type Asked = ConsoleFrameProps & {
  readonly alg: string
  readonly kid: string
  readonly reason: string
  readonly fault: Fault | null
}

/** What can be done to keys: the page before it, and the operation. */
type Act = {
  readonly page: (asked: Asked) => VNode
  /** What must be typed; null where nothing dies. */
  readonly word: string | null
  readonly operationId: 'rotateKeys' | 'retireKey'
  readonly bodyOf: (asked: Pick<Asked, 'alg'>) => object
  readonly told: keyof typeof doneWords
}

const algOf = ({ alg }: Pick<Asked, 'alg'>) => (alg === '' ? {} : { alg })

const acts: readonly (Act & { readonly path: string })[] = [
  {
    path: `${keysPath}/rotate`,
    page: (asked) => <RotatePage {...asked} />,
    word: null,
    operationId: 'rotateKeys',
    bodyOf: algOf,
    told: 'rotated',
  },
  {
    path: `${keysPath}/replace`,
    page: (asked) => <ReplacePage {...asked} />,
    word: leakedWord,
    operationId: 'rotateKeys',
    bodyOf: (asked) => ({ ...algOf(asked), immediate: true }),
    told: 'replaced',
  },
  {
    path: `${keysPath}/ledger/rotate`,
    page: (asked) => <RotateLedgerPage {...asked} />,
    word: null,
    operationId: 'rotateKeys',
    bodyOf: () => ({ use: 'ledger' }),
    told: 'sealed',
  },
  {
    path: `${keysPath}/:kid/retire`,
    page: (asked) => <RetirePage {...asked} />,
    word: withdrawWord,
    operationId: 'retireKey',
    bodyOf: () => ({}),
    told: 'withdrawn',
  },
]

type Acting = Omit<Act, 'path'> & { readonly options: ConsoleOptions }

async function ask(
  ctx: Context,
  visit: Visit,
  { page, options, fault }: Acting & { readonly fault: Fault | null },
): Promise<void> {
  if (fault !== null) ctx.status = 400
  const given = { alg: field(ctx, 'alg'), reason: field(ctx, 'reason'), kid: kidOf(ctx) }
  showPage(ctx, page({ ...frameOf(visit, options), ...given, fault }))
}

async function doIt(ctx: Context, visit: Visit, acting: Acting): Promise<void> {
  const { word, operationId, bodyOf, told } = acting
  const typed = word === null ? null : typedFault(ctx, word)
  if (typed !== null) return ask(ctx, visit, { ...acting, fault: typed })
  const body = { ...bodyOf({ alg: field(ctx, 'alg') }), reason: field(ctx, 'reason') }
  const params = operationId === 'retireKey' ? { kid: kidOf(ctx) } : {}
  const { fault } = await attempt(() => visit.ask(operationId, { params, body }))
  if (fault !== null) return ask(ctx, visit, { ...acting, fault })
  seeOther(ctx, `${keysPath}?told=${told}`)
}

function kidOf(ctx: Context): string {
  return String(ctx['params'].kid ?? '')
}
