package hub.space;

import static java.util.Objects.requireNonNull;

import hub.config.ContactsConfig;
import hub.config.ContactsConfig.FirstConnection;
import hub.config.ContactsConfig.ToldBy;
import hub.contact.Contact;
import hub.contact.ContactMatrix;
import hub.contact.ContactStep;
import hub.contact.Scope;
import hub.delivery.NoticeKind;
import hub.delivery.Recipient.DistributionList;
import hub.delivery.Recipient.RoleHolder;
import hub.incident.ContactTask;
import hub.incident.Entry.FieldValue;
import hub.incident.Incident;
import hub.incident.IncidentEvent.ContactEscalated;
import hub.incident.IncidentEvent.ContactReminded;
import hub.incident.IncidentEvent.ContactTaskOpened;
import hub.incident.IncidentEvent.NoteOwed;
import hub.incident.IncidentEvent.TimerSet;
import hub.incident.IncidentId;
import hub.incident.Notice;
import hub.incident.Shadow;
import hub.incident.SpaceView;
import hub.incident.Story;
import hub.reconciliation.GateKeeper;
import hub.ticket.ExternalSystem;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Priority;
import hub.ticket.Role;
import hub.ticket.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a priority obliges the hub to (steps 3, 5a, 5b and 6): whom it contacts about a P1 or P2,
/// reminds and asks next, and who is told of a change.
///
/// It compares the state before an input with the state after, so that it does not matter by which
/// way a priority has changed.
final class Contacts {

  static final String TIMER = "contact/";

  static final Field PREVIOUS_PRIORITY = new Field("previousPriority");
  static final Field CHANGED_BY = new Field("changedBy");
  static final Field CHANGED_IN = new Field("changedIn");
  static final Field CHANGED_AT = new Field("changedAt");
  static final Field TASK = new Field("task");
  static final Field ROLE = new Field("role");
  static final Field RULE = new Field("rule");
  static final Field BASIS = new Field("basis");

  private static final Pattern PURPOSE =
      Pattern.compile("contact/(?<task>\\d{1,18})/(?<attempt>\\d{1,9})");
  private static final String OLD =
      " It was so before the hub first looked into the tool, so nobody is mailed.";

  private static final Pattern TIMER_ID =
      Pattern.compile("contact/(?<incident>I-\\d{1,18})/(?<task>\\d{1,18})/(?<attempt>\\d{1,9})");

  private final Story story;
  private final Notices notices;

  Contacts(Story story) {
    this.story = story;
    this.notices = new Notices(story);
  }

  /// Does what follows from an incident's priority, if that has changed.
  void follow(SpaceView before, IncidentId id) {
    var config = story.config().contacts();
    var incident = story.view().incident(id).filter(Incident::isOpen);
    if (config == null || incident.isEmpty() || !incident.get().id().equals(id)) {
      return;
    }
    var now = incident.get();
    var known = before.get(Incident.key(id), Incident.class).orElse(null);
    var previous = known == null ? null : known.fields().get(Field.PRIORITY);
    var current = now.fields().get(Field.PRIORITY);
    if (current == null || current.value().isEmpty() || isOver(now)) {
      return;
    }
    if (previous == null || !previous.value().equals(current.value())) {
      changed(now, previous, current, config);
    } else if (known != null && GateKeeper.isSevere(now)) {
      scopeChanged(now, known, config);
    }
    if (known != null && isOver(known) && GateKeeper.isSevere(now)) {
      reopened(now, config);
    }
  }

  private void changed(
      Incident incident, @Nullable FieldValue previous, FieldValue current, ContactsConfig config) {
    var isFirst = previous == null || previous.value().isEmpty();
    var isNews = !wasThereBefore(story, current);
    if (isNews && !isFirst && !isOfNationalDesk(current, config)) {
      informNationalDesk(incident, requireNonNull(previous), current, config.nationalDeskToldBy());
    }
    var level = Priority.valueOf(current.value());
    if (!GateKeeper.isSevere(current.value())) {
      return;
    }
    if (isFirst || level.isMoreSevereThan(Priority.valueOf(requireNonNull(previous).value()))) {
      var step = isFirst ? ContactStep.RECEIVED : step(incident, current, config);
      var contact = contact(step, scope(incident, config), config);
      contact.roles().forEach(role -> open(incident, level, role, contact, isNews));
    }
    if (isNews) {
      informStakeholders(incident, level, config);
    }
  }

  /// Whether a tool held the value when the hub looked into it for the first time. The first look
  /// into a tool full of old tickets is no reason to wake anybody.
  static boolean wasThereBefore(Story story, FieldValue value) {
    return wasThereBefore(story, value.ticket().system(), value.claimedAt());
  }

  /// Whether something is older than the hub's first look into its tool.
  static boolean wasThereBefore(Story story, String system, Instant at) {
    var config = story.config().contacts();
    var connectedAt = story.view().system(system).connectedAt();
    return config != null
        && config.atFirstConnection() == FirstConnection.SHOW
        && connectedAt != null
        // Tools tell whole seconds.
        && at.isBefore(connectedAt.truncatedTo(ChronoUnit.SECONDS));
  }

