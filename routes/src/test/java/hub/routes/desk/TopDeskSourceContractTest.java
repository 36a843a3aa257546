package hub.routes.desk;

import hub.routes.contract.ConnectedTool;
import hub.routes.contract.SourceContract;

class TopDeskSourceContractTest extends SourceContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedTopDesk(ConnectedDesk.inPages(ConnectedTopDesk.shipped(), 100, 5));
  }
}
