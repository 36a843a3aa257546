package hub.routes.jira;

import hub.routes.contract.ConnectedTool;
import hub.routes.contract.SinkContract;

class JiraSinkContractTest extends SinkContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedJira();
  }
}
