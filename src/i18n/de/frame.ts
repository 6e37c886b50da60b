/** German: what stands around every page, the first page, and what went wrong. */

import type { English } from '../en/words.ts'

const home = {
  runs: {
    title: '{brand} läuft',
    lead: 'Dieser Server meldet Menschen bei Apps an, unter {issuer}.',
    links: 'Wohin es von hier aus geht',
  },
  quiet: {
    title: 'Das ist {brand}',
    lead: 'Hier melden Sie sich bei den Apps an, die Sie benutzen.',
    note: 'Auf dieser Seite gibt es nichts zu tun. Öffnen Sie die App, die Sie benutzen möchten; sie bringt Sie hierher, wenn es nötig ist.',
  },
}

const restart = 'Gehen Sie zurück zur App und beginnen Sie von vorn.'

const problems = {
  account_disabled: {
    title: 'Dieses Konto ist gesperrt',
    message: 'Zurzeit kann sich niemand damit anmelden.',
    hint: 'Fragen Sie den Betreiber dieses Servers, oder verwenden Sie ein anderes Konto.',
  },
  body_too_large: {
    title: 'Es wurde zu viel gesendet',
    message: 'Diese Seite nimmt weniger an, als gekommen ist. Es ist nichts geschehen.',
    hint: 'Gehen Sie zurück und senden Sie weniger.',
  },
  forbidden: {
    title: 'Nicht erlaubt',
    message: 'Das geht von hier aus nicht. Es ist nichts geschehen.',
    hint: restart,
  },
  interaction_expired: {
    title: 'Von hier aus geht es nicht weiter',
    message: 'Dieser Schritt ist vorbei.',
    hint: `Er wurde abgeschlossen, hat zu lange gedauert oder in einem anderen Browser begonnen. ${restart}`,
  },
  media_type_unsupported: {
    title: 'Falsche Art von Inhalt',
    message: 'Hier werden nur die Formulare dieser Seiten angenommen. Es ist nichts geschehen.',
    hint: restart,
  },
  method_not_allowed: {
    title: 'Diese Adresse kennt diese Methode nicht',
    message: 'So lässt sich diese Seite nicht aufrufen.',
    hint: restart,
  },
  request_invalid: {
    title: 'Die Anfrage ist ungültig',
    message: 'Etwas darin fehlt oder ist falsch. Es ist nichts geschehen.',
    hint: restart,
  },
  session_ended: {
    title: 'Ihre Sitzung ist beendet',
    message: 'Sie endete, während dies lief. Es ist nichts geschehen.',
    hint: restart,
  },
  too_many_pending: {
    title: 'Zu viele Anmeldungen sind offen',
    message:
      'In Ihrem Netzwerk wurden zu viele Anmeldungen begonnen und nicht beendet. Deshalb kann dort gerade keine weitere beginnen.',
    hint: 'Beenden Sie eine Anmeldung, die Sie noch offen haben, oder versuchen Sie es in einigen Minuten noch einmal. Aus einem anderen Netzwerk können Sie sich jetzt anmelden.',
  },
  sign_in_refused: {
    title: 'Sie wurden nicht angemeldet',
    message: 'Die Anmeldung wurde abgebrochen oder abgelehnt. Es wurde nichts geändert.',
    hint: 'Versuchen Sie es noch einmal. Geschieht es wieder, fragen Sie den Betreiber dieses Servers.',
  },
  sign_in_too_weak: {
    title: 'Anmelden geht hier zurzeit nicht',
    message: 'Diese Seite verlangt eine stärkere Anmeldung, als Ihr Konto sie hat.',
    hint: 'Fragen Sie den Betreiber dieses Servers, oder nehmen Sie ein anderes Konto.',
  },
  unforeseen: {
    title: 'Etwas ist schiefgegangen',
    message: 'Es liegt nicht an Ihnen. Was Sie vorher abgeschlossen hatten, ist nicht verloren.',
    hint: 'Warten Sie einen Moment und versuchen Sie es noch einmal. Geschieht es wieder, sagen Sie es dem Betreiber dieses Servers.',
  },
}

const refusals = {
  refused: {
    title: 'Diese Anfrage kommt nicht weiter',
    message: 'Die App hat um etwas gebeten, das nicht möglich ist. Es ist nichts geschehen.',
  },
  failed: {
    title: 'Etwas ist schiefgegangen',
    message: 'Es liegt weder an Ihnen noch an der App. Es ist nichts geschehen.',
  },
  invalid_client: {
    title: 'Diese App ist hier nicht bekannt',
    message:
      'Die App, die Sie hierher geschickt hat, ist bei diesem Server nicht oder nicht mehr angemeldet.',
  },
  invalid_redirect_uri: {
    title: 'Diese App nennt einen falschen Rückweg',
    message:
      'Die Adresse, zu der Sie zurückkehren sollen, ist nicht für sie hinterlegt. Deshalb bleiben Sie hier.',
  },
  hint: 'Gehen Sie zurück zur App und beginnen Sie von vorn. Geschieht es wieder, sagen Sie es denen, die die App gemacht haben.',
}

const errors = {
  titleOf: 'Fehler: {title}',
  hint: 'Was Sie tun können',
  forOperators: 'Wenn Sie um Hilfe bitten, geben Sie dies mit an',
  reason: 'Grund',
  status: 'Status',
  request: 'Anfrage',
  unavailable: {
    title: '{brand} kann gerade nicht antworten',
    message:
      'Etwas, das dafür nötig ist, ist nicht erreichbar. Was Sie vorher abgeschlossen hatten, bleibt erhalten.',
    hint: 'Warten Sie {seconds} und laden Sie diese Seite dann neu. Hilft das nicht, beginnen Sie von vorn in der App, die Sie benutzen möchten.',
  },
  notFound: {
    title: 'Hier gibt es keine Seite',
    message: 'Vielleicht ist die Adresse vertippt oder nicht mehr in Gebrauch.',
    hint: 'Gehen Sie zurück zu der App, die Sie benutzen möchten, und beginnen Sie dort von vorn.',
  },
  problems,
  refusals,
  ways: {
    signOut: 'Abmelden',
    tryAgain: 'Noch einmal versuchen',
    signIn: 'Anmelden',
    account: 'Zu Ihrem Konto',
    signedInAs: 'Sie sind als {email} angemeldet.',
    application: 'Weiter zu {client}',
    noCookies:
      'Ihr Browser hat keine Cookies gesendet. Falls Cookies für diese Website blockiert sind, erlauben Sie sie und melden Sie sich dann neu an.',
  },
}

export const frame: English['frame'] = {
  titleOf: '{title} · {brand}',
  banner: 'Entwicklungsmodus: nicht mit echten Konten verwenden',
  bannerLabel: 'Über diesen Server',
  device: { known: '{browser} unter {system}', unknown: 'Unbekanntes Gerät' },
  home,
  errors,
}
