package hub.service.dashboard;

import hub.service.search.AuditQuery;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/// The part of an address that says which doings are to be shown.
public class AskedDeeds {

  @QueryParam("q")
  @DefaultValue("")
  String words = "";

  @QueryParam("system")
  List<String> systems = List.of();

  @QueryParam("deed")
  List<String> deeds = List.of();

  @QueryParam("actor")
  @DefaultValue("")
  String actor = "";

  @QueryParam("day")
  @DefaultValue("")
  String day = "";

  @QueryParam("page")
  @DefaultValue("0")
  String page = "0";

  AuditQuery query() {
    return AuditFilters.query(words, systems, deeds, actor, day, Filters.page(page));
  }
}
