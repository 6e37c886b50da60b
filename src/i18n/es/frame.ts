/** Spanish: what stands around every page, the first page, and what went wrong. */

import type { English } from '../en/words.ts'

const home = {
  runs: {
    title: '{brand} está en marcha',
    lead: 'Este servidor inicia la sesión de las personas en las aplicaciones, en {issuer}.',
    links: 'Adónde ir desde aquí',
  },
  quiet: {
    title: 'Esto es {brand}',
    lead: 'Aquí inicias sesión en las aplicaciones que usas.',
    note: 'En esta página no hay nada que hacer. Abre la aplicación que quieres usar y ella te traerá aquí cuando haga falta.',
  },
}

const restart = 'Vuelve a la aplicación y empieza de nuevo.'

const problems = {
  account_disabled: {
    title: 'Esta cuenta está desactivada',
    message: 'Por ahora nadie puede iniciar sesión con ella.',
    hint: 'Pregunta a quien administra este servidor, o usa otra cuenta.',
  },
  body_too_large: {
    title: 'Se envió demasiado',
    message: 'Esta página acepta menos de lo que llegó. No se ha hecho nada.',
    hint: 'Vuelve atrás y envía menos.',
  },
  forbidden: {
    title: 'No permitido',
    message: 'Esto no se puede hacer desde aquí. No se ha hecho nada.',
    hint: restart,
  },
  interaction_expired: {
    title: 'No puedes seguir desde aquí',
    message: 'Este paso ha terminado.',
    hint: `Se completó, tardó demasiado o empezó en otro navegador. ${restart}`,
  },
  media_type_unsupported: {
    title: 'Tipo de contenido incorrecto',
    message: 'Aquí solo se aceptan los formularios de estas páginas. No se ha hecho nada.',
    hint: restart,
  },
  method_not_allowed: {
    title: 'Esta dirección no admite ese método',
    message: 'Esta página no se puede pedir de esa manera.',
    hint: restart,
  },
  request_invalid: {
    title: 'La petición no es válida',
    message: 'Falta algo en ella o hay algo incorrecto. No se ha hecho nada.',
    hint: restart,
  },
  session_ended: {
    title: 'Tu sesión ha terminado',
    message: 'Terminó mientras esto estaba en curso. No se ha hecho nada.',
    hint: restart,
  },
  too_many_pending: {
    title: 'Hay demasiados inicios de sesión pendientes',
    message:
      'En tu red se empezaron demasiados inicios de sesión que no se terminaron, así que por ahora no puede empezar otro.',
    hint: 'Termina un inicio de sesión que tengas abierto o vuelve a intentarlo en unos minutos. Desde otra red puedes iniciar sesión ahora.',
  },
  sign_in_refused: {
    title: 'No se inició sesión',
    message: 'El inicio de sesión se canceló o se rechazó, y no se hizo nada.',
    hint: 'Inténtalo de nuevo. Si vuelve a ocurrir, pregunta a quien administra este servidor.',
  },
  sign_in_too_weak: {
    title: 'Por ahora no puedes iniciar sesión aquí',
    message: 'Esta página exige un inicio de sesión más seguro que el de tu cuenta.',
    hint: 'Pregunta a quien administra este servidor o usa otra cuenta.',
  },
  unforeseen: {
    title: 'Algo ha fallado',
    message: 'No es culpa tuya. No se ha perdido nada de lo que habías terminado antes.',
    hint: 'Espera un momento e inténtalo de nuevo. Si vuelve a ocurrir, avisa a quien administra este servidor.',
  },
}

const refusals = {
  refused: {
    title: 'Esta petición no puede seguir',
    message: 'La aplicación pidió algo que no es posible. No se ha hecho nada.',
  },
  failed: {
    title: 'Algo ha fallado',
    message: 'No es culpa tuya ni de la aplicación. No se ha hecho nada.',
  },
  invalid_client: {
    title: 'Esta aplicación no se conoce aquí',
    message: 'La aplicación que te envió no está registrada en este servidor, o ya no lo está.',
  },
  invalid_redirect_uri: {
    title: 'Esta aplicación dio un camino de vuelta incorrecto',
    message:
      'La dirección a la que quiere que vuelvas no está registrada para ella, así que te quedas aquí.',
  },
  hint: 'Vuelve a la aplicación y empieza de nuevo. Si vuelve a ocurrir, avisa a quienes la hacen.',
}

const errors = {
  titleOf: 'Error: {title}',
  hint: 'Qué puedes hacer',
  forOperators: 'Si pides ayuda, indica también esto',
  reason: 'Motivo',
  status: 'Estado',
  request: 'Petición',
  unavailable: {
    title: '{brand} no puede responder ahora mismo',
    message:
      'Algo de lo que depende está fuera de alcance. Lo que habías terminado antes se conserva.',
    hint: 'Espera {seconds} y vuelve a cargar esta página. Si no sirve, empieza de nuevo desde la aplicación que quieres usar.',
  },
  notFound: {
    title: 'Aquí no hay ninguna página',
    message: 'Puede que la dirección esté mal escrita o ya no se use.',
    hint: 'Vuelve a la aplicación que quieres usar y empieza de nuevo desde allí.',
  },
  problems,
  refusals,
  ways: {
    signOut: 'Cerrar sesión',
    tryAgain: 'Intentar de nuevo',
    signIn: 'Iniciar sesión',
    account: 'Ir a tu cuenta',
    signedInAs: 'Has iniciado sesión como {email}.',
    application: 'Continuar a {client}',
    noCookies:
      'Tu navegador no envió ninguna cookie. Si las cookies están bloqueadas en este sitio, permítelas y vuelve a iniciar sesión.',
  },
}

export const frame: English['frame'] = {
  titleOf: '{title} · {brand}',
  banner: 'Modo de desarrollo: no usar con cuentas reales',
  bannerLabel: 'Sobre este servidor',
  device: { known: '{browser} en {system}', unknown: 'Dispositivo desconocido' },
  home,
  errors,
}
