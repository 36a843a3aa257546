package hub.routes.clearquest;

import hub.routes.contract.BackfillContract;
import hub.routes.contract.ConnectedTool;

class ClearQuestBackfillContractTest extends BackfillContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedClearQuest();
  }
}
