package hub.routes.desk;

import hub.routes.contract.ConnectedTool;
import hub.routes.contract.SinkContract;

class RemedySinkContractTest extends SinkContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedRemedy(ConnectedRemedy.shipped());
  }
}
