import { baseLanguage } from '../templates/language.js';
import type { ConsentEvent } from './record.js';
import type { TopicCatalog } from './topics.js';

interface Confirmations {
  readonly stopped: string;
  /** `{{topic}}` is what people call the alert. */
  readonly topicStopped: string;
  readonly started: string;
  /** Follows `started`, if subscriptions were taken up again. */
  readonly topicsStarted: string;
}

/** A person can have hundreds of alerts. */
const mostNamed = 10;

/** What a person who writes STOP or START is answered, by language. */
const confirmations: Readonly<Record<string, Confirmations>> = {
  en: {
    stopped: 'You will get no more messages from us, except answers to what you write. Write START to get them again.',
    topicStopped:
      'You will get no more messages about {{topic}}. Write STOP once more to get no messages from us at all, or START to take it back.',
    started: 'You will get our messages again. Write STOP to end them.',
    topicsStarted: 'Your alerts are on again: {{topics}}.',
  },
  af: {
    stopped:
      'Jy kry geen boodskappe meer van ons nie, net antwoorde op wat jy skryf. Skryf START om hulle weer te kry.',
    topicStopped:
      'Jy kry geen boodskappe meer oor {{topic}} nie. Skryf weer STOP om hoegenaamd geen boodskappe van ons te kry nie, of START om dit ongedaan te maak.',
    started: 'Jy sal weer ons boodskappe kry. Skryf STOP om hulle te stop.',
    topicsStarted: 'Jou kennisgewings is weer aan: {{topics}}.',
  },
  de: {
    stopped:
      'Sie erhalten keine Nachrichten mehr von uns, nur noch Antworten auf das, was Sie schreiben. Mit START erhalten Sie sie wieder.',
    topicStopped:
      'Sie erhalten keine Nachrichten mehr zu {{topic}}. Schreiben Sie noch einmal STOP, um gar keine Nachrichten mehr zu erhalten, oder START, um es zurückzunehmen.',
    started: 'Sie erhalten unsere Nachrichten wieder. Mit STOP beenden Sie sie.',
    topicsStarted: 'Diese Benachrichtigungen sind wieder an: {{topics}}.',
  },
  es: {
    stopped:
      'No recibirá más mensajes nuestros, salvo respuestas a lo que escriba. Escriba START para volver a recibirlos.',
    topicStopped:
      'No recibirá más mensajes sobre {{topic}}. Escriba STOP otra vez para no recibir ningún mensaje nuestro, o START para deshacerlo.',
    started: 'Volverá a recibir nuestros mensajes. Escriba STOP para dejar de recibirlos.',
    topicsStarted: 'Sus avisos están activos de nuevo: {{topics}}.',
  },
  fr: {
    stopped:
      'Vous ne recevrez plus de messages de notre part, sauf les réponses à ce que vous écrivez. Écrivez START pour les recevoir à nouveau.',
    topicStopped:
      'Vous ne recevrez plus de messages sur {{topic}}. Écrivez STOP encore une fois pour ne plus recevoir aucun message, ou START pour annuler.',
    started: 'Vous recevrez à nouveau nos messages. Écrivez STOP pour y mettre fin.',
    topicsStarted: 'Vos alertes sont à nouveau actives : {{topics}}.',
  },
  nl: {
    stopped:
      'U ontvangt geen berichten meer van ons, alleen antwoorden op wat u schrijft. Schrijf START om weer berichten te ontvangen.',
    topicStopped:
      'U ontvangt geen berichten meer over {{topic}}. Schrijf nog een keer STOP om helemaal geen berichten meer te ontvangen, of START om dit terug te draaien.',
    started: 'U ontvangt onze berichten weer. Schrijf STOP om ze stop te zetten.',
    topicsStarted: 'Uw meldingen staan weer aan: {{topics}}.',
  },
  pt: {
    stopped:
      'Você não receberá mais mensagens nossas, exceto respostas ao que escrever. Escreva START para voltar a recebê-las.',
    topicStopped:
      'Você não receberá mais mensagens sobre {{topic}}. Escreva STOP mais uma vez para não receber nenhuma mensagem nossa, ou START para desfazer.',
    started: 'Você voltará a receber nossas mensagens. Escreva STOP para deixar de recebê-las.',
    topicsStarted: 'Seus avisos estão ativos de novo: {{topics}}.',
  },
  zu: {
    stopped:
      'Ngeke usathola imilayezo evela kithi, ngaphandle kwezimpendulo zalokho okubhalayo. Bhala START ukuze uphinde uyithole.',
    topicStopped:
      'Ngeke usathola imilayezo mayelana ne-{{topic}}. Phinda ubhale STOP ukuze ungatholi milayezo evela kithi, noma START ukuze ukuhoxise lokho.',
    started: 'Uzophinde uthole imilayezo yethu. Bhala STOP ukuze uyimise.',
    topicsStarted: 'Izaziso zakho zivuliwe futhi: {{topics}}.',
  },
};

/**
 * The answer to a STOP or START that changed something, in the language of the word if it has one of its own, or else in
 * the topics' default language. `undefined` if nothing has changed: it was confirmed before.
 */
export function confirmationOf(
  events: readonly ConsentEvent[],
  topics: TopicCatalog,
  language = topics.defaultLanguage,
): string | undefined {
  const texts = confirmations[baseLanguage(language)] ?? confirmations.en;
  const [first] = events;
  if (!texts || !first) return undefined;
  const titles = events.flatMap(({ topic }) => (topic === undefined ? [] : [topics.titleOf(topic, language)]));
  switch (first.change) {
    case 'stopped':
      return texts.stopped;
    case 'signed-off':
      return texts.topicStopped.replaceAll('{{topic}}', () => titles[0] ?? '');
    case 'started': {
      const list = titles.length > mostNamed ? `${titles.slice(0, mostNamed).join(', ')}, …` : titles.join(', ');
      return list === '' ? texts.started : `${texts.started} ${texts.topicsStarted.replace('{{topics}}', () => list)}`;
    }
    default:
      return undefined;
  }
}
