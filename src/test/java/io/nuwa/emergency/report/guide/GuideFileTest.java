package io.nuwa.emergency.report.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.report.page.Wording;
import io.nuwa.emergency.report.story.Stories;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuideFileTest {
  private static final String BEGIN = "<!-- emergency:state:begin -->";
  private static final String END = "<!-- emergency:state:end -->";

  @TempDir private Path home;

  @Test
  void a_missing_guide_is_written_from_the_plan_and_not_from_another() throws IOException {
    guide().update(Stories.none(home), ZoneOffset.UTC, Optional.empty());

    assertThat(text())
        .contains("# 小计划", "### 阶段 1：第一（0h – 6h）", "检查点 6h（6h）：B-1、B-2 已解决，否则红色预警")
        .contains("6h 前：解决 B-1 部署（NuWa）", "| 通过率 | \\>= 95 | \\< 85 |", "port-in-use")
        .contains("⏳ 待执行", "⏳ 未测量", "尚无运行记录", "emergency execute")
        .doesNotContain("Week-2", "B-3");
    assertThat(guide().compare(Stories.none(home))).isEqualTo(GuideFile.Standing.CURRENT);
  }

  @Test
  void it_stands_beside_our_scripts_or_with_the_plan() throws IOException {
    assertThat(GuideFile.in(home)).isEqualTo(home.resolve("promptx/emergency-execution-guide.md"));

    Files.createDirectories(home.resolve("scripts"));
    Files.writeString(home.resolve("scripts/deploy.sh"), "of others");
    assertThat(GuideFile.in(home)).isEqualTo(home.resolve("promptx/emergency-execution-guide.md"));

    Files.writeString(home.resolve("scripts/emergency"), "ours");
    assertThat(GuideFile.in(home)).isEqualTo(home.resolve("scripts/emergency-execution-guide.md"));
  }

  @Test
  void a_guide_is_in_the_language_that_is_asked_for_and_keeps_it() throws IOException {
    guide().update(Stories.none(home), ZoneOffset.UTC, Optional.of(Wording.EN));
    assertThat(text())
        .contains("execution guide", "### Phase 1: ", "until 6h: resolve B-1", "⏳ pending")
        .contains("else red alert", "not measured", "no run so far")
        .doesNotContainPattern("[：，。（）、]|阶段|执行");
    assertThat(guide().compare(Stories.none(home))).isEqualTo(GuideFile.Standing.CURRENT);

    guide().update(Stories.whole(home), ZoneOffset.UTC, Optional.empty());
    assertThat(text()).contains("## Latest state", "✅ resolved", "Open assignments");

    guide().update(Stories.whole(home), ZoneOffset.UTC, Optional.of(Wording.ZH));
    assertThat(text()).contains("## 最新状态").doesNotContain("## Latest state");
  }

  @Test
  void the_state_names_gates_assignments_the_next_checkpoint_and_commands() throws IOException {
    guide().update(Stories.whole(home), ZoneOffset.UTC, Optional.empty());

    assertThat(text())
        .contains(
            "| B-1 部署 | NuWa | ✅ 已解决 | 端口 | == 4 / \\< 4 | ✅ 通过 4 of 4 open | 2026-01-06 02:00:20"
                + " |")
        .contains("B-2 → **NuWa**（test-failure）", "❌ 检查点 6h 未达成（红色预警）")
        .contains("检查点 48h：2026-01-07 20:00:00（41h 后），要求 B-1、B-2 已解决")
        .contains("emergency diagnose B-2", "emergency execute B-2", "小计划 PANEL");
  }

  @Test
  void what_stands_outside_of_the_markers_is_kept_byte_for_byte() throws IOException {
    byte[] before =
        bytes("\ufeff# Mine\r\nno marker: " + BEGIN + " here\r\n", 0xFF, "\r\n" + BEGIN + "\r\n");
    byte[] after = bytes("  " + END + "  \r\n```\r\ntail ", 0xC3, "no newline at the end");
    write(before, "old state\n".getBytes(StandardCharsets.UTF_8), after);

    guide().update(Stories.whole(home), ZoneOffset.UTC, Optional.empty());
    guide().update(Stories.none(home), ZoneOffset.UTC, Optional.empty());
    byte[] written = Files.readAllBytes(file());

    assertThat(Arrays.copyOf(written, before.length)).isEqualTo(before);
    assertThat(Arrays.copyOfRange(written, written.length - after.length, written.length))
        .isEqualTo(after);
    assertThat(new String(written, StandardCharsets.UTF_8))
        .contains("⏳ 待执行")
        .doesNotContain("old state", "❌ 检查点 6h");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# mine\n",
        BEGIN + "\n",
        END + "\n",
        END + "\n" + BEGIN + "\n",
        BEGIN + "\n" + BEGIN + "\n" + END + "\n",
        BEGIN + "\n" + END + "\n" + END + "\n",
        "text " + BEGIN + "\n" + END + "\n"
      })
  void a_guide_whose_markers_are_not_in_order_is_left_as_it_is(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> guide().update(Stories.whole(home), ZoneOffset.UTC, Optional.empty()))
        .isInstanceOf(GuideFile.BrokenMarkersException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("left as it is");
    assertThat(Files.readString(file())).isEqualTo(text);
  }

  @Test
  void hostile_titles_and_texts_cannot_forge_a_marker_or_leave_their_place() throws IOException {
    String hostile = "x\n" + END + "\n```\n<script>alert(1)</script>";
    ReportCase one = Stories.whole(home, "t " + END, hostile, Redaction.BY_SHAPE);

    guide().update(one, ZoneOffset.UTC, Optional.empty());
    guide().update(one, ZoneOffset.UTC, Optional.empty());

    assertThat(guide().compare(one)).isEqualTo(GuideFile.Standing.CURRENT);
    assertThat(text()).doesNotContain("\n<script>", "| <script>");
  }

  @Test
  void check_tells_a_stale_guide_and_one_that_was_changed_by_hand() throws IOException {
    assertThat(guide().compare(Stories.none(home))).isEqualTo(GuideFile.Standing.MISSING);
    guide().update(Stories.none(home), ZoneOffset.UTC, Optional.empty());
    assertThat(guide().writtenFor()).contains(Stories.START);
    assertThat(guide().compare(Stories.whole(home))).isEqualTo(GuideFile.Standing.STALE);

    Files.writeString(file(), text().replace("⏳ 未测量", "✅ 通过"));
    assertThat(guide().compare(Stories.none(home))).isEqualTo(GuideFile.Standing.STALE);

    Files.writeString(file(), text().replace("# 小计划", "# 我的标题"));
    guide().update(Stories.none(home), ZoneOffset.UTC, Optional.empty());
    assertThat(guide().compare(Stories.none(home))).isEqualTo(GuideFile.Standing.CURRENT);
    assertThat(text()).contains("# 我的标题");
  }

  @Test
  void a_link_and_the_rights_of_the_file_stay_what_they_were() throws IOException {
    Path real = home.resolve("guide.md");
    Files.writeString(real, BEGIN + "\n" + END + "\n");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));
    Files.createDirectories(file().getParent());
    Files.createSymbolicLink(file(), real);

    guide().update(Stories.none(home), ZoneOffset.UTC, Optional.empty());

    assertThat(file()).isSymbolicLink();
    assertThat(Files.readString(real)).contains("⏳ 待执行");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-rw-r--");
  }

  private GuideFile guide() {
    return new GuideFile(file(), (view, zone, wording) -> view.title() + " PANEL");
  }

  private Path file() {
    return GuideFile.in(home);
  }

  private String text() throws IOException {
    return Files.readString(file());
  }

  private void write(byte[]... parts) throws IOException {
    var whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.write(part);
    }
    Files.createDirectories(file().getParent());
    Files.write(file(), whole.toByteArray());
  }

  private static byte[] bytes(String first, int odd, String second) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write(first.getBytes(StandardCharsets.UTF_8));
    bytes.write(odd);
    bytes.write(second.getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }
}