  /// It was over when it was first seen, and is not over after all.
  private void reopened(Incident incident, ContactsConfig config) {
    var level = Priority.valueOf(incident.value(Field.PRIORITY));
    var isContacted =
        story.view().contactTasks(incident.id()).stream()
            .anyMatch(task -> !level.isMoreSevereThan(task.level()));
    if (!isContacted) {
      var contact = contact(ContactStep.RECEIVED, scope(incident, config), config);
      contact.roles().forEach(role -> open(incident, level, role, contact, true));
      informStakeholders(incident, level, config);
    }
  }

  /// It has turned out to be FMK's, or not to be: roles that were not contacted yet are.
  private void scopeChanged(Incident incident, Incident known, ContactsConfig config) {
    var scope = scope(incident, config);
    if (scope == scope(known, config)) {
      return;
    }
    var level = Priority.valueOf(incident.value(Field.PRIORITY));
    var contact = contact(ContactStep.RECEIVED, scope, config);
    var contacted =
        story.view().contactTasks(incident.id()).stream()
            .filter(task -> task.level() == level)
            .flatMap(task -> task.contacted().stream())
            .collect(Collectors.toSet());
    var isNews =
        Stream.of(config.fmk().keySet(), config.both().keySet(), Set.of(Field.PRIORITY))
            .flatMap(Set::stream)
            .map(incident.fields()::get)
            .filter(Objects::nonNull)
            .anyMatch(value -> !wasThereBefore(story, value));
    contact.roles().stream()
        .filter(role -> !contacted.contains(role))
        .forEach(role -> open(incident, level, role, contact, isNews));
  }

  private Contact contact(ContactStep step, Scope scope, ContactsConfig config) {
    return new ContactMatrix(config, zone()).contact(step, scope, story.now());
  }

  private void open(Incident incident, Priority level, Role role, Contact contact, boolean isNews) {
    var number = story.nextSequence();
    story.happened(
        new ContactTaskOpened(
            incident.id(),
            number,
            level,
            role,
            contact.step().rule(),
            contact.why(story.now().atZone(zone())) + (isNews ? "" : OLD),
            story.now()));
    if (isNews) {
      var task = story.view().contactTask(incident.id(), number).orElseThrow();
      tell(incident, task, NoticeKind.CONTACT);
      setTimer(task, requireNonNull(story.config().contacts()).remindAfter());
    }
  }

  private void tell(Incident incident, ContactTask task, NoticeKind kind) {
    notices.tell(
        incident,
        "contact/%d/%d".formatted(task.number(), task.attempts()),
        kind,
        new RoleHolder(task.role()),
        kind == NoticeKind.CONTACT ? "contact" : "contact-reminder",
        Fields.of(TASK, "" + task.number())
            .with(ROLE, task.role().name())
            .with(RULE, task.ruleId())
            .with(BASIS, task.basis())
            .with(Field.PRIORITY, task.level().name()));
  }

  private void setTimer(ContactTask task, Duration wait) {
    var id = "%s%s/%d/%d".formatted(TIMER, task.incident(), task.number(), task.attempts());
    story.happened(new TimerSet(id, story.now().plus(wait)));
  }

  /// Nobody has acknowledged in time: the same role is reminded, then the next one is told (O-9).
  void overdue(String timer) {
    var parts = TIMER_ID.matcher(timer);
    var config = story.config().contacts();
    if (config == null || !parts.matches()) {
      return;
    }
    story
        .view()
        .incident(IncidentId.parse(parts.group("incident")))
        .filter(incident -> incident.isOpen() && GateKeeper.isSevere(incident))
        .filter(incident -> !isOver(incident))
        .ifPresent(incident ->
            story
                .view()
                .contactTask(incident.id(), Long.parseLong(parts.group("task")))
                .filter(ContactTask::isOpen)
                .filter(task -> task.attempts() == Integer.parseInt(parts.group("attempt")))
                .ifPresent(task -> pursue(incident, task, config)));
  }

  /// Every role is told, and reminded once.
  private void pursue(Incident incident, ContactTask task, ContactsConfig config) {
    if (!task.isReminded()) {
      story.happened(new ContactReminded(incident.id(), task.number(), story.now()));
      var told = told(task);
      tell(incident, told, NoticeKind.CONTACT_REMINDER);
      setTimer(told, config.escalateAfter());
      return;
    }
    escalate(incident, task, config);
  }

  private void escalate(Incident incident, ContactTask task, ContactsConfig config) {
    var next = Optional.ofNullable(config.next().get(task.role()));
    next.filter(role -> !task.contacted().contains(role))
        .ifPresent(role -> {
          story.happened(new ContactEscalated(incident.id(), task.number(), role, story.now()));
          var told = told(task);
          tell(incident, told, NoticeKind.CONTACT);
          setTimer(told, config.remindAfter());
        });
  }

