package hub.service.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import hub.service.metrics.AnswerTimes.Spread;
import hub.service.metrics.AnswerTimes.Times;
import hub.service.words.PageLanguage;
import hub.service.words.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class SpeedPresenterTest {

  private static final Spread NOTHING = new Spread(0, Duration.ZERO, Duration.ZERO);
  private static final Spread QUICK = spread(200, 400);
  private static final Spread SLOW = spread(20, 8_000);

  private final SpeedPresenter english = new SpeedPresenter(Words.in(PageLanguage.EN));

  @Test
  void a_tool_is_slow_beside_what_is_usual_for_it() {
    var slow = new Times(SLOW, QUICK, NOTHING, 0, null);
    assertThat(say(slow))
        .containsExactly("clearquest answers slowly: 95 of 100 within 8 s, usually 0.4 s.");
    assertThat(new SpeedPresenter(Words.in(PageLanguage.DA)).verdict(of(slow), decided()))
        .containsExactly(
            "clearquest svarer langsomt: 95 af 100 inden for 8 s, sædvanligvis 0,4 s.");
  }

  @Test
  void a_tool_that_is_always_slow_is_as_usual() {
    assertThat(say(new Times(SLOW, SLOW, NOTHING, 0, null)))
        .containsExactly("The hub and the tools answer as usual.");
  }

  @Test
  void a_few_answers_say_nothing() {
    assertThat(say(new Times(spread(4, 8_000), QUICK, NOTHING, 4, null)))
        .containsExactly("The hub and the tools answer as usual.");
  }

  @Test
  void the_hub_says_that_it_is_slow_itself_or_behind() {
    var times = of(new Times(QUICK, QUICK, SLOW, 0, null));
    assertThat(english.verdict(times, OptionalDouble.of(1_250)))
        .containsExactly(
            "The hub is behind: 1,250 inputs wait to be decided.",
            "The hub is slow itself: 95 of 100 changes for clearquest are decided within 8 s.");
  }

  @Test
  void what_nobody_has_measured_is_not_said_to_be_well() {
    assertThat(say(new Times(NOTHING, QUICK, NOTHING, 0, null)))
        .singleElement()
        .asString()
        .contains("has asked no tool");
  }

  @Test
  void a_picture_says_in_words_what_it_shows() {
    var view = english.system(new Times(SLOW, QUICK, NOTHING, 5, 41), List.of(0, 3, 0, 1));
    assertThat(view.answers().words())
        .isEqualTo(
            "Answers of the tool, and the hub's own time: half within 8 s, 95 % within 8 s,"
                + " usually 95 % 0.4 s");
    assertThat(view.waiting().words())
        .isEqualTo(
            "Changes that wait, by age: under 1 min 0, under 10 min 3, under 60 min 0,"
                + " over 60 min 1");
    assertThat(view.errors()).startsWith("25 % of 20 answers");
    assertThat(view.quota()).contains("41 more requests");
    var quiet = english.system(new Times(NOTHING, NOTHING, NOTHING, 0, null), List.of(0, 0, 0, 0));
    assertThat(quiet.answers()).isNull();
    assertThat(quiet.waiting()).isNull();
  }

  private List<String> say(Times times) {
    return english.verdict(of(times), decided());
  }

  private static Map<String, Times> of(Times times) {
    return Map.of("clearquest", times);
  }

  private static OptionalDouble decided() {
    return OptionalDouble.of(0);
  }

  private static Spread spread(int count, int millis) {
    return new Spread(count, Duration.ofMillis(millis), Duration.ofMillis(millis));
  }
}
