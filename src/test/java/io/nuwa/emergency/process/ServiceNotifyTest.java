package io.nuwa.emergency.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ServiceNotifyTest {
  /** The JDK cannot receive such messages either, so something that can does. */
  private static final String RECEIVER =
      """
      import socket, sys
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      name = sys.argv[1]
      s.bind('\\0' + name[1:] if name.startswith('@') else name)
      print('bound', flush=True)
      for _ in range(int(sys.argv[2])):
          print(s.recv(4096).decode().replace('\\n', '|'), flush=True)
      """;

  @TempDir private Path folder;

  @Test
  void speaks_to_a_socket_in_the_file_system() throws Exception {
    String socket = folder.resolve("notify").toString();
    Process receiver = receiver(socket, 3);
    ServiceNotify service =
        ServiceNotify.of(Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "30000000"));

    service.ready("watching");
    service.alive();
    service.stopping();

    assertThat(service.watchdog()).contains(Duration.ofSeconds(30));
    assertThat(receiver.inputReader().lines())
        .containsExactly("READY=1|STATUS=watching", "WATCHDOG=1", "STOPPING=1");
  }

  @Test
  void speaks_to_an_abstract_socket() throws Exception {
    String socket = "@emergency-test-" + ProcessHandle.current().pid();
    Process receiver = receiver(socket, 1);

    ServiceNotify.of(Map.of("NOTIFY_SOCKET", socket)).status("2 of 3");

    assertThat(receiver.inputReader().lines()).containsExactly("STATUS=2 of 3");
  }

  @Test
  void works_on_without_a_manager_or_with_one_that_is_gone() {
    ServiceNotify nobody = ServiceNotify.of(Map.of());
    nobody.ready("watching");
    assertThat(nobody.watchdog()).isEmpty();

    ServiceNotify gone =
        ServiceNotify.of(
            Map.of("NOTIFY_SOCKET", folder.resolve("gone").toString(), "WATCHDOG_USEC", "x"));
    gone.ready("watching");
    assertThat(gone.watchdog()).isEmpty();
  }

  @Test
  void keeps_a_watchdog_that_is_meant_for_it_and_no_other() {
    long self = ProcessHandle.current().pid();

    assertThat(watchdogFor(self)).contains(Duration.ofSeconds(30));
    assertThat(watchdogFor(self + 1)).isEmpty();
  }

  private Optional<Duration> watchdogFor(long pid) {
    return ServiceNotify.of(
            Map.of(
                "NOTIFY_SOCKET",
                folder.resolve("gone").toString(),
                "WATCHDOG_USEC",
                "30000000",
                "WATCHDOG_PID",
                String.valueOf(pid)))
        .watchdog();
  }

  private static Process receiver(String socket, int messages) throws Exception {
    Process receiver =
        new ProcessBuilder("python3", "-c", RECEIVER, socket, String.valueOf(messages))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(receiver.inputReader().readLine()).isEqualTo("bound");
    return receiver;
  }
}
