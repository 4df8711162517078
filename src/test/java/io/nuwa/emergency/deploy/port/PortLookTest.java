package io.nuwa.emergency.deploy.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.FreePort;
import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.compose.Stacks;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.deploy.engine.LastSeen;
import io.nuwa.emergency.deploy.port.PortReading.State;
import io.nuwa.emergency.deploy.remedy.PortHolders;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The container's process is this one, or one of a played {@code /proc}. */
@Timeout(20)
class PortLookTest {
  private static final int OURS = 77;
  private static final int HOLDER = 4711;
  private static final Path PROC = Path.of("/proc");

  @TempDir Path home;
  private final FakeMachine machine = new FakeMachine();
  private final LastSeen known = new LastSeen();
  private final List<ServerSocket> opened = new ArrayList<>();

  /** What is asked for is known by its number, so that no name makes it one of the stack. */
  private String name = "web";

  @AfterEach
  void closeAll() throws Exception {
    for (ServerSocket one : opened) {
      one.close();
    }
  }

  @Test
  void a_connection_that_gets_into_the_container_is_an_answer() throws Exception {
    int port = listening("127.0.0.1");
    runs(ProcessHandle.current().pid(), "127.0.0.1", port, port);

    assertThat(look(PROC, port).toString()).isEqualTo("127.0.0.1:" + port + " open (web)");
  }

  @Test
  void a_port_is_asked_at_the_address_at_which_it_is_published() throws Exception {
    int port = listening("127.0.0.2");
    runs(ProcessHandle.current().pid(), "127.0.0.2", port, port);

    assertThat(look(PROC, port).toString()).isEqualTo("127.0.0.2:" + port + " open (web)");
  }

  @Test
  void a_socket_that_only_keeps_the_port_is_no_answer() throws Exception {
    int port = listening("127.0.0.1");
    runs(OURS, "127.0.0.1", port, 8000);
    holds("conmon", port);
    inside(":1F40 00000000:0000 0A");

    PortReading reading = look(home, port);

    assertThat(reading.state()).isEqualTo(State.CLOSED);
    assertThat(reading.kind()).isEqualTo(FailureClass.NOT_READY);
    assertThat(reading.text())
        .isEqualTo(
            "a connection to 127.0.0.1:"
                + port
                + " does not get into week2-web-1: conmon (pid 4711) only keeps the port, and"
                + " nothing forwards it");
  }

  @Test
  void a_container_that_was_taken_off_its_network_is_named_as_that() throws Exception {
    int port = listening("127.0.0.1");
    Inspections.on(
        machine,
        inspection(OURS, "127.0.0.1", port, 8000)
            .replace("{\"RestartPolicy\"", "{\"NetworkMode\": \"bridge\", \"RestartPolicy\""));
    holds("conmon", port);
    inside(":1F40 00000000:0000 0A");

    PortReading reading = look(home, port);

    assertThat(reading.kind()).isEqualTo(FailureClass.NETWORK_MISSING);
    assertThat(reading.text()).isEqualTo("week2-web-1 behind it is running, but on no network");
  }

  /** Whatever the machine is busy with: the kernel forwards at once, or not at all. */
  @Test
  void a_socket_that_only_keeps_the_port_is_none_on_a_busy_machine_either() throws Exception {
    int port = listening("127.0.0.1");
    runs(OURS, "127.0.0.1", port, 8000);
    holds("conmon", port);
    inside(":1F40 00000000:0000 0A");
    machine.saturated("33 processes want to run on 2 processors");

    assertThat(look(home, port).state()).isEqualTo(State.CLOSED);
  }

  @Test
  void a_stranger_at_a_published_port_is_named() throws Exception {
    int port = listening("127.0.0.1");
    runs(OURS, "127.0.0.1", port, 8000);
    holds("python3", port);
    inside(":1F40 00000000:0000 0A");

    PortReading reading = look(home, port);

    assertThat(reading.kind()).isEqualTo(FailureClass.PORT_IN_USE);
    assertThat(reading.text())
        .isEqualTo(
            "it is python3 (pid 4711) that answers at 127.0.0.1:" + port + ", not week2-web-1");
  }

  @Test
  void a_stranger_at_a_port_that_no_container_publishes_any_more_is_named() throws Exception {
    int port = listening("127.0.0.1");
    runs(OURS, "127.0.0.1", FreePort.next(), 8000);
    holds("python3", port);

    PortReading reading = look(home, port);

    assertThat(reading.state()).isEqualTo(State.CLOSED);
    assertThat(reading.kind()).isEqualTo(FailureClass.PORT_IN_USE);
    assertThat(reading.text())
        .isEqualTo(
            "python3 (pid 4711) answers at 127.0.0.1:"
                + port
                + ", and no running container of the stack publishes it");
  }

  @Test
  void where_nobody_listens_inside_the_port_is_closed() throws Exception {
    int port = listening("127.0.0.1");
    runs(OURS, "127.0.0.1", port, 8000);
    holds("docker-proxy", port);
    inside(":1F41 00000000:0000 0A");

    assertThat(look(home, port).text()).isEqualTo("nobody listens on port 8000 inside week2-web-1");
  }

  @Test
  void a_program_that_forwards_must_have_connected_itself() throws Exception {
    int port = listening("127.0.0.1");
    runs(OURS, "127.0.0.1", port, 8000);
    holds("docker-proxy", port);
    inside(":1F40 00000000:0000 0A", ":1F40 0100000A:9999 01");

    assertThat(look(home, port).text())
        .endsWith("does not get into week2-web-1: what should forward it does not");
  }

