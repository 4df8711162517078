package io.nuwa.emergency.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class StatusJsonTest {
  private static final Path SCHEMA = Path.of("docs/schema/status.schema.json");

  private static List<String> problems(String json) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    return schema
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void follows_its_published_schema() throws IOException {
    assertThat(problems(StatusJson.render(Views.everything()))).isEmpty();
    assertThat(problems(StatusJson.render(Views.founding()))).isEmpty();
    assertThat(problems(StatusJson.render(Views.idle()))).isEmpty();
  }

  @Test
  void follows_its_schema_for_every_status_and_verdict() throws IOException {
    for (Status status : Status.values()) {
      assertThat(problems(render(Views.standing(status)))).isEmpty();
    }
    for (Verdict verdict : Verdict.values()) {
      assertThat(problems(render(measured(Optional.of(verdict), OptionalDouble.of(1.5)))))
          .isEmpty();
    }
  }

  @Test
  void schema_refuses_unknown_keys_missing_keys_and_wrong_words() throws IOException {
    String good = StatusJson.render(Views.everything());

    assertThat(problems(good.replace("\"reasons\"", "\"whys\""))).isNotEmpty();
    assertThat(problems(good.replace("\"NO-GO\"", "\"PERHAPS\""))).isNotEmpty();
    assertThat(problems(good.replace("\"in_progress\"", "\"busy\""))).isNotEmpty();
    assertThat(problems(good.replace("\"measuredAt\"", "\"at\""))).isNotEmpty();
    assertThat(problems(good.replace("\"schemaVersion\" : 1", "\"schemaVersion\" : 2")))
        .isNotEmpty();
    assertThat(problems(good.replace("2025-06-16T12:00:00Z", "yesterday"))).isNotEmpty();
  }

  @Test
  void says_what_the_view_says() throws IOException {
    Map<String, Object> json = JsonText.read(StatusJson.render(Views.everything()));

    assertThat(json)
        .containsEntry("schemaVersion", 1L)
        .containsEntry("title", "Week-2 紧急执行系统")
        .containsEntry("run", "run-1")
        .containsEntry("startedAt", "2025-06-16T12:00:00Z")
        .containsEntry("now", "2025-06-18T14:30:00Z")
        .containsEntry("timeBoxSeconds", 172_800L)
        .containsEntry("elapsedSeconds", 181_800L)
        .containsEntry("deadline", "2025-06-18T12:00:00Z")
        .containsEntry("nextCheck", "2025-06-18T13:00:00Z")
        .containsEntry("runningPid", 4711L)
        .containsEntry("monitor", Map.of("pid", 815L, "since", "2025-06-16T12:01:00Z"))
        .containsEntry("measuredNow", true)
        .containsEntry("decision", "NO-GO")
        .containsEntry("total", 3L)
        .containsEntry("resolved", 2L)
        .containsEntry("verified", 1L)
        .containsEntry("allVerified", false)
        .containsEntry("reasons", List.of("B-2: 测试通过率 85.7 % < 95 %"))
        .containsEntry("warnings", List.of("blocker-B3-status.json 声称已解决，但没有任何测量记录"));
    assertThat((List<?>) json.get("blockers")).hasSize(3);
    assertThat(((List<?>) json.get("blockers")).get(1).toString())
        .contains(
            "status=in_progress", "doing=B-2/tests/run", "round=2", "verdict=warn", "value=85.7");
  }

  @Test
  void says_what_the_clock_the_risks_and_the_guards_say() throws IOException {
    Map<String, Object> json = JsonText.read(StatusJson.render(Views.everything()));

    assertThat(json).containsEntry("decided", true);
    assertThat(json.get("clock").toString())
        .contains("phase={id=closing, title=收尾与切换, fromSeconds=129600, toSeconds=172800}")
        .contains("id=48h, at=2025-06-18T12:00:00Z, standing=at-risk, severity=critical")
        .contains("blocker=B-2, at=2025-06-17T06:00:00Z, standing=missed")
        .contains("earliest=2025-06-18T15:00:00Z, latest=2025-06-18T16:00:00Z, basis=3 attempts");
    assertThat(json.get("risks").toString())
        .contains("id=slow, title=部署过慢, severity=yellow, standing=seen")
        .contains("standing=gone");
    assertThat(json.get("guards").toString()).contains("guard=cpu, what=held", "what=cleaned");
  }

  @Test
  void leaves_out_what_is_not_known() throws IOException {
    assertThat(JsonText.read(StatusJson.render(Views.idle())))
        .doesNotContainKeys(
            "run",
            "startedAt",
            "elapsedSeconds",
            "deadline",
            "nextCheck",
            "runningPid",
            "monitor",
            "clock",
            "decided",
            "risks",
            "guards");
  }

  @Test
  void leaves_out_a_value_that_is_no_number() throws IOException {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      String json = render(measured(Optional.of(Verdict.UNKNOWN), OptionalDouble.of(value)));

      assertThat(json).doesNotContain("\"value\"");
      assertThat(problems(json)).isEmpty();
    }
  }

  @Test
  void escapes_hostile_text_instead_of_changing_it() throws IOException {
    String title = "\"quoted\" \u001b[31m\n\u202E部署";
    String json = StatusJson.render(Views.view(title, List.of()));

    assertThat(JsonText.read(json)).containsEntry("title", title);
    assertThat(json).doesNotContain("\u001b");
    assertThat(problems(json)).isEmpty();
  }

  private static String render(BlockerView blocker) {
    StatusView view = Views.view("Week-2", List.of(blocker));
    return StatusJson.render(view);
  }

  private static BlockerView measured(Optional<Verdict> verdict, OptionalDouble value) {
    return new BlockerView(
        "B-1",
        "部署验证",
        "FrontEndBot",
        Status.IN_PROGRESS,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        1,
        "",
        Optional.empty(),
        List.of(Views.gate(verdict, value, "text")));
  }
}
