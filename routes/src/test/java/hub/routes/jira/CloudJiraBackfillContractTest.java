package hub.routes.jira;

import hub.routes.contract.BackfillContract;
import hub.routes.contract.ConnectedTool;

class CloudJiraBackfillContractTest extends BackfillContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedCloudJira();
  }
}
