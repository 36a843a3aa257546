package hub.service.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./hub replay`: asks the running hub to fold its log from the first event on.
@Command(
    name = "replay",
    description = "Folds hub.events from offset 0 and prints the state hash beside the live one.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private HubAddress hub = new HubAddress();

  @Override
  public Integer call() throws InterruptedException {
    var answer = hub.get("/api/replay");
    if (!answer.isGood()) {
      Terminal.err(spec).println(answer.trouble());
      return HubCommandLine.MISTAKES;
    }
    var comparison = answer.body();
    var isSame = comparison.path("isSame").asBoolean();
    Terminal.out(spec)
        .printf(
            "events  %d%nentries %d%nlive    %s%nfolded  %s%n%s%n",
            comparison.path("events").asLong(),
            comparison.path("entries").asLong(),
            comparison.path("live").asText(),
            comparison.path("folded").asText(),
            isSame ? "The log gives the live state." : "The log does not give the live state.");
    return isSame ? HubCommandLine.FINE : HubCommandLine.MISTAKES;
  }
}
