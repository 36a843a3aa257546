package hub.simulator.clearquest;

import hub.simulator.clearquest.OslcResource.Value;
import hub.simulator.clearquest.Schema.RecordType;
import hub.simulator.http.Reply;

/// What a client discovers before it does anything: catalogs, the service description, record types
/// and their shapes; and the end of its session.
final class CatalogResources {
  private static final String CHANGE_REQUEST =
      OslcResource.NAMESPACES.get("oslc_cm") + "ChangeRequest";

  private final Database database;
  private final Sessions sessions;

  CatalogResources(Database database, Sessions sessions) {
    this.database = database;
    this.sessions = sessions;
  }

  void register(OslcRoutes routes) {
    routes
        .open("GET", "", this::catalog)
        .open("DELETE", "/session", this::logOff)
        .on("GET", "/repo/{repo}", this::repository)
        .on("GET", "/repo/{repo}/discovery", this::repository)
        .on("GET", "/repo/{repo}/db/{db}", this::serviceDescription)
        .on("GET", "/repo/{repo}/db/{db}/record-type", this::types)
        .on("GET", "/repo/{repo}/db/{db}/record-type/{type}", this::type);
  }

  private Reply catalog(OslcCall call) {
    String repository = database.schema().repository();
    if (!call.isVersion2()) {
      return xml(CatalogXml.catalog(call.base(), call.base() + "/repo/" + repository, repository));
    }
    OslcResource catalog =
        new OslcResource(call.base() + "/", "oslc:ServiceProviderCatalog")
            .with("dcterms:title", "ClearQuest schema repositories")
            .add(
                "oslc:serviceProviderCatalog",
                new Value.Inline(
                    new OslcResource(
                            call.base() + "/repo/" + repository, "oslc:ServiceProviderCatalog")
                        .with("dcterms:title", repository)
                        .with("cq:label", repository)));
    return reply(call, catalog);
  }

  private Reply logOff(OslcCall call) {
    sessions.close(call.http());
    return Reply.empty(200);
  }

  private Reply repository(OslcCall call) {
    String repository = call.http().parameter("repo");
    if (!repository.equals(database.schema().repository())) {
      throw Rejection.of(404, database.messages().text("no-database", repository));
    }
    String name = database.schema().database();
    if (!call.isVersion2()) {
      return xml(CatalogXml.catalog(call.address(), database.address(call), name));
    }
    OslcResource catalog =
        new OslcResource(call.address(), "oslc:ServiceProviderCatalog")
            .with("dcterms:title", repository)
            .add(
                "oslc:serviceProvider",
                new Value.Inline(
                    new OslcResource(database.address(call), "oslc:ServiceProvider")
                        .with("dcterms:title", name)
                        .with("cq:label", name)));
    return reply(call, catalog);
  }

  private Reply serviceDescription(OslcCall call) {
    database.requireHere(call);
    if (!call.isVersion2()) {
      boolean fullText = database.settings().has(Habit.FULL_TEXT_SEARCH);
      return xml(CatalogXml.services(database.address(call), database.schema(), fullText));
    }
    OslcResource service =
        new OslcResource("", "oslc:Service")
            .link("oslc:domain", String.valueOf(OslcResource.NAMESPACES.get("oslc_cm")));
    for (RecordType type : database.schema().types()) {
      service.add("oslc:queryCapability", new Value.Inline(queryCapability(call, type)));
      service.add("oslc:creationFactory", new Value.Inline(creationFactory(call, type)));
    }
    OslcResource provider =
        new OslcResource(database.address(call), "oslc:ServiceProvider")
            .with("dcterms:title", database.schema().database())
            .add("oslc:service", new Value.Inline(service));
    return reply(call, provider);
  }

  private OslcResource queryCapability(OslcCall call, RecordType type) {
    return new OslcResource("", "oslc:QueryCapability")
        .with("dcterms:title", type.name())
        .with("oslc:label", type.name())
        .link("oslc:queryBase", database.address(call) + "/simpleQuery/" + type.dbid())
        .link("oslc:resourceShape", shapeAddress(call, type))
        .link("oslc:resourceType", CHANGE_REQUEST);
  }

  private OslcResource creationFactory(OslcCall call, RecordType type) {
    return new OslcResource("", "oslc:CreationFactory")
        .with("dcterms:title", type.name())
        .with("oslc:label", type.name())
        .link("oslc:creation", database.address(call) + "/record")
        .link("oslc:resourceShape", shapeAddress(call, type))
        .link("oslc:resourceType", CHANGE_REQUEST);
  }

  private String shapeAddress(OslcCall call, RecordType type) {
    return database.address(call) + "/record-type/" + type.dbid();
  }

  private Reply types(OslcCall call) {
    database.requireHere(call);
    if (!call.isVersion2()) {
      return Reply.text(
          200,
          Format.ATOM.contentType(),
          CatalogXml.types(database.address(call), database.schema()));
    }
    OslcResource list = new OslcResource(call.address(), "rdf:Description");
    for (RecordType type : database.schema().types()) {
      list.add(
          "rdfs:member",
          new Value.Inline(
              new OslcResource(shapeAddress(call, type), "oslc:ResourceShape")
                  .with("dcterms:title", type.name())));
    }
    return reply(call, list);
  }

  private Reply type(OslcCall call) {
    database.requireHere(call);
    RecordType type = database.requireType(call, "type");
    return call.isVersion2()
        ? reply(call, Shape.of(type, shapeAddress(call, type)))
        : xml(CatalogXml.type(type, database.schema(), database.address(call)));
  }

  private static Reply reply(OslcCall call, OslcResource resource) {
    return call.format() == Format.JSON
        ? Reply.json(200, OslcJsonWriter.write(resource))
        : Reply.text(200, Format.RDF.contentType(), new RdfXmlWriter(false).write(resource));
  }

  private static Reply xml(String document) {
    return Reply.text(200, Format.XML.contentType(), document);
  }
}
