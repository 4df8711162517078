package io.nuwa.emergency.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.nuwa.emergency.cli.PublishedSchema;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.plan.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each form over a real connection, byte by byte as its vendor documents it. */
class WebhookFormsTest {
  private static final String TEXT =
      "[emergency] RED: B-1 is not resolved\\n[port-in-use] port 8000 is held\\nplan: Week-2"
          + " 紧急执行系统, run week-2-1\\nsince: 2026-01-05T20:00:00Z\\nasked: @FrontEndBot,"
          + " coordinates: @NuWa\\nnext: run emergency diagnose B-1; mend it, then run emergency"
          + " execute B-1";

  @TempDir Path home;
  private HttpServer server;
  private final List<String> asked = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private String answer = "{}";

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Content-Type")
                  + Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                      .map(user -> " " + user)
                      .orElse(""));
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          boolean toAlertmanager = exchange.getRequestURI().getPath().endsWith("/api/v2/alerts");
          if (toAlertmanager && exchange.getRequestMethod().equals("POST")) {
            answer = bodies.getLast();
          }
          byte[] said = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, said.length);
          exchange.getResponseBody().write(said);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  /** What a webhook of this form gets of an alert; the notices in return. */
  private List<String> tell(Webhook.Form form, String path, Optional<String> secret) {
    int port = server.getAddress().getPort();
    var webhook =
        new Webhook(
            "ops", form, "http://127.0.0.1:" + port + path, secret, Set.of(), Severity.YELLOW);
    var scene = new Scene(home, Map.of(), Map.of("TOKEN", "tok-4711", "KEY", "SEC0815"));
    scene.fails("B-1");
    try (var desk = new AlertDesk(scene.setting(Scene.webhooks(webhook)))) {
      desk.keepFiring(scene.state);
    }
    return scene.notices;
  }

  @Test
  void slack_gets_a_text() {
    answer = "ok";
    assertThat(tell(Webhook.Form.SLACK, "/services/T0/B0/${secret.TOKEN}", Optional.empty()))
        .containsExactly("alert BlockerNotResolved of B-1: told to webhook ops");
    assertThat(asked)
        .containsExactly("POST /services/T0/B0/tok-4711 application/json; charset=utf-8");
    assertThat(bodies).containsExactly("{\"text\":\"" + TEXT + "\"}");
  }

  @Test
  void dingtalk_gets_a_text_and_a_signature_in_the_address() {
    answer = "{\"errcode\":0,\"errmsg\":\"ok\"}";
    assertThat(
            tell(
                Webhook.Form.DINGTALK,
                "/robot/send?access_token=${secret.TOKEN}",
                Optional.of("${secret.KEY}")))
        .containsExactly("alert BlockerNotResolved of B-1: told to webhook ops");
    // printf '1767643200000\nSEC0815' | openssl dgst -sha256 -hmac SEC0815 -binary | base64
    assertThat(asked)
        .containsExactly(
            "POST /robot/send?access_token=tok-4711&timestamp=1767643200000&sign="
                + "3ZQF60sJq3h1xP9Zp325m1NmrXhMcaqoW67kfuiv64o%3D application/json; charset=utf-8");
    assertThat(bodies)
        .containsExactly("{\"msgtype\":\"text\",\"text\":{\"content\":\"" + TEXT + "\"}}");
  }

  @Test
  void wecom_gets_a_text_of_no_more_bytes_than_it_takes() {
    answer = "{\"errcode\":0,\"errmsg\":\"ok\"}";
    assertThat(
            tell(Webhook.Form.WECOM, "/cgi-bin/webhook/send?key=${secret.TOKEN}", Optional.empty()))
        .containsExactly("alert BlockerNotResolved of B-1: told to webhook ops");
    assertThat(asked)
        .containsExactly("POST /cgi-bin/webhook/send?key=tok-4711 application/json; charset=utf-8");
    assertThat(bodies)
        .containsExactly("{\"msgtype\":\"text\",\"text\":{\"content\":\"" + TEXT + "\"}}");
  }

  @Test
  void feishu_gets_a_text_and_a_signature_in_the_body() {
    answer = "{\"code\":0,\"msg\":\"success\",\"data\":{}}";
    assertThat(
            tell(
                Webhook.Form.FEISHU,
                "/open-apis/bot/v2/hook/${secret.TOKEN}",
                Optional.of("${secret.KEY}")))
        .containsExactly("alert BlockerNotResolved of B-1: told to webhook ops");
    // openssl dgst -sha256 -hmac "$(printf '1767643200\nSEC0815')" -binary /dev/null | base64
    assertThat(bodies)
        .containsExactly(
            "{\"timestamp\":\"1767643200\",\"sign\":\"dvdNIcu+D+ECR0swk7HeFrPXEJSPe0swpRB/qb6KdZg=\","
                + "\"msg_type\":\"text\",\"content\":{\"text\":\""
                + TEXT
                + "\"}}");
  }

  @Test
  void feishu_without_a_secret_gets_no_signature() {
    answer = "{\"code\":0}";
    tell(Webhook.Form.FEISHU, "/hook", Optional.empty());
    assertThat(bodies)
        .containsExactly("{\"msg_type\":\"text\",\"content\":{\"text\":\"" + TEXT + "\"}}");
  }

  @Test
  void programs_get_a_document() {
    tell(Webhook.Form.JSON, "/alerts", Optional.empty());
    assertThat(bodies)
        .containsExactly(
            "{\"schemaVersion\":1,\"status\":\"firing\",\"reminder\":false,"
                + "\"alert\":\"BlockerNotResolved\",\"plan\":\"week-2\",\"run\":\"week-2-1\","
                + "\"subject\":\"B-1\",\"severity\":\"red\",\"role\":\"FrontEndBot\","
                + "\"coordinator\":\"NuWa\",\"summary\":\"[port-in-use] port 8000 is held\","
                + "\"next_step\":\"run emergency diagnose B-1; mend it, then run emergency execute"
                + " B-1\",\"starts_at\":\"2026-01-05T20:00:00Z\",\"text\":\""
                + TEXT
                + "\"}");
  }

  @Test
  void every_document_follows_the_published_schema() throws IOException {
    var receivers = new Receivers();
    Scene scene = new Scene(home).fails("B-1").misses("48h", Severity.CRITICAL);
    Files.createDirectories(home.resolve("logs/diagnoses/20260105T200000Z-B-1"));
    try (var desk = scene.desk(Scene.webhooks(Scene.webhook("ops")), receivers)) {
      desk.keepFiring(scene.state);
      scene.time.tick(Duration.ofHours(7));
      desk.keepFiring(scene.state);
      desk.keepFiring(scene.recovers("B-1").state);
    }
    assertThat(receivers.gists())
        .containsExactly("B-1 news", "48h news", "B-1 reminder", "48h reminder", "B-1 over");
    assertThat(receivers.letters)
        .allSatisfy(
            letter ->
                assertThat(PublishedSchema.ALERT.problems(letter.body().toString())).isEmpty());
  }

  @Test
  void what_a_robot_refuses_with_200_is_refused() {
    answer = "{\"errcode\":310000,\"errmsg\":\"sign not match\"}";
    assertThat(tell(Webhook.Form.DINGTALK, "/robot", Optional.empty()).getFirst())
        .contains("not delivered to webhook ops, which refuses it: 310000 sign not match");
    bodies.clear();
    answer = "{\"code\":19021,\"msg\":\"sign match fail or timestamp is not within one hour\"}";
    assertThat(tell(Webhook.Form.FEISHU, "/hook", Optional.empty()).getFirst())
        .contains("refuses it: 19021 sign match fail");
  }

  @Test
  void a_user_and_password_in_an_address_are_sent_as_such_and_never_said() {
    int port = server.getAddress().getPort();
    var scene = new Scene(home).fails("B-1");
    String address = "http://nuwa:p%40ss@127.0.0.1:" + port + "/am";
    try (var desk = new AlertDesk(scene.setting(Scene.alertmanager(address)))) {
      desk.keepFiring(scene.state);
    }
    assertThat(asked)
        .containsExactly(
            "POST /am/api/v2/alerts application/json; charset=utf-8 Basic bnV3YTpwQHNz",
            "GET /am/api/v2/alerts?filter=plan%3D%22week-2%22 null Basic bnV3YTpwQHNz");
    assertThat(scene.notices)
        .containsExactly("alert BlockerNotResolved of B-1: told to alertmanager");
  }
}
