package io.nuwa.emergency.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.plan.Pictures;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.plan.Words;
import io.nuwa.emergency.report.picture.PhotoSession.Shot;
import io.nuwa.emergency.report.picture.PhotoSession.Shows;
import io.nuwa.emergency.report.story.Stories;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real browser of this machine; scripts/test.sh installs one where there is none. */
@Timeout(120)
final class PhotoSessionIT {
  private static final int ORANGE = 0xFFFF8000;
  private static final String CHINESE = "╔════╗\n║部署║\n╚════╝\n";
  private static final String ENGLISH = "╔════╗\n║done║\n╚════╝\n";
  private static final Panels PANELS =
      new Panels(view -> CHINESE, view -> ENGLISH, sign -> sign > 0x2E80 ? 2 : 1);

  @TempDir private Path home;
  private HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile int refuseAfter = Integer.MAX_VALUE;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean refused =
              exchange.getRequestURI().getPath().equals("/down")
                  || asked.incrementAndGet() > refuseAfter;
          byte[] page =
              "<body style='margin:0;background:rgb(255,128,0)'></body>"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(refused ? 503 : 200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_page_that_answers_is_photographed_by_the_real_browser() throws Exception {
    Shot shot = take(page("colour", address("/")), browser()).getFirst();

    assertThat(shot.why()).isEmpty();
    assertThat(shot.shows()).isEqualTo(Shows.PAGE);
    assertThat(shot.file()).contains("logs/screenshots/20260106T030000Z-checkpoint-6h-colour.png");
    BufferedImage image = image(shot);
    assertThat(image.getWidth()).isEqualTo(1280);
    assertThat(image.getRGB(640, 400)).isEqualTo(ORANGE);
  }

  @Test
  void our_report_is_photographed_from_a_file() throws Exception {
    Shot shot = take(page("report", Pictures.REPORT), browser()).getFirst();

    assertThat(shot.isGenuine()).isTrue();
    assertThat(image(shot).getHeight()).isGreaterThan(2000);
  }

  @Test
  void a_page_that_does_not_answer_is_never_passed_off_as_one() throws Exception {
    for (String url : List.of(address("/down"), "http://127.0.0.1:1/")) {
      Shot shot = take(page("page", url), browser()).getFirst();

      assertThat(shot.shows()).isEqualTo(Shows.PANEL);
      assertThat(shot.why()).contains(url);
      assertThat(shot.file())
          .contains("logs/screenshots/20260106T030000Z-checkpoint-6h-page.panel.png");
    }
    assertThat(files()).allMatch(name -> name.endsWith(".panel.png"));
  }

  @Test
  void a_page_that_goes_away_while_it_is_photographed_is_not_believed() throws Exception {
    // The question before, the browser's own and its one for the icon: all later ones are refused.
    refuseAfter = 1;
    Shot shot = take(page("gone", address("/")), browser()).getFirst();

    assertThat(shot.shows()).isEqualTo(Shows.PANEL);
    assertThat(shot.why()).contains("503");
    assertThat(files()).containsExactly("20260106T030000Z-checkpoint-6h-gone.panel.png");
  }

  @Test
  void without_a_browser_the_panel_is_drawn_and_says_so() throws Exception {
    List<Shot> shots =
        take(page("colour", address("/")) + ", " + page("own", Pictures.PANEL), Optional.empty());

    assertThat(shots).extracting(Shot::shows).containsExactly(Shows.PANEL, Shows.PAGE);
    assertThat(shots.getFirst().why()).contains("no Chromium");
    assertThat(shots.getLast().isGenuine()).isTrue();
    // The reason stands in the picture above the panel.
    assertThat(image(shots.getFirst()).getHeight())
        .isGreaterThan(image(shots.getLast()).getHeight());
    assertThat(asked).hasValue(0);
  }

  @Test
  void without_a_font_for_chinese_the_panel_is_english_and_its_name_says_so() throws Exception {
    Supplier<List<Font>> latin =
        () -> PanelFonts.installed().stream().filter(font -> !font.canDisplay('部')).toList();
    Shot shot =
        new PhotoSession(
                plan(page("own", Pictures.PANEL)), PANELS, ZoneOffset.UTC, Optional.empty(), latin)
            .take("failure-B-1")
            .getFirst();

    assertThat(shot.shows()).isEqualTo(Shows.PANEL_IN_ENGLISH);
    assertThat(shot.why()).contains("no installed font");
    assertThat(shot.file())
        .contains("logs/screenshots/20260106T030000Z-failure-B-1-own.panel-english.png");
  }

  @Test
  void boxes_meet_at_the_same_place_in_each_line() throws Exception {
    BufferedImage image = image(take(page("own", Pictures.PANEL), Optional.empty()).getFirst());
    // Six cells of nine points at a scale of two, and a border of fourteen.
    assertThat(image.getWidth()).isEqualTo((6 * 9 + 28) * 2);
    int rightSide = (int) ((14 + 5 * 9 + 4.5 + 2) * 2);
    for (int line = 0; line < 3; line++) {
      int middle = (14 + line * 20 + 10) * 2;
      assertThat(brightest(image, rightSide, middle)).as("line " + line).isGreaterThan(100);
    }
    assertThat(brightest(image, 8, 8)).isLessThan(60);
  }

  @Test
  void a_browser_that_hangs_is_ended_with_all_that_it_started() throws Exception {
    Path pid = home.resolve("pid");
    Path hanging = script("#!/bin/sh\nsleep 300 &\necho $! > " + pid + "\nwait\n");
    var slow = new Browser(hanging, Duration.ofMillis(800));

    Shot shot = take(page("colour", address("/")), Optional.of(slow)).getFirst();

    assertThat(shot.shows()).isEqualTo(Shows.PANEL);
    assertThat(shot.why()).contains("did not end");
    long child = Long.parseLong(Files.readString(pid).strip());
    // Told to end by now; when the system has put it away is not ours to say.
    var gone = ProcessHandle.of(child).map(ProcessHandle::onExit);
    if (gone.isPresent()) {
      assertThat(gone.get()).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @Test
  void a_browser_that_leaves_no_picture_or_something_else_is_not_believed() throws Exception {
    for (String text : List.of("#!/bin/sh\nexit 0\n", "#!/bin/sh\necho x > picture.png\n")) {
      var liar = new Browser(script(text), Duration.ofSeconds(20));
      assertThat(take(page("colour", address("/")), Optional.of(liar)).getFirst().shows())
          .isEqualTo(Shows.PANEL);
    }
  }

  @Test
  void old_pictures_go_but_those_of_checkpoints_and_strangers_stay() throws Exception {
    Path folder = Files.createDirectories(home.resolve(ReportCase.SCREENSHOTS));
    List<String> stay =
        List.of("20250101T000000Z-checkpoint-6h-own.png", "holiday.png", "20250101-x.png");
    for (String name : stay) {
      Files.writeString(folder.resolve(name), "x");
    }
    for (int i = 0; i < 9; i++) {
      Files.writeString(folder.resolve("2025020" + (i + 1) + "T000000Z-failure-B-1-own.png"), "x");
    }

    take(page("own", Pictures.PANEL), Optional.empty());

    assertThat(files())
        .containsAll(stay)
        .contains("20260106T030000Z-checkpoint-6h-own.png", "20250209T000000Z-failure-B-1-own.png")
        .doesNotContain("20250206T000000Z-failure-B-1-own.png")
        .hasSize(stay.size() + 3 + 1);
  }

  @Test
  void a_folder_that_takes_nothing_is_said_and_nothing_is_thrown() throws Exception {
    Files.createDirectories(home.resolve("logs"));
    Files.writeString(home.resolve(ReportCase.SCREENSHOTS), "a file");

    Shot shot = take(page("own", Pictures.PANEL), Optional.empty()).getFirst();

    assertThat(shot.shows()).isEqualTo(Shows.NOTHING);
    assertThat(shot.file()).isEmpty();
  }

  private static Optional<Browser> browser() {
    Optional<Browser> found = Browser.find(Pictures.USUAL.browser(), System.getenv("PATH"));
    assertThat(found).as("a Chromium or Chrome; scripts/test.sh installs one").isPresent();
    return found;
  }

  private List<Shot> take(String pages, Optional<Browser> browser) throws InterruptedException {
    return new PhotoSession(plan(pages), PANELS, ZoneOffset.UTC, browser, PanelFonts::installed)
        .take("checkpoint-6h");
  }

  /** The usual case with a plan that has these pages. */
  private ReportCase plan(String pages) {
    ReportCase one = Stories.whole(home);
    String text =
        """
        plan: small
        time-box: {length: 48h}
        roles: [{id: NuWa, duty: all}]
        blockers:
          - id: B-1
            owner: NuWa
            tasks: [{id: deploy, kind: compose-up}]
            gates: [{id: ports, probe: open-ports, success: "== 4", alert: "< 4"}]
        pictures: {keep: 3, pages: [%s]}
        """
            .formatted(pages);
    return new ReportCase(
        one.home(),
        PlanReader.read("plan.yaml", text, Words.week2()),
        one.takenAt(),
        one.view(),
        one.state(),
        one.entries(),
        false,
        one.kept(),
        one.unreadable(),
        one.pictures(),
        one.values(),
        one.redaction());
  }

  private static String page(String id, String url) {
    return "{id: " + id + ", url: \"" + url + "\"}";
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Path script(String text) throws IOException {
    Path script = Files.createTempFile(home, "browser", ".sh");
    Files.writeString(script, text);
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private BufferedImage image(Shot shot) throws IOException {
    return ImageIO.read(home.resolve(shot.file().orElseThrow()).toFile());
  }

  private static int brightest(BufferedImage image, int x, int y) {
    int brightest = 0;
    for (int near = x - 3; near <= x + 3; near++) {
      brightest = Math.max(brightest, image.getRGB(near, y) & 0xFF);
    }
    return brightest;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> found = Files.list(home.resolve(ReportCase.SCREENSHOTS))) {
      return found.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
