package hub.service.cli;

import hub.engine.chain.ChainBreak;
import hub.engine.chain.ChainCheck;
import hub.engine.chain.Head;
import hub.engine.chain.HeadFile;
import hub.engine.chain.SignedHead;
import hub.engine.chain.UnusableKeyException;
import hub.engine.chain.VerifyingKey;
import hub.service.chain.BundleProof;
import hub.service.chain.LogProof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./hub verify`: whether the log is the one that was written. It computes the whole chain itself;
/// what it compares with, the heads and the key, comes from whoever asks.
@Command(
    name = "verify",
    description =
        "Computes the chain over hub.events anew and compares it with the heads that were"
            + " delivered.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--port", description = "Where the hub listens on this machine.")
  private int port = 8080;

  @Option(names = "--data", description = "Data directory of a hub that does not run.")
  private @Nullable Path data;

  @Option(names = "--bootstrap", description = "Brokers to read from, without any hub.")
  private @Nullable String bootstrap;

  @Option(names = "--client", description = "File of properties for these brokers: TLS, SASL.")
  private @Nullable Path client;

  @Option(names = "--partition", description = "That of the space in hub.events.")
  private int partition;

  @Option(names = "--space", description = "The space; that of the heads if absent.")
  private @Nullable String space;

  @Option(names = "--bundle", description = "An exported incident, instead of a log.")
  private @Nullable Path bundle;

  @Option(names = "--heads", description = "File of delivered heads; may be given several times.")
  private List<Path> heads = List.of();

  @Option(names = "--key", description = "Public key of the hub; several if it had several.")
  private List<Path> keys = List.of();

  @Override
  public Integer call() throws InterruptedException {
    try {
      // Before the log: a head delivered meanwhile would be ahead of what is read of it.
      var delivered = read(heads);
      var verifying = keys.stream().map(VerifyingKey::read).toList();
      var unsigned =
          verifying.isEmpty() ? List.<SignedHead>of() : LogProof.unsigned(delivered, verifying);
      if (!unsigned.isEmpty()) {
        return refuse(unsigned);
      }
      var known = delivered.stream().map(SignedHead::head).toList();
      if (bundle != null) {
        return tell(BundleProof.check(bundle, verifying, known));
      }
      var proof = new LogProof(space, known);
      source().read(proof);
      return tell(proof.result(), known);
    } catch (IOException
        | UncheckedIOException
        | UnusableKeyException
        | IllegalArgumentException e) {
      Terminal.err(spec).println(e.getMessage());
      return HubCommandLine.MISTAKES;
    }
  }

  private LogSource source() {
    if (data != null) {
      return new LogSource.OfData(data, partition);
    }
    return bootstrap != null
        ? new LogSource.OfCluster(bootstrap, client, partition)
        : new LogSource.OfHub(port);
  }

  private List<SignedHead> read(List<Path> files) throws IOException {
    var delivered = new ArrayList<SignedHead>();
    for (var file : files) {
      if (!Files.isReadable(file)) {
        throw new IOException("There is no file of heads at " + file);
      }
      var content = new HeadFile(file).read();
      content
          .unreadable()
          .forEach(line ->
              Terminal.out(spec).printf("%s:%d is no head and was left out.%n", file, line));
      delivered.addAll(content.heads());
    }
    return delivered;
  }

  private int refuse(List<SignedHead> unsigned) {
    var first = unsigned.getFirst();
    Terminal.out(spec)
        .printf(
            """
            %d heads are not signed with the given key; the first is that of sequence %d, %s,
            which names key %s.
            means    Somebody has written or changed them, or the hub had another key then.
            do       Compare the key's id with the one noted on the hub's first day. If the hub
                     had several keys, give each of them with --key.
            """,
            unsigned.size(), first.sequence(), first.at(), first.key());
    return HubCommandLine.MISTAKES;
  }

  private int tell(BundleProof.Result result) {
    var out = Terminal.out(spec);
    out.printf("incident %s%n", result.incident());
    out.printf("events   %d%n", result.events());
    out.printf(
        "key      %s%s%n",
        result.key(),
        result.isKnownKey() ? "" : ", by the bundle's own word; give yours with --key");
    out.printf(
        "heads    %s%n",
        result
            .lastHead()
            .map(head ->
                "%d agree, the last at sequence %d of %s"
                    .formatted(result.heads(), head.sequence(), head.at()))
            .orElse("none given that lies on its way"));
    result.problems().forEach(problem -> out.printf("BROKEN   %s%n", problem));
    if (!result.problems().isEmpty()) {
      out.println("do       Ask for the bundle again; trust nothing in this one.");
      return HubCommandLine.MISTAKES;
    }
    out.println(
        result.unlinked() == 0
            ? "The bundle is what was signed, and every record fits its link."
            : "The bundle is what was signed. %d of its events are of before there were links."
                .formatted(result.unlinked()));
    return HubCommandLine.FINE;
  }

  private int tell(LogProof.Result result, List<Head> delivered) {
    var out = Terminal.out(spec);
    var held = result.held();
    out.printf("space    %s%n", result.space());
    out.printf("events   %d%s%n", held.events(), held.foreign() == 0 ? "" : others(held));
    out.printf("chained  %s%n", chained(held));
    var ofSpace = delivered.stream().filter(head -> head.space().equals(result.space())).toList();
    out.printf("heads    %s%n", heads(held, ofSpace));
    if (result.broken().isPresent()) {
      tell(result.broken().get());
      return HubCommandLine.MISTAKES;
    }
    out.println(verdict(held));
    return HubCommandLine.FINE;
  }

  private void tell(ChainBreak broken) {
    Terminal.out(spec)
        .printf(
            "BROKEN   at sequence %d%s%n         %s%nmeans    %s%ndo       %s%n",
            broken.sequence(),
            broken.offset() < 0 ? "" : ", offset " + broken.offset(),
            broken.differs(),
            broken.means(),
            broken.remedy());
  }

  private static String others(ChainCheck.Held held) {
    return ", and %d of other spaces in the same partition".formatted(held.foreign());
  }

  private static String chained(ChainCheck.Held held) {
    return held.chainedFrom() == 0
        ? "none"
        : "from sequence %d; the last link is %s".formatted(held.chainedFrom(), held.link());
  }

  private String heads(ChainCheck.Held held, List<Head> delivered) {
    if (delivered.isEmpty()) {
      return "none given";
    }
    var last = held.lastHead();
    return "%d of %d agree%s; signatures %s"
        .formatted(
            held.heads(),
            delivered.size(),
            last == null
                ? ""
                : ", the last at sequence %d of %s".formatted(last.sequence(), last.at()),
            keys.isEmpty() ? "not checked, for want of --key" : "genuine");
  }

  private static String verdict(ChainCheck.Held held) {
    var last = held.lastHead();
    if (held.events() == 0) {
      return "The log is empty.";
    }
    if (last == null) {
      return "The log agrees with itself. Without delivered heads (--heads) that is no proof: who"
          + " can write there could have computed every link anew.";
    }
    var after = held.events() - last.sequence();
    return after == 0
        ? "All agree: the log is the one that was written."
        : "All agree up to sequence %d. The %d events after it agree with themselves; the next head"
                .formatted(last.sequence(), after)
            + " will prove them.";
  }
}
