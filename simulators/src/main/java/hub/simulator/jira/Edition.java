package hub.simulator.jira;

/// Which Jira a site is: they differ in the version of the REST interface, in texts, users,
/// searches and webhooks.
enum Edition {
  /// REST v2: texts are wiki markup, users have names and personal access tokens.
  DATA_CENTER("/rest/api/2", "Server"),

  /// REST v3: texts are documents, users are account ids and sign in with mail address and token,
  /// and a search knows the changes of a moment ago only later.
  CLOUD("/rest/api/3", "Cloud");

  private final String root;
  private final String deploymentType;

  Edition(String root, String deploymentType) {
    this.root = root;
    this.deploymentType = deploymentType;
  }

  /// Where the interface begins, below the address of the site.
  String root() {
    return root;
  }

  /// As the server names itself.
  String deploymentType() {
    return deploymentType;
  }

  boolean isCloud() {
    return this == CLOUD;
  }
}
