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
  private static final String HEADERS = "jdk.httpclient.allowRestrictedHeaders";

  private WebClients() {}

  /**
   * Lets a request name its host itself, which the JDK asks once, at the first request of the
   * process: a host that {@link java.net.URI} refuses, or whose second address answers, is asked by
   * its address.
   */
  public static void letHostsBeNamed() {
    if (System.getProperty(HEADERS) == null) {
      System.setProperty(HEADERS, "host");
    }
  }

  /** As {@link HttpClient#newBuilder()}, but TLS is prepared at the first {@code https} address. */
  public static HttpClient.Builder builder() {
    letHostsBeNamed();
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
