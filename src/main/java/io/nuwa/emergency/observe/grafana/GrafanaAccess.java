package io.nuwa.emergency.observe.grafana;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.call.WebAddress;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where Grafana is and how it is entered. Its text shows no credential.
 *
 * @param address where
 * @param authorization the header's value; empty when no credential was given
 * @param secrets what no message or evidence may hold
 */
record GrafanaAccess(WebAddress address, Optional<String> authorization, List<String> secrets) {
  static final String NOT_CONFIGURED =
      "not configured: set GRAFANA_URL, and GRAFANA_TOKEN or GRAFANA_USER and GRAFANA_PASSWORD";

  /** Empty when neither plan nor environment says where Grafana is. */
  static Optional<GrafanaAccess> find(
      GrafanaSettings settings, Map<String, String> environment, Values values)
      throws FailedCallException {
    var source = new Source(environment, values);
    Optional<String> url = source.value(settings.url(), "GRAFANA_URL");
    if (url.isEmpty()) {
      return Optional.empty();
    }
    var address = WebAddress.of("Grafana", url.get());
    Optional<String> token = source.value(settings.token(), "GRAFANA_TOKEN");
    if (token.isPresent()) {
      // The JDK's own complaint about such a header would repeat the token.
      if (!token.get().matches("[\\x21-\\x7e]+")) {
        throw new FailedCallException(
            FailureClass.CONFIGURATION, "Grafana's token holds blanks or other than ASCII", "");
      }
      return Optional.of(
          new GrafanaAccess(address, Optional.of("Bearer " + token.get()), List.of(token.get())));
    }
    Optional<String> user = source.value(settings.user(), "GRAFANA_USER");
    Optional<String> password = source.value(settings.password(), "GRAFANA_PASSWORD");
    if (user.isEmpty() || password.isEmpty()) {
      return Optional.of(new GrafanaAccess(address, Optional.empty(), List.of()));
    }
    String pair = user.get() + ":" + password.get();
    String coded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return Optional.of(
        new GrafanaAccess(address, Optional.of("Basic " + coded), List.of(coded, password.get())));
  }

  /** The text with every credential replaced by stars. */
  String scrubbed(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return clean;
  }

  @Override
  public String toString() {
    return address.toString();
  }

  /** The plan's settings first, then the environment; what is blank does not count. */
  private record Source(Map<String, String> environment, Values values) {
    Optional<String> value(Optional<String> template, String variable) {
      var found = new ArrayList<String>();
      template.ifPresent(text -> resolved(text).ifPresent(found::add));
      Optional.ofNullable(environment.get(variable)).ifPresent(found::add);
      return found.stream().map(String::strip).filter(text -> !text.isEmpty()).findFirst();
    }

    /** A secret that is not in the stack's file is one that was not configured. */
    private Optional<String> resolved(String template) {
      try {
        return Optional.of(values.resolve(template));
      } catch (MissingValueException e) {
        return Optional.empty();
      }
    }
  }
}
