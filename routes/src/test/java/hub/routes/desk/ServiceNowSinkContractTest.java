package hub.routes.desk;

import hub.routes.contract.ConnectedTool;
import hub.routes.contract.SinkContract;

class ServiceNowSinkContractTest extends SinkContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedServiceNow(ConnectedServiceNow.shipped());
  }
}