  @Test
  void what_did_not_get_there_on_a_busy_machine_is_not_known() throws Exception {
    int port = listening("127.0.0.1");
    runs(OURS, "127.0.0.1", port, 8000);
    holds("docker-proxy", port);
    inside(":1F40 00000000:0000 0A");
    machine.saturated("33 processes want to run on 2 processors");

    PortReading reading = look(home, port);

    assertThat(reading.state()).isEqualTo(State.UNKNOWN);
    assertThat(reading.kind()).isEqualTo(FailureClass.TIMEOUT);
  }

  @Test
  void a_container_whose_network_cannot_be_seen_is_seen_from_outside() throws Exception {
    int port = listening("127.0.0.1");
    runs(0, "127.0.0.1", port, 8000);

    assertThat(look(home, port).toString())
        .isEqualTo(
            "127.0.0.1:"
                + port
                + " open (web): seen from outside only, as the network of week2-web-1 cannot be"
                + " seen here");
  }

  @Test
  void what_somebody_runs_once_publishes_nothing_for_the_service() throws Exception {
    int port = listening("127.0.0.1");
    Inspections.on(
        machine,
        inspection(ProcessHandle.current().pid(), "127.0.0.1", port, port)
            .replace("oneoff\": \"False", "oneoff\": \"True"));

    assertThat(look(PROC, port).state()).isEqualTo(State.CLOSED);
  }

  @Test
  void at_a_port_of_no_service_whoever_listens_counts() throws Exception {
    int port = listening("127.0.0.1");
    runs(OURS, "127.0.0.1", FreePort.next(), 8000);
    name = "";

    assertThat(look(PROC, port).toString()).isEqualTo("127.0.0.1:" + port + " open");
  }

  @Test
  void a_second_glance_asks_no_engine() throws Exception {
    int port = listening("127.0.0.1");
    long self = ProcessHandle.current().pid();
    runs(self, "127.0.0.1", port, port);
    machine.runs((int) self);
    look(PROC, port);
    int before = machine.commands().size();

    assertThat(look(PROC, port).state()).isEqualTo(State.OPEN);
    assertThat(machine.commands()).hasSize(before);
  }

  @Test
  void without_an_engine_nobody_knows_who_answers() throws Exception {
    int port = listening("127.0.0.1");
    machine.refuses("podman ps", 125, "Error: too many open files");

    PortReading reading = look(PROC, port);

    assertThat(reading.state()).isEqualTo(State.UNKNOWN);
    assertThat(reading.text())
        .isEqualTo("who answers is not known: podman could not list containers");
  }

  @Test
  void a_name_that_stands_for_nothing_says_nothing_of_a_port() throws Exception {
    PortReading reading =
        PortLook.plain(List.of(new PortLook.Wanted("web", 80)), "no-such-host.invalid", input(80))
            .getFirst();

    assertThat(reading.state()).isEqualTo(State.UNKNOWN);
    assertThat(reading.kind()).isEqualTo(FailureClass.NAME_RESOLUTION);
  }

  @Test
  void no_answer_in_our_time_is_not_known() throws Exception {
    TcpPort silent = new TcpPort("", "127.0.0.1", 80);

    PortReading reading =
        PortLook.plain(silent, new Connections.Answer.Silent(Duration.ofSeconds(2)));

    assertThat(reading.state()).isEqualTo(State.UNKNOWN);
    assertThat(reading.kind()).isEqualTo(FailureClass.TIMEOUT);
  }

  private PortReading look(Path proc, int port) throws Exception {
    return new PortLook(Stacks.on(machine, home), known, proc, new Holders(proc))
        .at(List.of(new PortLook.Wanted(name, port)), "", input(port))
        .getFirst();
  }

  private StepInput input(int port) {
    return Inputs.with(name.isEmpty() ? Map.of() : Map.of("port.web", Integer.toString(port)));
  }

  private int listening(String address) throws IOException {
    var server = new ServerSocket(0, 50, InetAddress.getByName(address));
    opened.add(server);
    return server.getLocalPort();
  }

  private void runs(long pid, String address, int port, int inside) {
    Inspections.on(machine, inspection(pid, address, port, inside));
  }

  private static String inspection(long pid, String address, int port, int inside) {
    return Inspections.of("week2", "web", "running", 0, port)
        .replace("\"ExitCode\":", "\"Pid\": " + pid + ", \"ExitCode\":")
        .replace("\"" + port + "/tcp\"", "\"" + inside + "/tcp\"")
        .replace("127.0.0.1", address);
  }

  /** Who listens at the loopback of the played machine. */
  private void holds(String program, int port) throws IOException {
    tcp(home.resolve("net"), String.format("0100007F:%04X 00000000:0000 0A", port));
    Path descriptors = Files.createDirectories(home.resolve(HOLDER + "/fd"));
    Files.createSymbolicLink(descriptors.resolve("5"), Path.of("socket:[1190483]"));
    Files.writeString(home.resolve(HOLDER + "/comm"), program + "\n");
  }

  /** The sockets inside the container of the played machine. */
  private void inside(String... sockets) throws IOException {
    var rows = new String[sockets.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = "00000000" + sockets[i];
    }
    tcp(home.resolve(OURS + "/net"), rows);
  }

  private static void tcp(Path folder, String... rows) throws IOException {
    Files.createDirectories(folder);
    var text = new StringBuilder("  sl  local_address rem_address   st\n");
    for (String row : rows) {
      text.append("   0: ").append(row).append(" 0:0 00:0 0 0 0 1190483 1\n");
    }
    Files.writeString(folder.resolve("tcp"), text);
  }

  private static final class Holders extends PortHolders {
    Holders(Path proc) {
      super(proc);
    }
  }
}
