package hub.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a configuration key means. The JSON Schema and the reference page are made from it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Describe {

  String value();

  /// The default, as it would be written in YAML; empty if the key must be given.
  String byDefault() default "";
}
