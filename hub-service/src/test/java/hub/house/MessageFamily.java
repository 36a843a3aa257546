package hub.house;

import hub.house.Messages.Message;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Where people meet a message, and what to do where it does not say so itself.
enum MessageFamily {
  SITE(
      "A site's directory",
      "`./hub validate` and the start tell file and line with each. Mend them all; there is no need"
          + " to start in between.",
      "Mistake"),
  START(
      "Starting",
      "The hub does not start, or its engine does not, and the log says this. What the brokers"
          + " refuse stands behind the colon: address, user, rights, certificates are explained in"
          + " [run on a Kafka cluster](../how-to/run-on-a-kafka-cluster.md). After that start it"
          + " again.",
      "BrokerStartException",
      "TopicUnavailableException",
      "TopicMismatchException",
      "difference",
      "RestorationFailedException",
      "LogUnavailableException",
      "OtherConfigurationException",
      "UnresolvedReferenceException"),
  TOLD(
      "Settings, values and arguments",
      "The message says what may stand there. It comes with where it stands: a property, an"
          + " argument of a command, a line of a file, or the request that was answered by 400."
          + " With a stack trace in the log it is a fault of the hub: report it.",
      "IllegalArgumentException"),
  COMMANDS(
      "Commands",
      "A command of `./hub` prints it and ends with another code than 0. A file that it names must"
          + " be there, whole, and readable for you.",
      "Terminal.err",
      "IOException",
      "UnusableKeyException"),
  HTTP(
      "Answers of the REST interface",
      "A problem document holds it as `detail`. 400: change the request. 403: ask for the role."
          + " 404: look at the name. 409: wait until the other has ended, or do what the sentence"
          + " says. 503: try again in a moment.",
      "Problem",
      "NotAHint",
      "NotPossibleException",
      "NotReadyException",
      "NotStartedException",
      "NobodyAnswersException",
      "AuthenticationFailedException",
      "ForbiddenException",
      "InputRefusedException"),
  TOOL_AWAY(
      "A tool does not answer",
      "The hub tries again by itself; nothing is lost. Page *Systems* shows it as dead, limited or"
          + " refusing credentials: see `ToolDead`, `ToolRateLimited` and `ToolCredentialsRefused`"
          + " in [the runbook](../how-to/runbook-alerts.md).",
      "NotNow"),
  TOOL_SILENT(
      "A write whose answer was lost",
      "It may have taken effect, so the hub waits and then looks for what it has written. Nothing"
          + " is to be done.",
      "Lost"),
  TOOL_REFUSES(
      "A tool refuses, or answers what cannot be used",
      "Page *Needs attention* shows it with the ticket. Correct the ticket, the right of the hub's"
          + " account in the tool, or the mapping in the site's directory; then press *Retry*. What"
          + " a tool answers beside its own interface is for those who run it.",
      "FieldsRefused",
      "ToolTrouble",
      "Refusal",
      "NoticeRefused",
      "NotOffered",
      "NoSuchField",
      "UnreadableAnswer",
      "AnswerTooLong",
      "ForeignLink",
      "MessagingException"),
  MAPPING(
      "Mappings",
      "The mapping of a system in the site's directory makes this of a payload. Try it with `./hub"
          + " map`, correct it, start the hub with it, and press *Retry* on page *Dead letters*.",
      "MappingProblem",
      "JqProblem",
      "JsonQueryException"),
  UNREADABLE(
      "Records that cannot be read",
      "Page *Dead letters* shows them, all else goes on. Something other than this hub, or a newer"
          + " version of it, has written there: see who may write to the topics, and"
          + " [upgrade](../how-to/upgrade.md) every instance.",
      "UnreadableRecordException",
      "TooLargeException"),
  TRUST(
      "The chain of the log",
      "`./hub verify` says it. Leave the topic as it is and go on with"
          + " [trust](trust.md#verify).",
      "ChainBreak"),
  FILES(
      "Files of the hub",
      "The path and the cause of the operating system stand beside it: let the hub's user own the"
          + " path, make room on the disk, or mend the disk.",
      "UncheckedIOException"),
  LOG(
      "Warnings and errors of the log",
      "A warning that comes once needs nobody. One that goes on has its alert in [the"
          + " runbook](../how-to/runbook-alerts.md); where there is none, report it with the lines"
          + " around it.",
      "LOG.warn",
      "LOG.error"),
  INTERNAL(
      "Internal errors",
      "These should never be seen. Keep the log, start the hub again if it has stopped, and report"
          + " it with the stack trace.",
      "IllegalStateException",
      "UnsupportedOperationException");

  private final String title;
  private final String remedy;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is
  private final Set<String> kinds;

  MessageFamily(String title, String remedy, String... kinds) {
    this.title = title;
    this.remedy = remedy;
    this.kinds = Set.of(kinds);
  }

  String title() {
    return title;
  }

  /// For messages that do not tell it themselves.
  String remedy() {
    return remedy;
  }

  /// Empty for a kind that nobody has put anywhere yet. What is thrown for a state that should not
  /// be, and yet says what to set or write, is not internal.
  static Optional<MessageFamily> of(Message message) {
    return Arrays.stream(values())
        .filter(family -> family.kinds.contains(message.kind()))
        .findFirst()
        .map(family -> family == INTERNAL && message.tellsRemedy() ? TOLD : family);
  }
}
