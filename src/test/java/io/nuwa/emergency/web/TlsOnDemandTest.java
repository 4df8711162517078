package io.nuwa.emergency.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each visit in a JVM of its own: what it loads, and whom it trusts, is a matter of the JVM. */
final class TlsOnDemandTest {
  private static final String PASSWORD = "only-for-this-test";
  private static final String CERTIFICATES = "sun.security.ssl.TrustStoreManager";
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

  @TempDir private Path folder;
  private final List<HttpServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void a_plain_address_is_visited_without_preparing_tls() throws Exception {
    String said = visit(serve(plain(), "http"), "-Xlog:class+load");

    assertThat(said).contains("visited: hello").contains("jdk.internal.net.http.HttpClientImpl");
    assertThat(said).doesNotContain(CERTIFICATES);
  }

  @Test
  void a_secure_address_whose_certificate_is_trusted_is_visited() throws Exception {
    String address = serve(secure(), "https");

    assertThat(
            visit(
                address,
                "-Xlog:class+load",
                "-Djavax.net.ssl.trustStore=" + keys(),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD))
        .contains("visited: hello")
        .contains(CERTIFICATES);
  }

  @Test
  void a_secure_address_whose_certificate_nobody_vouches_for_is_refused() throws Exception {
    assertThat(visit(serve(secure(), "https")))
        .contains("failed: javax.net.ssl.SSLHandshakeException")
        .doesNotContain("visited");
  }

  @Test
  void it_offers_what_the_default_context_offers() throws Exception {
    assertThat(SSLContext.getDefault().getDefaultSSLParameters().getProtocols())
        .containsExactly(TlsOnDemand.PROTOCOLS);
  }

  private String visit(String address, String... options) throws InterruptedException {
    var words = new ArrayList<>(List.of(JAVA.resolve("java").toString()));
    words.addAll(List.of(options));
    words.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Visitor.class.getName(), address));
    Completion visit = run(words);
    assertThat(visit.exitCode()).as(visit.text()).isZero();
    return visit.stdout();
  }

  private Completion run(List<String> words) throws InterruptedException {
    return new Processes().run(new Invocation(words, Map.of(), folder, Duration.ofSeconds(60)));
  }

  private String serve(HttpServer server, String scheme) {
    servers.add(server);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return scheme + "://localhost:" + server.getAddress().getPort() + "/";
  }

  private static HttpServer plain() throws Exception {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  private HttpServer secure() throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys())) {
      store.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }

  /** A key for localhost, and a certificate for it that it signed itself. */
  private Path keys() throws Exception {
    Path store = folder.resolve("keys.p12");
    if (!Files.exists(store)) {
      Completion made =
          run(
              List.of(
                  JAVA.resolve("keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "here",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "san=dns:localhost",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  store.toString(),
                  "-storepass",
                  PASSWORD));
      assertThat(made.exitCode()).as(made.text()).isZero();
    }
    return store;
  }
}
