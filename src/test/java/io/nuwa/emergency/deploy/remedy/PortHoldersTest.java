package io.nuwa.emergency.deploy.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortHoldersTest {
  @TempDir Path proc;

  @Test
  void a_listener_is_named_with_its_process() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String holder = new PortHolders().describe(socket.getLocalPort());

      assertThat(holder).contains("(pid " + ProcessHandle.current().pid() + ")");
    }
  }

  @Test
  void a_port_held_on_the_loopback_alone_is_not_free() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(new PortHolders().isFree(socket.getLocalPort())).isFalse();
    }
  }

  @Test
  void a_listener_whose_process_is_hidden_belongs_to_another_user() throws Exception {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/tcp"),
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           5: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1190483 1
        """);

    var holders = new PortHolders(proc);

    assertThat(holders.describe(8000)).isEqualTo("a process of another user");
    assertThat(holders.evidence(8000)).contains("0100007F:1F40");
    assertThat(holders.describe(8001)).isEqualTo("nobody that can be seen any more");
  }

  @Test
  void a_descriptor_that_cannot_be_read_hides_no_other() throws Exception {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/tcp"), "   5: 0100007F:1F40 0:0 0A 0:0 00:0 0 0 0 1190483 1\n");
    Path descriptors = Files.createDirectories(proc.resolve("4711/fd"));
    Files.writeString(descriptors.resolve("0"), "no link, as one that was closed meanwhile");
    Files.createSymbolicLink(descriptors.resolve("1"), Path.of("socket:[1190483]"));
    Files.writeString(descriptors.resolve("2"), "no link either, whatever comes first");
    Files.writeString(proc.resolve("4711/comm"), "python3\n");

    assertThat(new PortHolders(proc).describe(8000)).contains("(pid 4711)");
  }

  @Test
  void a_low_port_on_which_nobody_listens_is_forbidden_to_an_ordinary_user_only() {
    var holders = nothingIsFree();

    assertThat(holders.isForbidden(80, 4711)).isTrue();
    assertThat(holders.isForbidden(80, 0)).as("root").isFalse();
    assertThat(holders.isForbidden(8080, 4711)).as("a port for all").isFalse();
  }

  @Test
  void a_low_port_that_somebody_holds_is_held_and_not_forbidden() throws Exception {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/tcp6"),
        "   5: 00000000000000000000000000000000:0050 0:0 0A 0:0 00:0 0 0 0 1190483 1\n");

    assertThat(nothingIsFree().isForbidden(80, 4711)).isFalse();
  }

  private PortHolders nothingIsFree() {
    return new PortHolders(proc) {
      @Override
      public boolean isFree(int port) {
        return false;
      }
    };
  }
}
