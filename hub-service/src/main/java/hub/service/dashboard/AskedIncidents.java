package hub.service.dashboard;

import hub.service.search.IncidentQuery;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The part of an address that says which incidents are to be shown.
public class AskedIncidents {

  @QueryParam("q")
  @DefaultValue("")
  String words = "";

  @QueryParam("system")
  List<String> systems = List.of();

  @QueryParam("priority")
  List<String> priorities = List.of();

  @QueryParam("status")
  List<String> statuses = List.of();

  @QueryParam("sync")
  @Nullable String sync;

  @QueryParam("closed")
  @DefaultValue("")
  String closed = "";

  @QueryParam("page")
  @DefaultValue("0")
  String page = "0";

  IncidentQuery query() {
    return Filters.query(
        words, systems, priorities, statuses, sync, closed.equals("yes"), Filters.page(page));
  }
}
