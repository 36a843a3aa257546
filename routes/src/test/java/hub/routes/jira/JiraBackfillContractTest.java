package hub.routes.jira;

import hub.routes.contract.BackfillContract;
import hub.routes.contract.ConnectedTool;

class JiraBackfillContractTest extends BackfillContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedJira();
  }
}
