/** German: a person's own account, and the dialog about the session. */

import type { English } from '../en/words.ts'

const sessions = {
  title: 'Wo Sie angemeldet sind',
  lead: 'Jedes Gerät und jeder Browser, der Ihr Konto benutzt.',
  note: 'Kennen Sie eines davon nicht, melden Sie es ab. Es endet sofort, mit jeder App, die darauf benutzt wurde.',
  list: 'Ihre Geräte',
  thisOne: 'Dieses Gerät',
  newDevice: 'Neues Gerät',
  deviceSince: 'Zuerst benutzt',
  offline: 'Nicht mehr angemeldet; die Apps arbeiten im Hintergrund weiter',
  network: 'Netzwerk',
  since: 'Angemeldet',
  lastSeen: 'Zuletzt benutzt',
  applications: 'Apps',
  end: 'Dort abmelden',
  endNamed: 'Dort abmelden: {device}',
  disown: 'Das war ich nicht',
  disownNamed: 'Das war ich nicht: {device}',
  endOthers: 'Überall sonst abmelden',
  keeps: 'Nur dieses Gerät bleibt angemeldet.',
  done: {
    ended: 'Erledigt: Das Gerät ist abgemeldet, und mit ihm die Apps, die darauf benutzt wurden.',
    others_ended: 'Erledigt: Sie wurden überall sonst abgemeldet.',
  },
}

const applications = {
  title: 'Apps mit Zugriff auf Ihr Konto',
  lead: 'Jede App, der Sie Ihr Konto geöffnet haben, und was sie darf.',
  note: 'Wenn Sie den Zugriff entziehen, endet er sofort und überall: auf allen Ihren Geräten und im Hintergrund.',
  list: 'Ihre Apps',
  since: 'Seit',
  may: 'Das darf {client}',
  remove: 'Zugriff entziehen',
  removeNamed: 'Zugriff entziehen: {client}',
  none: {
    title: 'Keine App hat Zugriff',
    expect:
      'Wenn Sie sich mit {brand} bei einer App anmelden und ihr erlauben, Ihr Konto zu benutzen, erscheint sie hier. Sie sehen, was sie darf, und können ihr den Zugriff jederzeit entziehen.',
  },
  done: { removed: 'Erledigt: Diese App hat keinen Zugriff mehr auf Ihr Konto.' },
}

const security = {
  title: 'Wie Sie sich anmelden',
  lead: 'Ihr Passwort, und seit wann Sie es haben.',
  note: 'Ein neues Passwort meldet Sie auf jedem anderen Gerät ab und nimmt den Apps dort ihre Rechte.',
  password: 'Passwort',
  since: 'Geändert',
  again: 'Um es zu ändern, melden Sie sich zuerst erneut an: Das ist mehr als fünf Minuten her.',
  signIn: 'Erneut anmelden',
  email: 'E-Mail-Adresse',
  current: 'Jetziges Passwort',
  wrong: 'Das ist nicht Ihr jetziges Passwort.',
  submit: 'Passwort ändern',
  done: {
    changed: 'Erledigt: Ihr Passwort ist geändert, und Sie wurden überall sonst abgemeldet.',
    disowned:
      'Erledigt: Das Gerät ist abgemeldet. Wer es benutzt hat, kennt vielleicht Ihr Passwort. Wählen Sie deshalb jetzt ein neues. Damit werden alle anderen abgemeldet.',
  },
}

const guest = {
  title: 'Sie sind als Gast hier',
  lead: 'Hier gibt es noch nichts zu sehen: Ein Gast hat kein Konto.',
  note: 'Wenn Sie sich anmelden, erfährt die App, von der Sie kommen, dass Sie es sind, und kann behalten, was Sie gesammelt haben.',
  offer: 'Haben Sie ein Konto?',
  signIn: 'Anmelden',
}

const dialog = {
  expiring: {
    title: 'Sind Sie noch da?',
    why: 'Hier ist seit einer Weile nichts geschehen. Zum Schutz Ihres Kontos endet Ihre Sitzung bald.',
    stay: 'Angemeldet bleiben',
    leave: 'Jetzt abmelden',
    failed: 'Der Server war nicht erreichbar. Versuchen Sie es noch einmal.',
  },
  ending: {
    title: 'Ihre Sitzung endet bald',
    why: 'Sie hat so lange gedauert, wie sie höchstens darf. Beenden Sie, was Sie gerade tun, und melden Sie sich dann neu an.',
    understood: 'Verstanden',
  },
  left: 'Sie werden in {left} abgemeldet.',
  ended: {
    title: 'Sie wurden abgemeldet',
    other: 'Ihre Sitzung in diesem Browser ist vorbei.',
    again: 'Erneut anmelden',
  },
}

export const account: English['account'] = {
  yours: 'Ihr Konto',
  places: {
    sessions: 'Geräte',
    applications: 'Apps',
    security: 'Sicherheit',
    activity: 'Aktivität',
  },
  sessions,
  applications,
  security,
  guest,
  dialog,
}
