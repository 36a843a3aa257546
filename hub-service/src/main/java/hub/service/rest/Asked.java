package hub.service.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person asks of the hub, as the bodies of its POST requests. What an action does not need
/// may be left out.
///
/// @param actor who asks, where nobody logs in; the header `X-Hub-Actor` says it where there is no
///   body
/// @param ticket `system:key` or `system:id`
/// @param tickets the same, several
/// @param system a system's id
/// @param field a canonical field
/// @param value a canonical value
/// @param other another incident
/// @param task the number of a contact task
/// @param reached who was really reached by a contact
/// @param how by which way, such as phone
/// @param gate such as `CLOSING_NEEDS_REPORT`
/// @param reason why a contact is waived, a gate overridden or an incident erased
/// @param letters dead letters, by their ids
/// @param since an instant or a date from which tickets are read
public record Asked(
    @Nullable String actor,
    @Nullable String ticket,
    @Nullable List<String> tickets,
    @Nullable String system,
    @Nullable String field,
    @Nullable String value,
    @Nullable String other,
    @Nullable String task,
    @Nullable String reached,
    @Nullable String how,
    @Nullable String gate,
    @Nullable String reason,
    @Nullable String since,
    @Nullable List<String> letters) {

  static final Asked NOTHING =
      new Asked(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
}
