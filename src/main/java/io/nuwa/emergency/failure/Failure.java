package io.nuwa.emergency.failure;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * A classified failure.
 *
 * @param kind its class
 * @param summary one line that names the thing and what is wrong with it
 * @param evidence the raw text in which it was recognised, such as an engine's error output
 * @param details what a remedy needs to know, such as {@code port -> 8000}
 */
public record Failure(
    FailureClass kind, String summary, String evidence, Map<String, String> details) {
  /**
   * The detail of what only {@code execute} brings in: a change that waits to be deployed, such as
   * a newer build. A watch repairs what was deployed and leaves it alone.
   */
  public static final String BY_EXECUTE = "by-execute";

  public Failure {
    details = Map.copyOf(details);
  }

  /**
   * The same about a service that did not answer there: details {@code host} and {@code port}, by
   * which the one who publishes it can be found.
   */
  public Failure at(URI address) {
    if (address.getHost() == null) {
      return this;
    }
    int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    return at(address.getHost(), address.getPort() < 0 ? usual : address.getPort());
  }

  /** The same, of whoever should answer at this port. */
  public Failure at(String host, int port) {
    if (details.containsKey("port")) {
      return this;
    }
    var more = new TreeMap<>(details);
    more.putIfAbsent("host", host.replaceAll("[\\[\\]]", ""));
    more.put("port", Integer.toString(port));
    return new Failure(kind, summary, evidence, more);
  }

  public static Failure of(FailureClass kind, String summary, String evidence) {
    return new Failure(kind, summary, evidence, Map.of());
  }
}
