package io.nuwa.emergency.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that people write as browsers take it: other scripts, spaces and braces, hosts with an
 * underscore, and a user before the host, none of which {@link URI} would take.
 *
 * @param scheme {@code http} or {@code https}
 * @param user with the password behind a colon, decoded
 * @param host without brackets, encoded
 * @param port -1 for the usual one of the scheme
 * @param path with the query, encoded; starts with a slash
 */
public record WebUrl(String scheme, Optional<String> user, String host, int port, String path) {
  private static final Pattern URL =
      Pattern.compile(
          "(?i)(https?)://(?:([^/?#@]*)@)?(\\[[0-9a-f:.%]+]|[^/?#@:\\[\\]\\s]+)(?::(\\d{1,5}))?"
              + "([/?][^#]*)?(?:#.*)?",
          Pattern.DOTALL);
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]+");
  private static final String LEGAL = "-._~!$&'()*+,;=:@/?";
  private static final int LAST_PORT = 65_535;

  /** Reads a text; empty when it is no address of the web. */
  public static Optional<WebUrl> of(String text) {
    Matcher url = URL.matcher(text.strip());
    if (!url.matches()) {
      return Optional.empty();
    }
    String host;
    try {
      host = HostAddresses.plain(url.group(3));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int port = url.group(4) == null ? -1 : Integer.parseInt(url.group(4));
    if (!HOST.matcher(host).matches() || port > LAST_PORT) {
      return Optional.empty();
    }
    String path = url.group(5) == null ? "/" : url.group(5);
    return Optional.of(
        new WebUrl(
            url.group(1).toLowerCase(java.util.Locale.ROOT),
            Optional.ofNullable(url.group(2)).filter(user -> !user.isEmpty()).map(WebUrl::decoded),
            host,
            port,
            encoded(path.startsWith("/") ? path : "/" + path)));
  }

  /** The port that is asked. */
  public int askedPort() {
    return port >= 0 ? port : scheme.equals("https") ? 443 : 80;
  }

  /**
   * Requests for the same, one for each address of the host, in the order in which to try them. By
   * TLS only the name can be asked, which the certificate must hold.
   *
   * @throws UnknownHostException when the host's name stands for no address
   */
  public List<HttpRequest.Builder> requests() throws UnknownHostException {
    WebClients.letHostsBeNamed();
    var requests = new ArrayList<HttpRequest.Builder>();
    if (scheme.equals("https")) {
      requests.add(request(host));
      return requests;
    }
    for (InetAddress address : HostAddresses.of(host)) {
      String literal = address.getHostAddress();
      boolean itself = literal.equals(host) || host.contains(":");
      HttpRequest.Builder request = request(itself ? host : literal);
      if (!itself) {
        request.header("Host", authority(host));
      }
      requests.add(request);
    }
    return requests;
  }

  private HttpRequest.Builder request(String where) throws UnknownHostException {
    HttpRequest.Builder request;
    try {
      request = HttpRequest.newBuilder(URI.create(scheme + "://" + authority(where) + path));
    } catch (IllegalArgumentException e) {
      throw new UnknownHostException(where + ", which cannot be asked by " + scheme);
    }
    user.ifPresent(
        given ->
            request.header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(given.getBytes(StandardCharsets.UTF_8))));
    return request;
  }

  private String authority(String where) {
    return (where.contains(":") ? "[" + where + "]" : where) + (port < 0 ? "" : ":" + port);
  }

  private static String encoded(String text) {
    var encoded = new StringBuilder();
    for (byte part : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (part & 0xff);
      boolean plain =
          character < 128
              && (Character.isLetterOrDigit(character)
                  || LEGAL.indexOf(character) >= 0
                  || character == '%');
      encoded.append(plain ? String.valueOf(character) : "%%%02X".formatted(part));
    }
    return encoded.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }

  private static String decoded(String user) {
    return java.net.URLDecoder.decode(
        user.replace("+", "%2B").replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8);
  }

  /** Without the user, for a password may stand there. */
  @Override
  public String toString() {
    return scheme + "://" + authority(host) + path;
  }
}
