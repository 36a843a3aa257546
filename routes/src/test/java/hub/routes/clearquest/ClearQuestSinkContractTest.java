package hub.routes.clearquest;

import hub.routes.contract.ConnectedTool;
import hub.routes.contract.SinkContract;

class ClearQuestSinkContractTest extends SinkContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedClearQuest();
  }
}