  /// The last attempt came back: there is nobody to wait for.
  void returned(Incident incident, ContactTask task) {
    var config = story.config().contacts();
    if (config != null && GateKeeper.isSevere(incident) && !isOver(incident)) {
      escalate(incident, task, config);
    }
  }

  /// The contact that a notice is about.
  static Optional<Attempt> attempt(Notice notice) {
    var parts = PURPOSE.matcher(notice.purpose());
    return parts.matches()
        ? Optional.of(
            new Attempt(
                Long.parseLong(parts.group("task")), Integer.parseInt(parts.group("attempt"))))
        : Optional.empty();
  }

  /// @param number counts from 1
  record Attempt(long task, int number) {}

  private ContactTask told(ContactTask task) {
    return story.view().contactTask(task.incident(), task.number()).orElseThrow();
  }

  /// R5a.2, R5b.2: every change by others, once.
  private void informNationalDesk(
      Incident incident, FieldValue previous, FieldValue current, ToldBy way) {
    if (way != ToldBy.MAIL) {
      incident.members().keySet().stream()
          .filter(
              ticket -> story.config().role(ticket.system()) == ExternalSystem.Role.NATIONAL_DESK)
          .findFirst()
          .ifPresent(ticket ->
              story.happened(new NoteOwed(incident.id(), ticket, note(previous, current))));
    }
    if (way == ToldBy.NOTE) {
      return;
    }
    notices.tell(
        incident,
        "priority/" + current.sequence(),
        NoticeKind.PRIORITY_CHANGED,
        new RoleHolder(Role.NATIONAL_SERVICE_DESK),
        "priority-changed",
        Fields.of(PREVIOUS_PRIORITY, previous.value())
            .with(CHANGED_BY, current.by() == null ? "" : current.by())
            .with(CHANGED_IN, current.ticket().system())
            .with(CHANGED_AT, local(current.claimedAt())));
  }

  private String note(FieldValue previous, FieldValue current) {
    var place = current.ticket();
    return "The priority was changed from %s to %s in %s, %s (O-32)."
        .formatted(
            previous.value(),
            current.value(),
            story.view().shadow(place).map(Shadow::label).orElse(place.system()),
            local(current.claimedAt()));
  }

  /// R5b.4, O-11: once for each level.
  private void informStakeholders(Incident incident, Priority level, ContactsConfig config) {
    var lists = new ArrayList<String>();
    var scope = scope(incident, config);
    if (scope != Scope.FMK && config.stakeholders() != null) {
      lists.add(config.stakeholders());
    }
    if (scope != Scope.NSP && config.stakeholdersFmk() != null) {
      lists.add(config.stakeholdersFmk());
    }
    for (var list : List.copyOf(lists)) {
      notices.tell(
          incident,
          "stakeholders/%s/%s".formatted(level, list),
          NoticeKind.STAKEHOLDERS,
          new DistributionList(list),
          "stakeholders",
          Fields.NONE);
    }
  }

  private ContactStep step(Incident incident, FieldValue current, ContactsConfig config) {
    var assignee = incident.value(Field.ASSIGNEE);
    return switch (story.config().role(current.ticket().system())) {
      case OPERATIONS ->
          assignee.equals(Role.APPLICATION_SUPPLIER.name())
              ? ContactStep.RAISED_BY_APPLICATION_SUPPLIER
              : ContactStep.RAISED_BY_OPERATIONS;
      case SUPPLIER -> ContactStep.RAISED_BY_FMK_SUPPLIER;
      // The FMK supplier works in the national desk's tool (R4.3).
      case NATIONAL_DESK ->
          assignee.equals(Role.FMK_SUPPLIER.name()) && !isOfNationalDesk(current, config)
              ? ContactStep.RAISED_BY_FMK_SUPPLIER
              : ContactStep.RECEIVED;
      case CHANGE, LOCAL_DESK, ANNOUNCEMENTS, JOURNAL -> ContactStep.RECEIVED;
    };
  }

  /// O-32: known to be the desk's own, or else it is told.
  private boolean isOfNationalDesk(FieldValue value, ContactsConfig config) {
    var by = value.by();
    return by != null
        && config.nationalDesk().contains(by)
        && story.config().role(value.ticket().system()) == ExternalSystem.Role.NATIONAL_DESK;
  }

  static Scope scope(Incident incident, ContactsConfig config) {
    if (isAny(config.both(), incident)) {
      return Scope.BOTH;
    }
    return isAny(config.fmk(), incident) ? Scope.FMK : Scope.NSP;
  }

  private static boolean isAny(Map<Field, Set<String>> conditions, Incident incident) {
    return conditions.entrySet().stream()
        .anyMatch(condition -> condition.getValue().contains(incident.value(condition.getKey())));
  }

  /// Solved before anybody could be contacted, such as an old ticket that is seen for the first
  /// time.
  static boolean isOver(Incident incident) {
    return Status.isOver(incident.value(Field.STATUS));
  }

  private String local(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).atZone(zone()).toOffsetDateTime().toString();
  }

  private ZoneId zone() {
    return ZoneId.of(story.config().space().zone());
  }
}
