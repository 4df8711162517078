package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuwa.emergency.deploy.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What leaves a daemon watching: full disks, closed folders, receivers that are no good. */
@Timeout(180)
final class MonitorAdversityIT {
  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  @TempDir private Path folder;
  private WatchedHome watched;

  @BeforeEach
  void writePlan() {
    watched = WatchedHome.in(folder);
  }

  private void staysAndMends(FatJar.Running daemon) {
    watched.remove("made");
    watched.await("it is made again", () -> watched.exists("made"));
    watched.awaitStatus("resolved");
    assertThat(daemon.isAlive()).isTrue();
  }

  private static void ends(FatJar.Running daemon) {
    daemon.signal("TERM");
    daemon.end().hasCode(143);
  }

  @Test
  void a_full_disk_is_told_and_with_room_the_watch_mends_again() throws Exception {
    Path memory = Files.createDirectories(watched.home().memory());
    assumeTrue(ROOT && runs("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", memory.toString()));
    try {
      try (FatJar.Running daemon = watched.daemon("--interval", "1s")) {
        watched.awaitStatus("resolved");
        assertThat(runs("sh", "-c", "cat /dev/zero > '" + memory + "/filler'")).isFalse();
        watched.awaitLog("no space left on device");
        assertThat(daemon.isAlive()).isTrue();

        Files.delete(memory.resolve("filler"));
        staysAndMends(daemon);
        ends(daemon);
      }
      watched.home().emergency().run("report", "--verify").hasCode(0);
      assertThat(runs("sh", "-c", "cat /dev/zero > '" + memory + "/filler'")).isFalse();
      FatJar.Answer refused = watched.home().emergency().run("monitor", "--daemon").hasCode(4);
      refused.complains("promptx/memory/", "no space left on device");
    } finally {
      assertThat(runs("umount", memory.toString())).isTrue();
    }
  }

  @Test
  void a_logs_folder_that_cannot_be_written_leaves_it_watching() {
    watched.home().put("logs", "a file where a folder should be");
    try (FatJar.Running daemon = watched.daemon("--interval", "1s")) {
      watched.awaitStatus("resolved");
      staysAndMends(daemon);
      daemon.signal("TERM");
      daemon.end().hasCode(143).says("watches");
    }
  }

  @Test
  void a_dead_alertmanager_and_a_webhook_that_refuses_leave_it_watching() throws Exception {
    int dead = FreePort.next();
    try (var chat = new Chat(500)) {
      String alerts =
          chat.alerts()
              .replace("{webhooks", "{alertmanager: \"http://127.0.0.1:" + dead + "\", webhooks");
      watched.home().plan(WatchedHome.plan("Watched", alerts)).put("broken", "");
      try (FatJar.Running daemon = watched.daemon("--interval", "1s")) {
        watched.awaitStatus("failed");
        watched.await("it was refused", () -> chat.letters() > 0);
        watched.awaitLog("alertmanager");
        watched.awaitLog("chat");
        watched.remove("broken");
        watched.awaitStatus("resolved");
        staysAndMends(daemon);
        ends(daemon);
      }
    }
  }

  @Test
  void a_service_manager_hears_of_its_readiness_its_looks_and_its_end() throws Exception {
    Path socket = folder.resolve("notify");
    Path heard = folder.resolve("heard");
    Process manager =
        new ProcessBuilder("python3", "-c", RECEIVER, socket.toString())
            .redirectOutput(heard.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      watched.await("the socket", () -> Files.exists(socket));
      watched
          .home()
          .plan(
              watched
                  .home()
                  .text("promptx/plan.yaml")
                  .replace(
                      "test ! -e broken &&", "echo [$NOTIFY_SOCKET] > told; test ! -e broken &&"));
      FatJar jar =
          watched
              .home()
              .emergency()
              .with("NOTIFY_SOCKET", socket.toString())
              .with("WATCHDOG_USEC", "600000");
      try (FatJar.Running daemon = jar.start("monitor", "--daemon")) {
        String pid = daemon.pid() + " ";
        watched.await("ready", () -> read(heard).contains(pid + "READY=1|STATUS=watching"));
        watched.await(
            "looked", () -> read(heard).contains(pid + "STATUS=1 of 1 blockers resolved"));
        watched.await(
            "signs of life",
            () -> read(heard).lines().filter((pid + "WATCHDOG=1")::equals).count() > 2);
        ends(daemon);
        watched.await("its end", () -> read(heard).contains(pid + "STOPPING=1"));
        assertThat(read(heard).lines()).allMatch(line -> line.startsWith(pid));
        assertThat(watched.home().text("told")).isEqualTo("[]\n");
      }
    } finally {
      manager.destroy();
      manager.waitFor();
    }
  }

  /** Says who sent each message, as the kernel knows it. */
  private static final String RECEIVER =
      """
      import socket, struct, sys
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      s.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
      s.bind(sys.argv[1])
      while True:
          text, more, _, _ = s.recvmsg(4096, 256)
          pid = struct.unpack('iII', more[0][2])[0]
          print(pid, text.decode().replace('\\n', '|'), flush=True)
      """;

  private static String read(Path file) {
    return new Home(file.getParent()).text(file.getFileName().toString());
  }

  private static boolean runs(String... words) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(words)).start().waitFor() == 0;
  }
}
