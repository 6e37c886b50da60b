/** German: what happened with an account. */

import type { English } from '../en/words.ts'

const types = {
  'account.created': 'Ihr Konto wurde erstellt',
  'account.disabled': 'Ihr Konto wurde gesperrt',
  'account.enabled': 'Ihr Konto wurde wieder freigegeben',
  'authentication.failed': 'Jemand hat sich mit einem falschen Passwort anzumelden versucht',
  'code.reused': 'Eine App wurde zu Ihrem Schutz abgemeldet',
  'consent.denied': 'Sie haben abgelehnt, worum eine App gebeten hat',
  'consent.granted': 'Sie haben einer App erlaubt, Ihr Konto zu benutzen',
  'consent.withdrawn': 'Sie haben einer App den Zugriff entzogen',
  'device.first_seen': 'Ein neues Gerät hat sich angemeldet',
  'password.changed': 'Sie haben Ihr Passwort geändert',
  'password.reset': 'Ihr Passwort wurde neu gesetzt, über einen Link an Sie',
  'password.reset_requested': 'Jemand hat ein neues Passwort angefordert',
  'refresh.reused': 'Eine App wurde zu Ihrem Schutz abgemeldet',
  'revocation.made': 'Der Betreiber hat Sitzungen Ihres Kontos beendet',
  'session.begun': 'Sie haben sich angemeldet',
  'session.binding_changed': 'Eine Sitzung wurde mit anderem Netzwerk, Browser oder Gerät benutzt',
  'session.disowned': 'Sie haben gesagt, dass eine Sitzung nicht Ihre war',
  'session.reauthenticated': 'Sie haben sich erneut angemeldet',
  'session.refused': 'Eine Anmeldung wurde abgewiesen: zu viele Geräte',
  'session.used_in_parallel': 'Eine Sitzung wurde an zwei Orten zugleich benutzt',
}

const endings = {
  logout: 'Sie haben sich abgemeldet',
  idle_timeout: 'Sie wurden abgemeldet, weil längere Zeit nichts geschehen ist',
  absolute_timeout: 'Sie wurden abgemeldet, weil die Sitzung so lange dauerte, wie sie darf',
  evicted: 'Sie wurden wegen einer neuen Anmeldung abgemeldet',
  revoked: 'Sie wurden von einem anderen Gerät aus oder durch den Betreiber abgemeldet',
  binding_mismatch: 'Sie wurden abgemeldet, weil sich Browser, Netzwerk oder Gerät änderte',
  refresh_reuse: 'Sie wurden zu Ihrem Schutz abgemeldet',
  account_disabled: 'Sie wurden abgemeldet, weil Ihr Konto gesperrt wurde',
  credential_changed: 'Sie wurden abgemeldet, weil sich Ihr Passwort geändert hat',
  upgraded: 'Ihr Besuch als Gast endete, als Sie sich angemeldet haben',
}

export const activity: English['activity'] = {
  title: 'Was geschehen ist',
  lead: 'Anmeldungen, Geräte, Apps und Passwörter Ihres Kontos, das Neueste zuerst.',
  note: 'Wenn etwas davon nicht von Ihnen war, ändern Sie Ihr Passwort: Das meldet jedes andere Gerät ab.',
  list: 'Einträge',
  pages: 'Weitere Einträge',
  newest: 'Zurück zu den neuesten',
  older: 'Ältere Einträge',
  when: 'Wann',
  device: 'Gerät',
  network: 'Netzwerk',
  app: 'App',
  none: 'Noch nichts. Sobald Sie sich anmelden oder etwas ändern, steht es hier.',
  types,
  endings,
}
