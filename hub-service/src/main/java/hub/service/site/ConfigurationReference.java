package hub.service.site;

import hub.config.Describe;
import hub.config.HubConfig;
import hub.ticket.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The reference page of `hub.yaml`, made from the configuration records.
public final class ConfigurationReference {

  private static final String INTRODUCTION =
      """
      # hub.yaml

      The configuration of one site. This page is made from the configuration records; a test
      keeps it as it should be. `./hub validate <dir>` tells every mistake in a site's directory,
      and `config/hub.schema.json` lets an editor complete and check.

      - Durations are a number and a unit: `500ms`, `30s`, `10m`, `2h`, `30d`.
      - Secrets never stand here: `${env:NAME}` reads the environment, `${env:NAME:default}` too,
        and `${file:path}` reads a file, relative to the site's directory.
      - `extends: ../other` lays this site over another one: keys are merged at every level,
        values and lists replace those below.
      - A policy may be written as its mode alone: `title: once`.
      """;

  private ConfigurationReference() {}

  /// The page as Markdown, the same at every call.
  public static String text() {
    var page = new StringBuilder(INTRODUCTION);
    var open = new ArrayDeque<Class<?>>(List.of(HubConfig.class));
    var seen = new LinkedHashSet<Class<?>>(open);
    while (!open.isEmpty()) {
      var type = open.removeFirst();
      section(type, page);
      for (var component : type.getRecordComponents()) {
        records(component.getGenericType()).stream().filter(seen::add).forEach(open::addLast);
      }
    }
    return page.toString();
  }

  private static void section(Class<?> type, StringBuilder page) {
    page.append("\n## ").append(type.getSimpleName()).append("\n\n");
    page.append("| key | value | default | meaning |\n|---|---|---|---|\n");
    for (var component : type.getRecordComponents()) {
      var described = component.getAnnotation(Describe.class);
      page.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  component.getName(),
                  kind(component.getGenericType()),
                  byDefault(component),
                  described == null ? "" : described.value().replace("|", "\\|"))
              .replace("\r\n", "\n"));
    }
  }

  private static String byDefault(RecordComponent component) {
    var byDefault = RecordReader.defaultOf(component);
    if (!byDefault.isEmpty()) {
      return "`" + byDefault + "`";
    }
    return RecordReader.mustBeGiven(component) ? "must be given" : "";
  }

  private static String kind(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      var arguments = parameterized.getActualTypeArguments();
      return parameterized.getRawType() == Map.class
          ? "%s → %s".formatted(kind(arguments[0]), kind(arguments[1]))
          : "list of " + kind(arguments[0]);
    }
    var raw = (Class<?>) type;
    if (raw == Field.class) {
      return "field";
    }
    if (raw.isRecord()) {
      return "[%s](#%s)".formatted(raw.getSimpleName(), anchor(raw));
    }
    if (raw.isEnum()) {
      return "`" + String.join("`, `", RecordReader.namesOf(raw).keySet()) + "`";
    }
    return raw == Duration.class
        ? "duration"
        : raw == int.class ? "number" : raw == boolean.class ? "`true` or `false`" : "text";
  }

  private static String anchor(Class<?> type) {
    return type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  private static Set<Class<?>> records(Type type) {
    var found = new LinkedHashSet<Class<?>>();
    if (type instanceof ParameterizedType parameterized) {
      for (var argument : parameterized.getActualTypeArguments()) {
        found.addAll(records(argument));
      }
    } else if (type instanceof Class<?> raw && raw.isRecord() && raw != Field.class) {
      found.add(raw);
    }
    return found;
  }
}
