package hub.simulator.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;

/// Issues with the expansions that a request asks for.
final class IssuePresentation {
  private final JiraSite site;
  private final IssueStore store;
  private final IssueDesk desk;

  IssuePresentation(JiraSite site, IssueStore store, IssueDesk desk) {
    this.site = site;
    this.store = store;
    this.desk = desk;
  }

  ObjectNode expanded(
      JiraCall call, Issue issue, Predicate<FieldDefinition> fields, List<String> expand) {
    IssueJson json = json(call);
    MetaJson meta = new MetaJson(site, call.addresses());
    ObjectNode result = json.issue(issue, fields);
    if (expand.contains("names")) {
      names(result.putObject("names"), fields);
    }
    if (expand.contains("schema")) {
      schema(result.putObject("schema"), fields);
    }
    if (expand.contains("transitions")) {
      result.set("transitions", meta.transitions(issue, expand.contains("transitions.fields")));
    }
    if (expand.contains("editmeta")) {
      result.set("editmeta", meta.editmeta(desk.screenFields()));
    }
    if (expand.contains("changelog")) {
      result.set("changelog", json.changelog(issue));
    }
    return result;
  }

  void names(ObjectNode names, Predicate<FieldDefinition> fields) {
    site.fields().filter(fields).forEach(field -> names.put(field.id(), field.name()));
  }

  void schema(ObjectNode schema, Predicate<FieldDefinition> fields) {
    site.fields()
        .filter(fields)
        .forEach(field -> schema.set(field.id(), field.kind().schema(field)));
  }

  IssueJson json(JiraCall call) {
    return new IssueJson(site, store, call.addresses());
  }
}
