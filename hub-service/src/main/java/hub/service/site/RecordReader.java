package hub.service.site;

import hub.config.Describe;
import hub.ticket.Field;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads configuration records from YAML and goes on after a mistake, so that all of them are told
/// in one run.
///
/// Keys are the names of the record components, enum values their names in lower case with hyphens,
/// defaults what [Describe#byDefault()] says. A record of which only the first component must be
/// given may be written as that value alone.
final class RecordReader {

  /// The place of a key's value, where that of the key itself is not enough.
  static final String VALUE = "#value";

  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,9}");

  private final Consumer<Mistake> mistakes;
  private final Places places;

  RecordReader(Consumer<Mistake> mistakes, Places places) {
    this.mistakes = mistakes;
    this.places = places;
  }

  /// The record, or empty if a mistake makes it impossible.
  <T extends Record> Optional<T> read(Class<T> type, Node node, String path) {
    return Optional.ofNullable(record(type, node, path));
  }

  static String nameOf(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        || Arrays.stream(component.getAnnotatedType().getAnnotations())
            .anyMatch(annotation -> annotation.annotationType().equals(Nullable.class));
  }

  static String defaultOf(RecordComponent component) {
    var described = component.getAnnotation(Describe.class);
    return described == null ? "" : described.byDefault();
  }

  private <T extends Record> @Nullable T record(Class<T> type, Node node, String path) {
    var components = type.getRecordComponents();
    if (node instanceof ScalarNode scalar && !isEmpty(scalar) && mayBeScalar(components)) {
      return shorthand(type, components, scalar, path);
    }
    if (!(node instanceof MappingNode mapping)) {
      complain(node, path, "should hold keys and values", "Write its keys below it");
      return null;
    }
    var given = keys(mapping, components, path);
    var values = new ArrayList<@Nullable Object>();
    var complete = true;
    for (var component : components) {
      var value = component(component, given.get(component.getName()), node, path);
      complete &= value != null || isNullable(component);
      values.add(value);
    }
    return complete ? create(type, values, node, path) : null;
  }

  /// Whether a configuration without it is a mistake.
  static boolean mustBeGiven(RecordComponent component) {
    var type = component.getType();
    return !isNullable(component)
        && defaultOf(component).isEmpty()
        && !type.isRecord()
        && type != Map.class
        && type != List.class
        && type != Set.class;
  }

  /// The constants of an enum as they are written in YAML.
  static Map<String, Enum<?>> namesOf(Class<?> type) {
    // The names of the process (P1, RECEIVED) are written as such everywhere.
    var asWritten = type.getPackageName().equals("hub.ticket") && !type.isMemberClass();
    var names = new LinkedHashMap<String, Enum<?>>();
    for (var constant : (Enum<?>[]) type.getEnumConstants()) {
      names.put(asWritten ? constant.name() : nameOf(constant), constant);
    }
    return names;
  }

  static boolean mayBeScalar(RecordComponent[] components) {
    return components.length > 1
        && (components[0].getType().isEnum() || components[0].getType() == String.class)
        && Arrays.stream(components)
            .skip(1)
            .allMatch(other -> isNullable(other) || !defaultOf(other).isEmpty());
  }

  private <T extends Record> @Nullable T shorthand(
      Class<T> type, RecordComponent[] components, ScalarNode scalar, String path) {
    var values = new ArrayList<@Nullable Object>();
    values.add(value(components[0].getGenericType(), scalar, path));
    for (var other : Arrays.asList(components).subList(1, components.length)) {
      values.add(component(other, null, scalar, path));
    }
    return values.getFirst() == null ? null : create(type, values, scalar, path);
  }

  private Map<String, Node> keys(MappingNode mapping, RecordComponent[] components, String path) {
    var possible = Arrays.stream(components).map(RecordComponent::getName).toList();
    var given = new LinkedHashMap<String, Node>();
    for (NodeTuple tuple : mapping.getValue()) {
      var key = YamlFile.keyOf(tuple.getKeyNode());
      var where = join(path, key);
      if (possible.contains(key)) {
        places.put(where, tuple.getKeyNode());
        places.put(where + VALUE, tuple.getValueNode());
        given.put(key, tuple.getValueNode());
      } else {
        complain(tuple.getKeyNode(), where, "is no known key", Suggestion.of(key, possible));
      }
    }
    return given;
  }

  private @Nullable Object component(
      RecordComponent component, @Nullable Node given, Node parent, String path) {
    var where = join(path, component.getName());
    if (given != null && !isEmpty(given)) {
      return value(component.getGenericType(), given, where);
    }
    if (isNullable(component)) {
      return null;
    }
    var byDefault = defaultOf(component);
    if (!byDefault.isEmpty()) {
      return value(component.getGenericType(), scalar(byDefault, parent), where);
    }
    var raw = component.getType();
    if (raw == Map.class) {
      return Map.of();
    }
    if (raw == List.class) {
      return List.of();
    }
    if (raw == Set.class) {
      return Set.of();
    }
    if (raw.isRecord()) {
      return value(component.getGenericType(), emptyMapping(parent), where);
    }
    complain(given == null ? parent : given, where, "is missing", "Add " + component.getName());
    return null;
  }

  private @Nullable Object value(Type type, Node node, String path) {
    if (type instanceof ParameterizedType parameterized) {
      var arguments = parameterized.getActualTypeArguments();
      if (parameterized.getRawType() == Map.class) {
        return map(arguments[0], arguments[1], node, path);
      }
      var list = list(arguments[0], node, path);
      return list == null || parameterized.getRawType() == List.class ? list : new TreeSet<>(list);
    }
    var raw = (Class<?>) type;
    if (raw == Field.class) {
      var text = text(node, path);
      return text == null ? null : new Field(text);
    }
    return raw.isRecord()
        ? record(raw.asSubclass(Record.class), node, path)
        : scalarValue(raw, node, path);
  }

  private @Nullable Object scalarValue(Class<?> type, Node node, String path) {
    var text = text(node, path);
    if (text == null || type == String.class) {
      return text;
    }
    if (type == int.class) {
      return INTEGER.matcher(text).matches()
          ? Integer.valueOf(text)
          : wrong(node, path, text, "a whole number", "Write digits only");
    }
    if (type == boolean.class) {
      return text.equals("true") || text.equals("false")
          ? Boolean.valueOf(text)
          : wrong(node, path, text, "true or false", "Write true or false");
    }
    if (type == Duration.class) {
      var duration = Durations.parse(text);
      return duration.isPresent()
          ? duration.get()
          : wrong(node, path, text, "a duration", "Write a number and ms, s, m, h or d: 30s");
    }
    if (type.isEnum()) {
      return enumValue(type, node, path, text);
    }
    throw new IllegalStateException("no configuration is made of " + type);
  }

  private @Nullable Object enumValue(Class<?> type, Node node, String path, String text) {
    var names = namesOf(type);
    var found = names.get(text);
    return found != null
        ? found
        : wrong(node, path, text, "a known value", Suggestion.of(text, names.keySet()));
  }

  private @Nullable Map<?, ?> map(Type keyType, Type valueType, Node node, String path) {
    if (!(node instanceof MappingNode mapping)) {
      complain(node, path, "should hold keys and values", "Write its keys below it");
      return null;
    }
    var map = new LinkedHashMap<Object, Object>();
    for (NodeTuple tuple : mapping.getValue()) {
      var where = join(path, YamlFile.keyOf(tuple.getKeyNode()));
      places.put(where, tuple.getKeyNode());
      places.put(where + VALUE, tuple.getValueNode());
      var key = value(keyType, tuple.getKeyNode(), where);
      var value = value(valueType, tuple.getValueNode(), where);
      if (key != null && value != null) {
        map.put(key, value);
      }
    }
    return map;
  }

  private @Nullable List<?> list(Type elementType, Node node, String path) {
    var nodes = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    if (node instanceof MappingNode) {
      complain(node, path, "should be a list", "Begin each element with a hyphen");
      return null;
    }
    var list = new ArrayList<Object>();
    for (var index = 0; index < nodes.size(); index++) {
      var where = path + "[" + index + "]";
      places.put(where, nodes.get(index));
      var value = value(elementType, nodes.get(index), where);
      if (value != null) {
        list.add(value);
      }
    }
    return list;
  }

  private @Nullable String text(Node node, String path) {
    if (!(node instanceof ScalarNode scalar)) {
      complain(node, path, "should be a single value", "Write it on the same line");
      return null;
    }
    if (isEmpty(scalar)) {
      complain(node, path, "has no value", "Write one, or remove the key");
      return null;
    }
    return scalar.getValue();
  }

  private <T extends Record> @Nullable T create(
      Class<T> type, List<@Nullable Object> values, Node node, String path) {
    try {
      return constructor(type).newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      complain(node, path, "is refused: " + cause.getMessage(), "Correct it");
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot create " + type, e);
    }
  }

  private static <T extends Record> Constructor<T> constructor(Class<T> type)
      throws NoSuchMethodException {
    var types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    return type.getDeclaredConstructor(types);
  }

  private @Nullable Object wrong(
      Node node, String path, String found, String wanted, String remedy) {
    complain(node, path, "is \"%s\", which is not %s".formatted(found, wanted), remedy);
    return null;
  }

  private void complain(Node node, String path, String cause, String remedy) {
    mistakes.accept(new Mistake(YamlFile.file(node), YamlFile.line(node), path, cause, remedy));
  }

  private static boolean isEmpty(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static Node scalar(String value, Node like) {
    return new ScalarNode(Tag.STR, value, org.snakeyaml.engine.v2.common.ScalarStyle.PLAIN) {
      @Override
      public Optional<org.snakeyaml.engine.v2.exceptions.Mark> getStartMark() {
        return like.getStartMark();
      }
    };
  }

  private static Node emptyMapping(Node like) {
    return new MappingNode(
        Tag.MAP,
        true,
        List.of(),
        org.snakeyaml.engine.v2.common.FlowStyle.BLOCK,
        like.getStartMark(),
        like.getEndMark());
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
