package hub.simulator.jira;

import org.jspecify.annotations.Nullable;

/// What the outside is told when an issue has changed: the name of the webhook event, the older
/// name of what people did, and what belongs to it.
record IssueEvent(
    String webhookEvent,
    @Nullable String eventType,
    Issue issue,
    JiraSite.User actor,
    Issue.@Nullable Change change,
    Issue.@Nullable Comment comment) {}
