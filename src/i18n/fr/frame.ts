/** French: what stands around every page, the first page, and what went wrong. */

import type { English } from '../en/words.ts'

const home = {
  runs: {
    title: '{brand} est en marche',
    lead: 'Ce serveur connecte les personnes aux applications, à l’adresse {issuer}.',
    links: 'Où aller à partir d’ici',
  },
  quiet: {
    title: 'Voici {brand}',
    lead: 'Il vous connecte aux applications que vous utilisez.',
    note: 'Il n’y a rien à faire sur cette page. Ouvrez l’application que vous voulez utiliser ; elle vous amènera ici si besoin.',
  },
}

const restart = 'Revenez à l’application et recommencez.'

const problems = {
  account_disabled: {
    title: 'Ce compte est désactivé',
    message: 'Personne ne peut s’en servir pour se connecter pour le moment.',
    hint: 'Adressez-vous aux responsables de ce serveur, ou utilisez un autre compte.',
  },
  body_too_large: {
    title: 'L’envoi est trop volumineux',
    message: 'Cette page accepte moins que ce qui est arrivé. Rien n’a été fait.',
    hint: 'Revenez en arrière et envoyez moins.',
  },
  forbidden: {
    title: 'Non autorisé',
    message: 'Ce n’est pas possible d’ici. Rien n’a été fait.',
    hint: restart,
  },
  interaction_expired: {
    title: 'Vous ne pouvez pas continuer d’ici',
    message: 'Cette étape est terminée.',
    hint: `Elle a été achevée, a pris trop de temps ou a commencé dans un autre navigateur. ${restart}`,
  },
  media_type_unsupported: {
    title: 'Type de contenu incorrect',
    message: 'Seuls les formulaires de ces pages sont acceptés ici. Rien n’a été fait.',
    hint: restart,
  },
  method_not_allowed: {
    title: 'Méthode inconnue de cette adresse',
    message: 'Cette page ne peut pas être demandée de cette manière.',
    hint: restart,
  },
  request_invalid: {
    title: 'La demande n’est pas valable',
    message: 'Quelque chose y manque ou est incorrect. Rien n’a été fait.',
    hint: restart,
  },
  session_ended: {
    title: 'Votre session est terminée',
    message: 'Elle a pris fin pendant l’opération. Rien n’a été fait.',
    hint: restart,
  },
  too_many_pending: {
    title: 'Trop de connexions sont en attente',
    message:
      'Trop de connexions ont été commencées sur votre réseau sans être terminées. Pour le moment, aucune autre ne peut y commencer.',
    hint: 'Terminez une connexion déjà ouverte ou réessayez dans quelques minutes. Depuis un autre réseau, vous pouvez vous connecter maintenant.',
  },
  sign_in_refused: {
    title: 'Vous n’êtes pas connecté',
    message: 'La connexion a été annulée ou refusée ; rien n’a été fait.',
    hint: 'Réessayez. Si cela se reproduit, demandez à la personne qui gère ce serveur.',
  },
  sign_in_too_weak: {
    title: 'Vous ne pouvez pas vous connecter ici pour le moment',
    message: 'Cette page exige une connexion plus sûre que celle de votre compte.',
    hint: 'Demandez à la personne qui gère ce serveur ou utilisez un autre compte.',
  },
  unforeseen: {
    title: 'Un problème est survenu',
    message: 'Ce n’est pas votre faute. Rien de ce que vous aviez terminé auparavant n’est perdu.',
    hint: 'Attendez un instant et réessayez. Si cela se reproduit, signalez-le aux responsables de ce serveur.',
  },
}

const refusals = {
  refused: {
    title: 'Cette demande ne peut pas aboutir',
    message: 'L’application a demandé quelque chose d’impossible. Rien n’a été fait.',
  },
  failed: {
    title: 'Un problème est survenu',
    message: 'Ce n’est ni votre faute, ni celle de l’application. Rien n’a été fait.',
  },
  invalid_client: {
    title: 'Cette application n’est pas connue ici',
    message:
      'L’application qui vous envoie n’est pas enregistrée sur ce serveur, ou ne l’est plus.',
  },
  invalid_redirect_uri: {
    title: 'Cette application indique un mauvais retour',
    message:
      'L’adresse où elle veut vous ramener n’est pas enregistrée pour elle. Vous restez donc ici.',
  },
  hint: 'Revenez à l’application et recommencez. Si cela se reproduit, signalez-le à ses auteurs.',
}

const errors = {
  titleOf: 'Erreur : {title}',
  hint: 'Ce que vous pouvez faire',
  forOperators: 'Si vous demandez de l’aide, indiquez ceci',
  reason: 'Raison',
  status: 'Statut',
  request: 'Demande',
  unavailable: {
    title: '{brand} ne peut pas répondre pour le moment',
    message:
      'Un élément nécessaire est hors d’atteinte. Ce que vous aviez terminé auparavant est conservé.',
    hint: 'Attendez {seconds}, puis rechargez cette page. Si cela ne suffit pas, recommencez depuis l’application que vous voulez utiliser.',
  },
  notFound: {
    title: 'Il n’y a pas de page ici',
    message: 'L’adresse est peut-être mal saisie, ou n’est plus utilisée.',
    hint: 'Revenez à l’application que vous voulez utiliser et recommencez à partir de là.',
  },
  problems,
  refusals,
  ways: {
    signOut: 'Se déconnecter',
    tryAgain: 'Réessayer',
    signIn: 'Se connecter',
    account: 'Aller à votre compte',
    signedInAs: 'Vous êtes connecté en tant que {email}.',
    application: 'Continuer vers {client}',
    noCookies:
      'Votre navigateur n’a envoyé aucun cookie. Si les cookies sont bloqués pour ce site, autorisez-les, puis reconnectez-vous.',
  },
}

export const frame: English['frame'] = {
  titleOf: '{title} · {brand}',
  banner: 'Mode développement : à ne pas utiliser avec de vrais comptes',
  bannerLabel: 'À propos de ce serveur',
  device: { known: '{browser} sous {system}', unknown: 'Appareil inconnu' },
  home,
  errors,
}
