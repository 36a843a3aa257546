package hub.routes.jira;

import hub.routes.contract.ConnectedTool;
import hub.routes.contract.SinkContract;

class CloudJiraSinkContractTest extends SinkContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedCloudJira();
  }
}
