package hub.world;

import static hub.space.NspExample.JIRA;
import static org.assertj.core.api.Assertions.assertThat;

import hub.incident.Entry.CommentRecord;
import hub.incident.Incident;
import hub.space.NspExample;
import hub.ticket.Comment;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A tool that takes comments and shows none: what was acknowledged is not written again.
class UnreadableCommentsTest {

  static LongStream seeds() {
    return LongStream.range(0, 25);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void what_was_acknowledged_is_not_written_again_where_comments_cannot_be_read(long seed) {
    var world = new World(seed, NspExample.config());
    world.tool(JIRA).showsComments = false;
    // Here a lost answer to a comment cannot be told from a lost comment.
    world.tool(JIRA).isCalm = true;
    new WildDay(world).live(400);
    world.rest();

    // Nor can it be told what a sink has done that has crashed since.
    var crashes = world.story.stream().filter(line -> line.endsWith("the sink crashes")).count();
    for (var entry : world.space.entries()) {
      if (entry instanceof Incident incident && incident.isOpen()) {
        for (var comment : world.space.comments(incident.id())) {
          incident.members().keySet().stream()
              .filter(ref -> ref.system().equals(JIRA) && !comment.origin().equals(ref))
              .filter(_ -> incident.members().containsKey(comment.origin()))
              .flatMap(ref -> world.tool(JIRA).ticket(ref).stream())
              .forEach(issue ->
                  assertThat(mirrors(world, comment, issue.comments()))
                      .as("seed %d, comment %d in %s", seed, comment.number(), issue.key())
                      .isBetween(isTakenAway(world, comment) ? 0L : 1L, 1 + crashes));
        }
      }
    }
  }

  /// Somebody has deleted the comment, or a mirror of it.
  private static boolean isTakenAway(World world, CommentRecord comment) {
    return comment.isDeleted()
        || world.tool(JIRA).isRemoved(comment.marker(world.config.space().id()));
  }

  private static long mirrors(World world, CommentRecord comment, List<Comment> shown) {
    var marker = comment.marker(world.config.space().id());
    return shown.stream().filter(one -> one.marker().equals(marker)).count();
  }
}
