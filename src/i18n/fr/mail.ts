/** French: the messages that are mailed, and the page that shows them in development. */

import { linkLimits } from '../../model/mailed-link.ts'
import type { English } from '../en/words.ts'

const soon = `Le lien fonctionne une fois, pendant ${linkLimits.minutes} minutes.`

const confirm = {
  subject: 'Confirmez votre adresse e-mail',
  text: `Quelqu’un, vous sans doute, a demandé un compte avec cette adresse. ${soon}`,
  link: 'Confirmer cette adresse',
}

const hasAccount = {
  subject: 'Vous avez déjà un compte',
  text: 'Quelqu’un, vous sans doute, a demandé un compte avec cette adresse. Il y en a déjà un : connectez-vous avec lui. Si vous avez oublié son mot de passe, vous pouvez en choisir un nouveau.',
  link: 'Choisir un nouveau mot de passe',
}

const reset = {
  subject: 'Choisissez un nouveau mot de passe',
  text: `Quelqu’un, vous sans doute, veut choisir un nouveau mot de passe pour votre compte. Cela vous déconnecte partout. ${soon}`,
  link: 'Choisir un nouveau mot de passe',
}

const passwordChanged = {
  subject: 'Votre mot de passe a été changé',
  text: 'Le mot de passe de votre compte a été changé le {at}. Les autres appareils ont été déconnectés.',
}

const addressChanged = {
  subject: 'Votre adresse e-mail a été changée',
  text: 'L’adresse e-mail de votre compte a été remplacée par une autre. Vous vous connectez désormais avec celle-ci, et plus aucun message n’arrive à l’ancienne.',
  closing:
    'Si vous n’avez pas demandé ce changement, prévenez aussitôt les responsables de {brand}.',
}

const newDevice = {
  subject: 'Un nouvel appareil s’est connecté à votre compte',
  text: 'Votre compte a été utilisé sur un appareil jamais vu auparavant : {device}, le {at}.',
  textFrom:
    'Votre compte a été utilisé sur un appareil jamais vu auparavant : {device}, depuis l’adresse réseau {network}, le {at}.',
  link: 'Voir où vous êtes connecté',
}

const shown = {
  title: 'Courrier',
  lead: 'Ce que ce serveur aurait envoyé, du plus récent au plus ancien.',
  note: 'Sans PARLEY_MAIL_URL, aucun message ne quitte cette machine. Ceux-ci restent en mémoire, pour cette page seule.',
  none: 'Aucun pour l’instant. Demandez un compte ou un nouveau mot de passe : le message apparaîtra ici.',
  to: 'À',
  at: 'Écrit le',
}

export const mail: English['mail'] = {
  greeting: 'Bonjour {name},',
  closing: 'Si vous n’avez rien demandé, ignorez ce message : rien ne se passera.',
  notMe:
    'Si ce n’était pas vous, choisissez maintenant un nouveau mot de passe, ce qui déconnecte tout le monde : {address}',
  sender: 'Envoyé par {brand}, {issuer}. Personne ne lit les réponses à ce message.',
  copy: 'Ou copiez cette adresse dans votre navigateur :',
  confirm,
  hasAccount,
  reset,
  passwordChanged,
  addressChanged,
  newDevice,
  shown,
}
