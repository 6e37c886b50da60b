/** German: the steps in which a person signs in, allows, makes room, signs out. */

import type { English } from '../en/words.ts'

const endings = {
  evicted:
    'Sie wurden abgemeldet: Es gab eine neue Anmeldung. Mit Ihrem Konto hat sich jemand an anderer Stelle angemeldet.',
  idle_timeout: 'Sie wurden abgemeldet, weil längere Zeit nichts geschehen ist.',
  absolute_timeout:
    'Sie wurden abgemeldet, weil Ihre Sitzung so lange gedauert hat, wie sie höchstens darf.',
  revoked: 'Ihre Sitzung wurde von einem anderen Gerät aus oder durch den Betreiber beendet.',
  binding_mismatch: 'Sie wurden abgemeldet, weil sich Ihr Browser oder Ihr Netzwerk geändert hat.',
  refresh_reuse:
    'Sie wurden zu Ihrem Schutz abgemeldet: Ein Schlüssel, den eine App für Sie aufbewahrt, wurde ein zweites Mal benutzt.',
  account_disabled: 'Sie wurden abgemeldet, weil Ihr Konto gesperrt wurde.',
  credential_changed:
    'Sie wurden abgemeldet, weil sich die Art Ihrer Anmeldung oder Ihr Passwort geändert hat.',
  upgraded: 'Ihr Besuch als Gast endete, als Sie sich angemeldet haben.',
}

const signIn = {
  title: 'Anmelden',
  titleAgain: 'Erneut anmelden',
  lead: '{client} möchte, dass Sie sich mit {brand} anmelden.',
  again: {
    too_old: {
      scope: '{client} bittet Sie, sich erneut anzumelden für: {scope}.',
      anything:
        'Ihre Anmeldung liegt schon etwas zurück. {client} bittet Sie, sich erneut anzumelden.',
    },
    too_weak: {
      scope: '{client} verlangt eine stärkere Anmeldung für: {scope}.',
      anything: '{client} verlangt eine stärkere Anmeldung.',
    },
  },
  note: 'Danach geht es zurück zu {client}. Ihr Passwort bekommt die App nie zu sehen.',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  submit: 'Anmelden',
  cancel: 'Abbrechen und zurück zu {client}',
  changed:
    'Sie sind angemeldet, aber etwas hat sich seitdem geändert: Ihr Netzwerk oder Ihr Browser. Bestätigen Sie, dass Sie es sind, dann geht es dort weiter, wo Sie waren.',
  errors: {
    credentials: 'E-Mail-Adresse oder Passwort ist falsch.',
    missing: 'Geben Sie Ihre E-Mail-Adresse und Ihr Passwort ein.',
    busy: 'Gerade melden sich zu viele Menschen an. Warten Sie ein paar Sekunden und versuchen Sie es dann noch einmal.',
    throttled: 'Es gab zu viele falsche Versuche. Versuchen Sie es in {wait} noch einmal.',
  },
  waiting: {
    device: 'Ein Browser, in dem Sie sich schon einmal angemeldet haben, muss nicht warten.',
    reset:
      'Ein Browser, in dem Sie sich schon einmal angemeldet haben oder ein neues Passwort wählen, muss nicht warten.',
  },
  done: {
    account_ready: 'Ihre Adresse ist bestätigt und Ihr Konto bereit. Melden Sie sich damit an.',
    password_set: 'Ihr neues Passwort gilt. Melden Sie sich damit an.',
  },
  ways: { forgot: 'Passwort vergessen?', register: 'Konto erstellen' },
}

const chooseAccount = {
  title: 'Konto auswählen',
  lead: '{client} fragt, welches Konto Sie verwenden möchten.',
  note: 'Sie bleiben hier angemeldet, bis sich jemand mit dem anderen Konto anmeldet.',
  goOn: 'Weiter als {email}',
  other: 'Anderes Konto verwenden',
  cancel: 'Abbrechen und zurück zu {client}',
}

const consent = {
  title: 'Zugriff erlauben',
  heading: '{client} bittet um Zugriff auf Ihr Konto',
  home: 'Die App gibt an, dass sie zu {host} gehört.',
  outcome: 'Wenn Sie ablehnen, bekommt {client} nichts, und Sie kehren trotzdem dorthin zurück.',
  otherAccount: 'Nicht Sie? Anderes Konto verwenden',
  scopes: 'Das wird {client} können',
  isNew: 'Neu',
  lifetime: 'Wie lange',
  away: 'Wenn Sie sich bei {brand} abmelden, endet dieser Zugriff nicht.',
  next: 'Wohin es weitergeht',
  nextPlace: 'Sie kehren zurück zu {host}',
  allow: 'Erlauben',
  deny: 'Ablehnen',
  untilSignOut: 'Bis Sie sich abmelden',
  untilRemoved: 'Bis Sie ihn entziehen, höchstens {days}, auch wenn Sie nicht da sind',
}

