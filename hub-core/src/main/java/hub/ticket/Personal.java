package hub.ticket;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a record component that may hold a name, contact data or free text (design D12).
///
/// In `hub.events`, which is kept for ever, such values are encrypted with the incident's key. On a
/// [Fields] component it means the values of those fields that are not [Field#isCoded()].
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Personal {}
