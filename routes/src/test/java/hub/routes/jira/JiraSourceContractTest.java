package hub.routes.jira;

import hub.routes.contract.ConnectedTool;
import hub.routes.contract.SourceContract;

class JiraSourceContractTest extends SourceContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedJira();
  }
}
