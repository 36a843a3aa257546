package hub.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import hub.delivery.Command;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryStep;
import hub.delivery.Outcome;
import hub.incident.Entry;
import hub.incident.IncidentEvent;
import hub.incident.Input;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may know whom. The build files allow only the arrows between modules; these rules keep what
/// they cannot.
class ArchitectureTest {

  private static final String[] CORE = {
    "hub.ticket..",
    "hub.config..",
    "hub.contact..",
    "hub.delivery..",
    "hub.incident..",
    "hub.correlation..",
    "hub.reconciliation..",
    "hub.space.."
  };

  private static JavaClasses production;

  @BeforeAll
  static void read() {
    production =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("hub");
  }

  private static void check(ArchRule rule) {
    rule.check(production);
  }

  @Test
  void the_core_knows_only_java_and_itself() {
    check(
        classes()
            .that(resideInAnyPackage(CORE))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage("java..", "org.jspecify.annotations..")
                    .or(resideInAnyPackage(CORE)))
            .because("a decision must be the same in the engine, in a test and in ten years"));
  }

  @Test
  void the_core_asks_no_clock_and_draws_no_lots() {
    check(
        noClasses()
            .that(resideInAnyPackage(CORE))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, UUID.class)
            .because("a replay must end the same on any day"));
  }

  @Test
  void the_core_touches_neither_files_nor_threads() {
    check(
        noClasses()
            .that(resideInAnyPackage(CORE))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "java.io..", "java.nio.file..", "java.net..", "java.util.concurrent.."))
            .because("the core is pure; the shell around it does the work"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hub.(*)..", "hub.engine.(*)..", "hub.connector.(*)..", "hub.service.(*).."})
  void packages_have_no_cycles(String packages) {
    check(
        slices()
            .matching(packages)
            .should()
            .beFreeOfCycles()
            .because("a package that cannot be read alone is not a package"));
  }

  @Test
  void connectors_know_neither_engine_nor_each_other() {
    check(
        noClasses()
            .that(resideInAPackage("hub.connector.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("hub.engine..", "hub.service..", "hub.space.."))
            .because("a connector translates; what it translates for is not its business"));
    check(
        noClasses()
            .that(resideInAPackage("hub.connector.jira.."))
            .should()
            .dependOnClassesThat(resideInAPackage("hub.connector.clearquest.."))
            .because("a kind of tool can be removed without touching another")
            .allowEmptyShould(true));
    check(
        noClasses()
            .that(resideInAPackage("hub.connector.clearquest.."))
            .should()
            .dependOnClassesThat(resideInAPackage("hub.connector.jira.."))
            .because("a kind of tool can be removed without touching another")
            .allowEmptyShould(true));
  }

  @Test
  void the_engine_knows_neither_camel_nor_quarkus() {
    check(
        noClasses()
            .that(resideInAPackage("hub.engine.."))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("org.apache.camel..", "io.quarkus..", "jakarta.inject.."))
            .because("the engine is Kafka and the core; it runs in a test without a container"));
  }

  @Test
  void the_product_does_not_know_its_simulators() {
    check(
        noClasses()
            .that(resideInAPackage("hub..").and(not(resideInAPackage("hub.simulator.."))))
            .should()
            .dependOnClassesThat(resideInAPackage("hub.simulator.."))
            .because("stand-ins are for the demo and for tests"));
  }

  @Test
  void inputs_events_commands_and_outcomes_are_records() {
    for (var family :
        new Class<?>[] {
          Input.class,
          IncidentEvent.class,
          Command.class,
          Outcome.class,
          Entry.class,
          DeliveryStep.class,
          DeliveryAnswer.class
        }) {
      check(
          classes()
              .that()
              .areAssignableTo(family)
              .and()
              .areNotInterfaces()
              .should()
              .beRecords()
              .because("what is passed on and stored is a value"));
    }
  }

  @Test
  void nothing_is_injected_into_fields() {
    check(
        noFields()
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .because("what a class needs stands in its constructor"));
  }

  @Test
  void only_the_core_folds_events() {
    check(
        classes()
            .that()
            .haveSimpleName("Evolution")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("hub.incident..", "hub.space..")
            .because("state changes by events alone, and only the core folds them"));
  }
}
