package io.nuwa.emergency.web;

import java.net.http.HttpClient;
import java.security.Provider;
import javax.net.ssl.SSLContext;

/**
 * Begins HTTP clients. The JDK's own beginning prepares TLS for each, with a hundred and more
 * certificates of authorities, also for one that never speaks it: some megabytes that a watch of
 * plain addresses on the loopback would hold for weeks.
 */
public final class WebClients {
  private WebClients() {}

  /** As {@link HttpClient#newBuilder()}, but TLS is prepared at the first {@code https} address. */
  public static HttpClient.Builder builder() {
    return HttpClient.newBuilder().sslContext(new OnDemand());
  }

  private static final class OnDemand extends SSLContext {
    OnDemand() {
      super(new TlsOnDemand(), new Nobody(), "TLS");
    }
  }

  /** Every context names who provides it; this one's work is done by the JDK's default one. */
  private static final class Nobody extends Provider {
    private static final long serialVersionUID = 1;

    Nobody() {
      super("emergency", "1", "TLS by the JDK's default context, on demand");
    }
  }
}
