package hub.connector.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// An issue that a search has shown with all its fields, so that it need not be asked for again.
///
/// @param issue as GET issue would show it, texts not yet plain; comments may be missing
/// @param began when the search was asked
record ListedIssue(ObjectNode issue, Instant began) {}
