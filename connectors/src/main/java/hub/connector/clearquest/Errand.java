package hub.connector.clearquest;

import hub.connector.http.ToolResponse;
import java.util.function.Function;

/// Something to find out or to do at a server that takes any number of requests, one after the
/// other. A route performs each request and passes the answer on, until the errand is [Done].
///
/// An errand knows nothing of routes and of time, so that it can be tested with answers alone.
sealed interface Errand<T> {

  /// One request, and what to do with its answer.
  record Ask<T>(Request request, Function<ToolResponse, Errand<T>> goOn) implements Errand<T> {}

  /// The end.
  record Done<T>(T result) implements Errand<T> {}

  /// An errand that needs no request.
  static <T> Errand<T> done(T result) {
    return new Done<>(result);
  }

  /// One request.
  static <T> Errand<T> ask(Request request, Function<ToolResponse, Errand<T>> goOn) {
    return new Ask<>(request, goOn);
  }

  /// This errand, then the one that its result leads to.
  default <U> Errand<U> then(Function<? super T, Errand<U>> next) {
    return switch (this) {
      case Done<T>(var result) -> next.apply(result);
      case Ask<T>(var request, var goOn) ->
          new Ask<>(request, response -> goOn.apply(response).then(next));
    };
  }
}
