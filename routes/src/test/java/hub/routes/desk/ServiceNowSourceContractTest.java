package hub.routes.desk;

import hub.routes.contract.ConnectedTool;
import hub.routes.contract.SourceContract;

class ServiceNowSourceContractTest extends SourceContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedServiceNow(ConnectedDesk.inPages(ConnectedServiceNow.shipped(), 100, 5));
  }
}
