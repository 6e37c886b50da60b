/** Settings that are good alone and not beside another. No message repeats a value. */

type Together = {
  readonly PORT: number
  readonly PARLEY_DEMO_PORT: number
  readonly PARLEY_MAIL_URL: string | null
  readonly PARLEY_MAIL_FROM: string | null
  readonly PARLEY_AUDIT_MONTHS: number | null
  readonly PARLEY_AUDIT_ARCHIVE: string | null
  readonly PARLEY_REGISTRATION: 'open' | 'closed'
}

/** The setting and what is wrong with it; null where they agree. */
export function conflictIn(
  mode: 'production' | 'development',
  settings: Together,
): readonly [name: string, sentence: string] | null {
  if (settings.PARLEY_DEMO_PORT === settings.PORT) {
    return ['PARLEY_DEMO_PORT', 'must differ from PORT.']
  }
  if (settings.PARLEY_AUDIT_ARCHIVE !== null && settings.PARLEY_AUDIT_MONTHS === null) {
    return ['PARLEY_AUDIT_ARCHIVE', 'needs PARLEY_AUDIT_MONTHS: otherwise no month goes.']
  }
  return mailConflictIn(mode, settings)
}

function mailConflictIn(
  mode: 'production' | 'development',
  settings: Together,
): readonly [name: string, sentence: string] | null {
  const { PARLEY_MAIL_URL: url, PARLEY_MAIL_FROM: from, PARLEY_REGISTRATION: open } = settings
  if (url !== null && from === null) return ['PARLEY_MAIL_FROM', 'is needed with PARLEY_MAIL_URL.']
  if (url === null && from !== null) return ['PARLEY_MAIL_URL', 'is needed with PARLEY_MAIL_FROM.']
  if (mode === 'production' && open === 'open' && url === null) {
    return [
      'PARLEY_REGISTRATION',
      'needs PARLEY_MAIL_URL unless it is closed: addresses are confirmed by mail.',
    ]
  }
  return null
}