const scopes = {
  openid: {
    title: 'Sie wiedererkennen',
    description: 'Eine Kennung Ihres Kontos, damit die App Sie beim nächsten Mal wiedererkennt.',
  },
  profile: {
    title: 'Ihr Profil sehen',
    description: 'Ihren Namen und was Sie sonst in Ihrem Profil angegeben haben.',
  },
  email: {
    title: 'Ihre E-Mail-Adresse sehen',
    description: 'Die Adresse Ihres Kontos, und ob sie bestätigt wurde.',
  },
  phone: {
    title: 'Ihre Telefonnummer sehen',
    description: 'Die Nummer in Ihrem Profil, und ob sie bestätigt wurde.',
  },
  address: {
    title: 'Ihre Postanschrift sehen',
    description: 'Die Anschrift in Ihrem Profil, soweit Sie sie angegeben haben.',
  },
  offline_access: {
    title: 'Weiterarbeiten, wenn Sie nicht da sind',
    description: 'Die App bleibt verbunden, nachdem Sie den Browser geschlossen haben.',
  },
}

const tooMany = {
  title: 'Zu viele Geräte',
  many: {
    lead: 'Ihr Konto darf auf {limit} Geräten zugleich angemeldet sein, und alle {limit} sind in Gebrauch.',
    ask: 'Beenden Sie eines davon, um zu {client} weiterzugehen. Dieses Gerät wird sofort abgemeldet, und Sie brauchen Ihr Passwort nicht noch einmal.',
    refuse:
      'Melden Sie sich zuerst auf einem davon ab und versuchen Sie es dann hier noch einmal, um zu {client} weiterzugehen.',
  },
  one: {
    lead: 'Ihr Konto darf nur auf einem Gerät zugleich angemeldet sein, und das ist in Gebrauch.',
    ask: 'Beenden Sie es, um zu {client} weiterzugehen. Das Gerät wird sofort abgemeldet, und Sie brauchen Ihr Passwort nicht noch einmal.',
    refuse:
      'Melden Sie sich zuerst dort ab und versuchen Sie es dann hier noch einmal, um zu {client} weiterzugehen.',
  },
  which: 'Welches soll beendet werden?',
  now: 'Zurzeit angemeldet',
  network: 'Netzwerk',
  since: 'Angemeldet',
  lastSeen: 'Zuletzt benutzt',
  end: 'Dieses beenden und weiter',
  endNamed: 'Dieses beenden und weiter: {device}',
  retry: 'Noch einmal versuchen',
  cancel: 'Abbrechen und zurück zu {client}',
}

const signOut = {
  title: 'Abmelden?',
  lead: 'Ihre Sitzung in diesem Browser endet, für jede App, die sie nutzt.',
  leadFromClient:
    '{client} bittet darum, Sie abzumelden. Ihre Sitzung in diesem Browser endet, für jede App, die sie nutzt.',
  stay: 'Wenn Sie angemeldet bleiben, ändert sich nichts.',
  stayFromClient: 'Wenn Sie angemeldet bleiben, endet nur Ihre Anmeldung bei {client}.',
  yes: 'Abmelden',
  no: 'Angemeldet bleiben',
  ended: {
    title: 'Sie sind abgemeldet',
    lead: 'Ihre Sitzung in diesem Browser ist beendet.',
    note: 'Wenn auch andere dieses Gerät benutzen, schließen Sie zusätzlich den Browser.',
  },
  left: {
    title: 'Sie sind bei einer App abgemeldet',
    lead: 'Ihre Anmeldung bei {client} ist beendet.',
    note: 'Für die anderen Apps geht Ihre Sitzung in diesem Browser weiter.',
  },
  stayed: {
    title: 'Sie sind weiterhin angemeldet',
    lead: 'Nichts hat sich geändert: Ihre Sitzung in diesem Browser geht weiter.',
    note: 'Sie können diese Seite schließen oder zu der App zurückgehen, die Sie benutzt haben.',
  },
}

const formPost = {
  title: 'Es geht zurück',
  lead: 'Sie kehren zurück zu {host}.',
  leadToApp: 'Sie kehren zur App zurück.',
  note: 'Wenn nichts geschieht, drücken Sie auf „Weiter“.',
  submit: 'Weiter',
}

/** The same steps on the way to this server's own pages, which are no app to the person. */
const own = {
  lead: {
    account: 'Melden Sie sich bei Ihrem Konto an.',
    console: 'Melden Sie sich bei der Konsole an.',
  },
  again: {
    too_old:
      'Ihre Anmeldung liegt schon etwas zurück. Geben Sie Ihr Passwort erneut ein, um fortzufahren.',
    too_weak: 'Um fortzufahren, ist eine stärkere Anmeldung nötig.',
  },
  chooseAccount: 'Wählen Sie das Konto, mit dem Sie fortfahren möchten.',
  tooMany: {
    many: {
      ask: 'Beenden Sie eines davon, um fortzufahren. Dieses Gerät wird sofort abgemeldet, und Sie brauchen Ihr Passwort nicht noch einmal.',
      refuse:
        'Melden Sie sich zuerst auf einem davon ab und versuchen Sie es dann hier noch einmal.',
    },
    one: {
      ask: 'Beenden Sie es, um fortzufahren. Das Gerät wird sofort abgemeldet, und Sie brauchen Ihr Passwort nicht noch einmal.',
      refuse: 'Melden Sie sich zuerst dort ab und versuchen Sie es dann hier noch einmal.',
    },
  },
  register: 'Damit melden Sie sich hier an und bei jeder App, die ihre Nutzer hier anmeldet.',
  cancel: 'Abbrechen',
}

export const steps: English['steps'] = {
  endings,
  signIn,
  own,
  chooseAccount,
  consent,
  scopes,
  unknownScope: 'Eine Berechtigung, die bei der App so heißt.',
  tooMany,
  signOut,
  formPost,
  signedInAs: 'Angemeldet als',
}
