/** Registering an application in the console: its kind, its form, and what to copy into it. */

import { randomToken } from '../../../base/crypto.ts'
import { DomainError } from '../../../base/errors.ts'
import { isOperatorScope } from '../../../model/admin-scopes.ts'
import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import { showPage } from '../../ui/show-page.ts'
import { clientsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { policyNames } from '../policy-names.ts'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { Visit } from '../visit.ts'
import type { ShownClient } from './client.tsx'
import type { ClientForm } from './client-fields.tsx'
import { emptyForm, formIn, registrationOf } from './client-form.ts'
import { type ClientKind, isClientKind } from './client-kinds.ts'
import { ChooseKindPage, NewClientPage } from './client-new-page.tsx'
import { ClientSetupPage } from './client-setup-page.tsx'
import { writeScope } from './clients.tsx'

const path = `${clientsPath}/new`

/** Before the page of one client, whose address takes any word. */
export function newClientPages({ getFresh, post }: ConsoleRouter): void {
  getFresh(path, ask)
  post(path, register)
}

async function ask(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  requireScope(visit, writeScope)
  const kind = String(ctx.query['kind'] ?? '')
  if (!isClientKind(kind)) return showPage(ctx, <ChooseKindPage {...frameOf(visit, options)} />)
  const once = randomToken(128)
  await showForm(request, { kind, once, form: emptyForm(kind), fault: null })
}

type Filled = {
  readonly kind: ClientKind
  readonly once: string
  readonly form: ClientForm
  readonly fault: Fault | null
}

async function showForm({ ctx, visit, options }: ConsoleRequest, filled: Filled): Promise<void> {
  const policies = await policyNames(visit)
  showPage(ctx, <NewClientPage {...frameOf(visit, options)} {...filled} policies={policies} />)
}

/** Such a client is a key to this server: no browser that was left alone makes one. */
function requireFresh({ isFresh }: Visit, { scope }: ClientForm): void {
  if (isFresh || !scope.split(' ').some(isOperatorScope)) return
  const rule = 'those of this server are given only right after signing in: open this form again'
  throw new DomainError('request_invalid', `scope: ${rule}`)
}

type Registered = ShownClient & { readonly client_secret?: string }

/** Sent twice, or loaded again, it is the same client, with the same secret. */
async function register(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  const [kind, once] = [field(ctx, 'kind'), field(ctx, 'once')]
  if (!isClientKind(kind)) return showPage(ctx, <ChooseKindPage {...frameOf(visit, options)} />)
  const form = formIn(ctx)
  const { value, fault } = await attempt(async () => {
    requireFresh(visit, form)
    return visit.ask<Registered>('createClient', {
      body: registrationOf(kind, form),
      headers: { 'idempotency-key': once },
    })
  })
  if (value === null) {
    ctx.status = 400
    return showForm(request, { kind, once, form, fault })
  }
  const { client_secret: secret = null, ...client } = value.body
  const setup = { issuer: options.issuer, client, secret }
  showPage(ctx, <ClientSetupPage {...frameOf(visit, options)} setup={setup} isNew mayWrite />)
}
