package hub.routes.clearquest;

import hub.routes.contract.ConnectedTool;
import hub.routes.contract.SourceContract;

class ClearQuestSourceContractTest extends SourceContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedClearQuest();
  }
}
