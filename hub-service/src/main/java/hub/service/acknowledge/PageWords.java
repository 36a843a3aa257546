package hub.service.acknowledge;

import hub.service.contact.People.Language;

/// The words of the page behind a contact mail's link.
public record PageWords(
    String title,
    String ask,
    String name,
    String button,
    String since,
    String thanks,
    String already,
    String expired,
    String nameMissing) {

  static PageWords of(Language language) {
    return switch (language) {
      case DA ->
          new PageWords(
              "Kontakt om incident",
              "Bekræft, at du har modtaget beskeden og tager dig af sagen.",
              "Dit navn",
              "Jeg har modtaget beskeden",
              "Kontakt søgt",
              "Tak. Kontakten er registreret.",
              "Kontakten er allerede registreret.",
              "Linket er udløbet. Kontakt den nationale servicedesk.",
              "Skriv dit navn.");
      case SV ->
          new PageWords(
              "Kontakt om incident",
              "Bekräfta att du har fått meddelandet och tar hand om ärendet.",
              "Ditt namn",
              "Jag har fått meddelandet",
              "Kontakt söktes",
              "Tack. Kontakten är registrerad.",
              "Kontakten är redan registrerad.",
              "Länken har gått ut. Kontakta den nationella servicedesken.",
              "Skriv ditt namn.");
      case EN ->
          new PageWords(
              "Contact about an incident",
              "Confirm that you have got the message and take care of the case.",
              "Your name",
              "I have got the message",
              "Contact sought",
              "Thank you. The contact is recorded.",
              "The contact was recorded already.",
              "The link has expired. Please contact the national service desk.",
              "Write your name.");
    };
  }
}
