package hub.connector.mail;

import hub.ticket.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// How a site's mail is set up: the properties of the Kamelets, in the connector's words.
///
/// A bean of the Kamelets: each property there has its setter here.
public final class MailSite {

  private String system = "mail";
  private String address = "";
  private String secret = "";
  private String desks = "";
  private String language = "da";
  private String authServer = "";
  private int mostMails = 5;
  private int mostNew = 20;
  private int mostPerHour = 20;
  private String handledFolder = "Handled";
  private String asideFolder = "Set-aside";
  private Set<Field> tells = Set.of(Field.CASE_NUMBER, Field.STATUS);

  public void setSystem(String system) {
    this.system = system;
  }

  String system() {
    return system;
  }

  public void setAddress(String address) {
    this.address = address.strip();
  }

  String address() {
    return address;
  }

  public void setSecret(String secret) {
    this.secret = secret;
  }

  ThreadNames names() {
    return new ThreadNames(address, secret);
  }

  public void setDesks(String desks) {
    this.desks = desks;
  }

  /// Only once all is set: a desk without a language has that of the site.
  Desks desks() {
    return Desks.of(desks, language);
  }

  public void setLanguage(String language) {
    this.language = language;
  }

  MailWords words() {
    return MailWords.in(language);
  }

  /// The name under which the site's own mail server records that it has checked a sender; empty to
  /// take every sender's word.
  public void setAuthServer(String authServer) {
    this.authServer = authServer;
  }

  String authServer() {
    return authServer;
  }

  /// Mails of one sender in one conversation within ten minutes.
  public void setMostMails(int mostMails) {
    this.mostMails = mostMails;
  }

  int mostMails() {
    return mostMails;
  }

  /// New conversations of one sender within an hour.
  public void setMostNew(int mostNew) {
    this.mostNew = mostNew;
  }

  int mostNew() {
    return mostNew;
  }

  /// Mails to one conversation within an hour.
  public void setMostPerHour(int mostPerHour) {
    this.mostPerHour = mostPerHour;
  }

  int mostPerHour() {
    return mostPerHour;
  }

  public void setHandledFolder(String handledFolder) {
    this.handledFolder = handledFolder;
  }

  String handledFolder() {
    return handledFolder;
  }

  public void setAsideFolder(String asideFolder) {
    this.asideFolder = asideFolder;
  }

  String asideFolder() {
    return asideFolder;
  }

  /// Canonical fields whose change is worth a mail, separated by commas.
  public void setTells(String names) {
    this.tells =
        Arrays.stream(names.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(Field::new)
            .collect(Collectors.toUnmodifiableSet());
  }

  Set<Field> tells() {
    return tells;
  }
}
