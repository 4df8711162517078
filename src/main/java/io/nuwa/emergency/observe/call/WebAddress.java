package io.nuwa.emergency.observe.call;

import io.nuwa.emergency.failure.FailureClass;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * The address of a service, without user, query or a slash at its end.
 *
 * @param service how messages call it, such as {@code Prometheus}
 * @param text such as {@code http://127.0.0.1:9090}
 */
public record WebAddress(String service, String text) {

  /**
   * Checks what a plan or the environment gives as an address.
   *
   * @throws FailedCallException when it is none; the text is not repeated when it holds a user, for
   *     a password may stand beside it
   */
  public static WebAddress of(String service, String text) throws FailedCallException {
    String plain = text.strip();
    while (plain.endsWith("/")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    try {
      URI uri = new URI(plain);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (uri.getRawUserInfo() != null) {
        throw wrong(service, "holds a user: give user and password on their own");
      }
      if (!web || uri.getHost() == null || uri.getRawQuery() != null) {
        throw wrong(service, "must read like http://127.0.0.1:9090, not '" + plain + "'");
      }
      return new WebAddress(service, plain);
    } catch (URISyntaxException e) {
      throw wrong(service, "must read like http://127.0.0.1:9090");
    }
  }

  /**
   * An address below this one.
   *
   * @param path starts with a slash; already encoded
   */
  public URI at(String path) {
    return URI.create(text + path);
  }

  @Override
  public String toString() {
    return service + " at " + text;
  }

  private static FailedCallException wrong(String service, String what) {
    return new FailedCallException(
        FailureClass.CONFIGURATION, "the address of " + service + " " + what, "");
  }
}
