package hub.routes.desk;

import hub.routes.contract.ConnectedTool;
import hub.routes.contract.SinkContract;

class TopDeskSinkContractTest extends SinkContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedTopDesk(ConnectedTopDesk.shipped());
  }
}
