package io.nuwa.emergency.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.cli.PublishedSchema;
import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.report.story.RunStory;
import io.nuwa.emergency.report.story.Stories;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

final class ReportFormsTest {
  private static final String HOSTILE =
      "</title></svg><script>alert(1)</script><img src=x onerror=alert(2)> \"' onload=\"x ]]>"
          + " [x](javascript:alert(3)) | `code` \u001b[31m \u202e 部署";

  @TempDir private Path home;

  @Test
  void json_follows_the_published_schema_before_and_after_a_run() {
    for (ReportCase one : List.of(Stories.none(home), Stories.whole(home), hostile())) {
      assertThat(PublishedSchema.REPORT.problems(ReportJson.render(RunStory.of(one)))).isEmpty();
    }
  }

  @Test
  void json_leaves_out_the_value_of_a_reading_that_could_not_be_taken() throws IOException {
    Map<String, Object> report = JsonText.read(ReportJson.render(RunStory.of(Stories.whole(home))));

    List<?> readings = (List<?>) at(report, "blockers", 0, "gates", 0, "readings");
    assertThat(keys(readings.getFirst())).contains("verdict").doesNotContain("value");
    assertThat(at(report, "blockers", 0, "gates", 0, "readings", 1, "value")).isEqualTo(4L);
    assertThat(at(report, "blockers", 1, "gates", 0, "readings", 0, "value")).isEqualTo(0L);
    assertThat(at(report, "blockers", 0, "stretches", 1, "seconds")).isEqualTo(20L);
    assertThat(at(report, "blockers", 0, "remedies", 0, "moved")).isEqualTo(true);
    assertThat(at(report, "figures", "repairSeconds", 0)).isEqualTo(20L);
  }

  @Test
  void evidence_that_is_kept_is_linked_and_what_is_gone_is_only_named() throws IOException {
    RunStory story = RunStory.of(Stories.whole(home));
    Path file = home.resolve("logs/reports/r.md");
    String markdown =
        ReportMarkdown.render(story, Wording.EN, ZoneOffset.UTC, Links.from(file, home));

    assertThat(markdown)
        .contains("[up.txt](../../promptx/memory/evidence/" + Stories.KEPT + ".txt)")
        .contains("before.txt (not kept any more)")
        .doesNotContain(Stories.GONE);
    Map<String, Object> report = JsonText.read(ReportJson.render(story));
    assertThat(at(report, "blockers", 0, "rounds", 0, "attempts", 0, "evidence", 0, "file"))
        .isEqualTo("promptx/memory/evidence/" + Stories.KEPT + ".txt");
    assertThat(keys(at(report, "blockers", 0, "remedies", 0, "evidence", 0)))
        .contains("sha256")
        .doesNotContain("file");
  }

  @ParameterizedTest
  @EnumSource(Wording.class)
  void evidence_that_could_not_be_looked_at_is_not_told_as_gone(Wording wording) {
    RunStory story = RunStory.of(unreadable(Stories.whole(home)));
    String why =
        wording == Wording.ZH ? "无法读取：permission denied" : "cannot be read: permission denied";

    assertThat(ReportMarkdown.render(story, wording, ZoneOffset.UTC, Links.fromHome()))
        .contains("before.txt (" + why + ")")
        .doesNotContain("not kept any more", "已不再保留");
    assertThat(ReportPage.render(story, wording, ZoneOffset.UTC, Links.fromHome()))
        .contains("before.txt (" + why + ")")
        .doesNotContain("not kept any more", "已不再保留");
  }

  private static ReportCase unreadable(ReportCase one) {
    return new ReportCase(
        one.home(),
        one.plan(),
        one.takenAt(),
        one.view(),
        one.state(),
        one.entries(),
        one.planChanged(),
        Set.of(),
        Optional.of("permission denied"),
        one.pictures(),
        one.values(),
        one.redaction());
  }

  @ParameterizedTest
  @EnumSource(Wording.class)
  void markdown_tells_attempts_remedies_and_the_time_to_repair(Wording wording) {
    String text =
        ReportMarkdown.render(
            RunStory.of(Stories.whole(home)), wording, ZoneOffset.UTC, Links.fromHome());

    assertThat(text)
        .contains("部署", "deploy/up #2", "alternate-port", "port-in-use")
        .contains(wording == Wording.ZH ? "解决用时 20 秒" : "resolved after 20 s")
        .contains(wording == Wording.ZH ? "? 未知" : "? unknown");
  }

  @Test
  void the_page_is_one_file_without_script_or_anything_from_elsewhere() {
    String page = page(Stories.whole(home));

    assertThat(page)
        .doesNotContainIgnoringCase("<script")
        .doesNotContain("http://", "https://", "@import", "url(")
        .contains("default-src 'none'", "prefers-color-scheme: dark", "@media print");
    assertThat(page).doesNotContainPattern("(?i)\\ssrc=\"(?!data:)");
  }

