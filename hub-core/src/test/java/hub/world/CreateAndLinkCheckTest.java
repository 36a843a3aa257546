package hub.world;

import static org.assertj.core.api.Assertions.assertThat;

import hub.world.CreateAndLinkCheck.Course;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The create-and-link protocol in every order that its bounds allow.
class CreateAndLinkCheckTest {

  static List<Course> courses() {
    return CreateAndLinkCheck.COURSES.subList(0, CreateAndLinkCheck.IN_EVERY_TEST);
  }

  @ParameterizedTest
  @MethodSource("courses")
  void every_order_ends_with_one_issue_and_both_keys(Course course) {
    var result = CreateAndLinkCheck.of(course, new Sabotage() {});

    System.out.println(result.told());
    assertThat(result.violation()).withFailMessage(result::told).isEmpty();
    assertThat(result.resting()).isPositive();
  }

  /// A check that finds nothing proves nothing.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "no marker look up",
        "no settle time",
        "lost answer is failure",
        "attempts are forgotten",
        "crash is forgotten"
      })
  void the_check_finds_what_is_wrong_with_the_protocol(String defect) {
    var sabotage = SeededDefects.named(defect).sabotage();

    var found =
        courses().stream()
            .map(course -> CreateAndLinkCheck.of(course, sabotage.get()).violation())
            .flatMap(Optional::stream)
            .findFirst();

    assertThat(found).hasValueSatisfying(words -> assertThat(words).startsWith("AtMostOne"));
  }
}
