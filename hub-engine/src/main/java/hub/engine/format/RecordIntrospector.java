package hub.engine.format;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/// Reads from the core's records what may be missing: a component is required unless it is
/// `@Nullable`. So a record with a hole is refused where it enters, not where it hurts.
final class RecordIntrospector extends JacksonAnnotationIntrospector {

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    var component = component(member);
    return component == null
        ? super.hasRequiredMarker(member)
        : Boolean.valueOf(!isNullable(component));
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    var component = component(annotated);
    return component == null || isNullable(component)
        ? super.findSetterInfo(annotated)
        : JsonSetter.Value.forValueNulls(Nulls.FAIL);
  }

  static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static @Nullable RecordComponent component(Annotated annotated) {
    if (annotated instanceof AnnotatedParameter parameter) {
      var owner = parameter.getDeclaringClass();
      return owner.isRecord() ? owner.getRecordComponents()[parameter.getIndex()] : null;
    }
    return null;
  }
}
