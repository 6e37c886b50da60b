/** French: what happened with an account. */

import type { English } from '../en/words.ts'

const types = {
  'account.created': 'Votre compte a été créé',
  'account.disabled': 'Votre compte a été désactivé',
  'account.enabled': 'Votre compte a été réactivé',
  'authentication.failed': 'Quelqu’un a essayé de se connecter avec un mauvais mot de passe',
  'code.reused': 'Une application a été déconnectée par sécurité',
  'consent.denied': 'Vous avez refusé la demande d’une application',
  'consent.granted': 'Vous avez autorisé une application à utiliser votre compte',
  'consent.withdrawn': 'Vous avez retiré l’accès à une application',
  'device.first_seen': 'Un nouvel appareil s’est connecté',
  'password.changed': 'Vous avez changé votre mot de passe',
  'password.reset': 'Votre mot de passe a été redéfini par un lien qui vous a été envoyé',
  'password.reset_requested': 'Quelqu’un a demandé un nouveau mot de passe',
  'refresh.reused': 'Une application a été déconnectée par sécurité',
  'revocation.made': 'Un opérateur a fermé des sessions de votre compte',
  'session.begun': 'Vous vous êtes connecté',
  'session.binding_changed':
    'Une session a été utilisée depuis un autre réseau, navigateur ou appareil',
  'session.disowned': 'Vous avez indiqué qu’une session n’était pas la vôtre',
  'session.reauthenticated': 'Vous vous êtes reconnecté',
  'session.refused': 'Une connexion a été refusée : trop d’appareils',
  'session.used_in_parallel': 'Une session a été utilisée à deux endroits à la fois',
}

const endings = {
  logout: 'Vous vous êtes déconnecté',
  idle_timeout: 'Vous avez été déconnecté après un temps sans activité',
  absolute_timeout: 'Vous avez été déconnecté parce que la session avait atteint sa durée maximale',
  evicted: 'Vous avez été déconnecté à cause d’une nouvelle connexion',
  revoked: 'Vous avez été déconnecté depuis un autre appareil ou par un opérateur',
  binding_mismatch:
    'Vous avez été déconnecté parce que le navigateur, le réseau ou l’appareil a changé',
  refresh_reuse: 'Vous avez été déconnecté par sécurité',
  account_disabled: 'Vous avez été déconnecté parce que votre compte a été désactivé',
  credential_changed: 'Vous avez été déconnecté parce que votre mot de passe a changé',
  upgraded: 'Votre visite en tant qu’invité a pris fin lorsque vous vous êtes connecté',
}

export const activity: English['activity'] = {
  title: 'Ce qui s’est passé',
  lead: 'Connexions, appareils, applications et mots de passe de votre compte, du plus récent au plus ancien.',
  note: 'Si quelque chose ne venait pas de vous, changez de mot de passe : cela déconnecte tous les autres appareils.',
  list: 'Événements',
  pages: 'Autres événements',
  newest: 'Revenir aux plus récents',
  older: 'Événements plus anciens',
  when: 'Quand',
  device: 'Appareil',
  network: 'Réseau',
  app: 'Application',
  none: 'Rien pour l’instant. Dès que vous vous connectez ou changez quelque chose, cela apparaît ici.',
  types,
  endings,
}