  @Test
  void hostile_texts_stay_texts_on_the_page_and_in_its_drawings() {
    String page = page(hostile());

    assertThat(page)
        .doesNotContainIgnoringCase("<script")
        .doesNotContain("<img src=x", "\u001b", "\u202e")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "部署");
    assertThat(drawings(page)).hasSizeGreaterThanOrEqualTo(4);
    drawings(page).forEach(ReportFormsTest::parsed);
  }

  @Test
  void hostile_texts_stay_texts_in_markdown() {
    String text =
        ReportMarkdown.render(RunStory.of(hostile()), Wording.EN, ZoneOffset.UTC, Links.fromHome());

    assertThat(text)
        .doesNotContain("\u001b", "\u202e")
        .doesNotContainPattern("(?<!\\\\)(<script|\\]\\(javascript)")
        .contains("\\<script\\>", "\\[x\\](javascript");
  }

  @Test
  void secrets_are_in_no_form() {
    ReportCase one =
        Stories.whole(home, "t", "password is Zx9-tiger-77", Redaction.of(List.of("Zx9-tiger-77")));
    RunStory story = RunStory.of(one);

    assertThat(ReportJson.render(story) + page(one)).doesNotContain("Zx9-tiger-77").contains("***");
    assertThat(ReportMarkdown.render(story, Wording.EN, ZoneOffset.UTC, Links.fromHome()))
        .doesNotContain("Zx9-tiger-77");
  }

  @Test
  void an_unknown_reading_is_drawn_as_a_gap_and_never_as_a_number() {
    String chart =
        drawings(page(Stories.whole(home))).stream()
            .filter(svg -> svg.contains("端口"))
            .filter(svg -> svg.startsWith("<svg class=\"chart\""))
            .findFirst()
            .orElseThrow();

    assertThat(count(chart, "class=\"unknown\"")).isEqualTo(1);
    assertThat(count(chart, "<circle")).isEqualTo(3);
    assertThat(chart).contains("== 4", "&lt; 4", "class=\"point alert\"");
    // The first number is alone: an unknown one stands before it, six cut hours behind it.
    assertThat(count(chart, "<polyline")).isEqualTo(1);
  }

  @Test
  void the_timeline_shows_checkpoints_reopenings_and_what_was_given_up() {
    List<String> drawings = drawings(page(Stories.whole(home)));

    assertThat(drawings.getFirst()).contains("第一", "milestone missed", "milestone ahead");
    assertThat(drawings.get(1))
        .contains("bar failed", "bar cut-off", "remedy moved", "sign reopened", "sign givenup")
        .contains("sign resolved", "across checkpoint missed", "UNDECIDED");
    assertThat(count(drawings.get(1), "class=\"gap\"")).isEqualTo(1);
  }

  @Test
  void a_picture_is_inside_of_the_page_when_it_is_one() throws IOException {
    Path picture = home.resolve("logs/screenshots/20260105T200130Z-checkpoint-6h-panel.png");
    Files.createDirectories(picture.getParent());
    assertThat(page(Stories.whole(home))).doesNotContain("<img").contains("checkpoint-6h-panel");

    Files.write(picture, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10});
    assertThat(page(Stories.whole(home))).contains("src=\"data:image/png;base64,iVBORw0K\"");

    Files.writeString(picture, "<svg onload=alert(1)>");
    assertThat(page(Stories.whole(home))).doesNotContain("<img");
  }

  @Test
  void a_report_of_no_run_says_so() {
    assertThat(page(Stories.none(home)))
        .contains("尚未执行", "未测量")
        .doesNotContain("svg class=\"work\"");
  }

  private ReportCase hostile() {
    return Stories.whole(home, HOSTILE.replaceAll("\\p{Cntrl}", ""), HOSTILE, Redaction.BY_SHAPE);
  }

  private String page(ReportCase one) {
    return ReportPage.render(
        RunStory.of(one),
        Wording.ZH,
        ZoneOffset.UTC,
        Links.from(home.resolve("logs/reports/r.html"), home));
  }

  /** The outermost drawings. */
  private static List<String> drawings(String page) {
    var drawings = new ArrayList<String>();
    Matcher matcher = Pattern.compile("<svg|</svg>").matcher(page);
    int depth = 0;
    int start = 0;
    while (matcher.find()) {
      if (matcher.group().equals("<svg")) {
        start = depth++ == 0 ? matcher.start() : start;
      } else if (--depth == 0) {
        drawings.add(page.substring(start, matcher.end()));
      }
    }
    assertThat(depth).isZero();
    return drawings;
  }

  private static Document parsed(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    } catch (SAXException | IOException | javax.xml.parsers.ParserConfigurationException e) {
      throw new AssertionError("not well-formed: " + svg, e);
    }
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static List<String> keys(Object map) {
    return ((Map<?, ?>) map).keySet().stream().map(Object::toString).toList();
  }

  private static Object at(Object document, Object... way) {
    Object here = document;
    for (Object step : way) {
      here =
          step instanceof Integer index
              ? ((List<?>) here).get(index)
              : ((Map<?, ?>) here).get(step);
    }
    return here;
  }
}
