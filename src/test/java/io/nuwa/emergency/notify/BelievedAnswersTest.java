package io.nuwa.emergency.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.notify.message.Answer;
import io.nuwa.emergency.notify.message.Post;
import io.nuwa.emergency.notify.message.WebhookAnswer;
import io.nuwa.emergency.plan.Webhook;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A receiver is believed by the form of its answer, never by its 200. */
class BelievedAnswersTest {
  private static final String PAGE = "<!DOCTYPE html>\n<html><body>Log in</body></html>";

  @TempDir Path home;

  @ParameterizedTest
  @EnumSource
  void a_web_page_is_no_receipt_of_any_form(Webhook.Form form) {
    for (String page :
        List.of(
            PAGE,
            "\uFEFF  <html>",
            "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\">",
            "<!-- proxy -->\n<head><title>Sign in</title>")) {
      assertThat(judge(form, page)).as(page).isInstanceOf(Answer.Refused.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SLACK    | ok
          SLACK    | {"success":true}
          DINGTALK | {"errcode":0,"errmsg":"ok"}
          WECOM    | {"errcode":0,"errmsg":"ok"}
          FEISHU   | {"code":0,"data":{},"msg":"success"}
          FEISHU   | {"Extra":null,"StatusCode":0,"StatusMessage":"success"}
          JSON     | ''
          JSON     | {"id":4711}
          JSON     | thanks
          """)
  void what_each_form_documents_is_a_receipt(Webhook.Form form, String body) {
    assertThat(judge(form, body)).isInstanceOf(Answer.Taken.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SLACK    | {"ok":false,"error":"channel_not_found"}
          DINGTALK | {"errcode":310000,"errmsg":"sign not match"}
          FEISHU   | {"code":19001,"msg":"param invalid"}
          FEISHU   | {"StatusCode":19024,"msg":"Key Words Not Found"}
          JSON     | {"ok":false,"description":"Unauthorized"}
          JSON     | {"success":false}
          JSON     | {"errcode":310000,"errmsg":"sign not match"}
          """)
  void what_says_that_it_failed_is_refused(Webhook.Form form, String body) {
    assertThat(judge(form, body)).isInstanceOf(Answer.Refused.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SLACK    | {}
          SLACK    | hello
          SLACK    | ''
          DINGTALK | ok
          DINGTALK | {"code":0}
          WECOM    | {"errcode":"0"}
          FEISHU   | {"errcode":0}
          """)
  void what_another_form_would_say_is_no_receipt(Webhook.Form form, String body) {
    assertThat(judge(form, body)).isInstanceOf(Answer.Unanswered.class);
  }

  @Test
  void an_alertmanager_that_does_not_know_the_alert_afterwards_was_not_told() {
    for (String document :
        List.of("[]", "{}", PAGE, "", "[{\"labels\":{\"alertname\":\"Other\"}}]")) {
      var scene = new Scene(home.resolve("h" + document.hashCode())).fails("B-1");
      try (var desk = scene.desk(Scene.alertmanager("http://am"), new Says(document))) {
        desk.keepFiring(scene.state);
      }
      assertThat(scene.notices)
          .as(document)
          .anyMatch(notice -> notice.contains("not delivered to alertmanager"))
          .noneMatch(notice -> notice.contains("told to alertmanager"));
    }
  }

  @Test
  void an_end_is_told_only_to_what_says_that_it_is_an_alertmanager() {
    var scene = new Scene(home).fails("B-1");
    try (var desk = scene.desk(Scene.alertmanager("http://am"), new Receivers())) {
      desk.keepFiring(scene.state);
    }
    scene.time.tick(Duration.ofMinutes(6));
    var stranger = new Says("{}");
    try (var desk = scene.desk(Scene.alertmanager("http://am"), stranger)) {
      desk.keepFiring(scene.recovers("B-1").state);
    }
    assertThat(stranger.asked).contains("http://am/api/v2/status");
    assertThat(scene.notices)
        .anyMatch(notice -> notice.contains("which answers like no Alertmanager"))
        .noneMatch(notice -> notice.contains("is over: told"));
  }

  private static Answer judge(Webhook.Form form, String body) {
    return WebhookAnswer.judge(form, new Post.Reply.Said(200, body));
  }

  /** Takes everything with 200 and has one document for every question. */
  private static final class Says implements Post {
    private final String document;
    private final List<String> asked = new ArrayList<>();

    Says(String document) {
      this.document = document;
    }

    @Override
    public Reply send(URI target, String body) {
      return new Reply.Said(200, "");
    }

    @Override
    public Reply ask(URI target) {
      asked.add(target.toString());
      return new Reply.Said(200, document);
    }
  }
}
