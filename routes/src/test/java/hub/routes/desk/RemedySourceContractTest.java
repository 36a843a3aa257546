package hub.routes.desk;

import hub.routes.contract.ConnectedTool;
import hub.routes.contract.SourceContract;

class RemedySourceContractTest extends SourceContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedRemedy(ConnectedDesk.inPages(ConnectedRemedy.shipped(), 100, 5));
  }
}
