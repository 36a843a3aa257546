package hub.service.search;

import hub.incident.IncidentId;
import hub.ticket.Fields;

/// What a notice said, as the log recorded it when it became due; the folded state forgets it once
/// the notice is sent. Goes with the incident's erasure.
///
/// @param notice its id
record ToldFacts(String notice, IncidentId incident, Fields facts) {}
