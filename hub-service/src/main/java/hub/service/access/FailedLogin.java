package hub.service.access;

import java.util.stream.Stream;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/// Why a login at an identity provider failed, for those who look after the hub. What the library
/// says of it holds the whole token, with the person's name; that is not for a log.
final class FailedLogin {

  private FailedLogin() {}

  /// The cause and, where there is one, the way out.
  static String why(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(InvalidJwtException.class::isInstance)
        .map(InvalidJwtException.class::cast)
        .findFirst()
        .map(FailedLogin::why)
        .orElse(
            "the provider did not finish it, or it was not begun in this browser in the last"
                + " minutes; if it stays so, compare client id, secret and return address with"
                + " the provider's");
  }

  private static String why(InvalidJwtException wrong) {
    if (wrong.hasErrorCode(ErrorCodes.EXPIRED) || wrong.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
      return "the provider's token is not valid now; do the clocks of both machines agree?";
    }
    if (wrong.hasErrorCode(ErrorCodes.ISSUER_INVALID)) {
      return "the token names another issuer than the provider does of itself; is"
          + " hub.access.oidc.issuer the address of this realm or tenant?";
    }
    if (wrong.hasErrorCode(ErrorCodes.AUDIENCE_INVALID)) {
      return "the token is for another client; is hub.access.oidc.client-id the hub's?";
    }
    if (wrong.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
      return "the token is not signed by a key of the provider";
    }
    return "the token is not as it should be, or of another login";
  }
}
