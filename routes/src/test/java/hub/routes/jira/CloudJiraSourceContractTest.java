package hub.routes.jira;

import hub.routes.contract.ConnectedTool;
import hub.routes.contract.SourceContract;

class CloudJiraSourceContractTest extends SourceContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedCloudJira();
  }
}
