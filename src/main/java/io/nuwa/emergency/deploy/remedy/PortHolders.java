package io.nuwa.emergency.deploy.remedy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who listens on a port of this machine, read from {@code /proc}. */
public class PortHolders {
  private static final String LISTENING = "0A";
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int LONGEST = 300;
  private static final int FIRST_FREE_TO_ALL = 1024;

  private final Path proc;

  public PortHolders() {
    this(Path.of("/proc"));
  }

  /** With another {@code /proc}, for tests. */
  protected PortHolders(Path proc) {
    this.proc = proc;
  }

  /** Whether this user could listen there, on the loopback and on all addresses. */
  public boolean isFree(int port) {
    return binds(port, InetAddress.getLoopbackAddress()) && binds(port, null);
  }

  /**
   * Whether a port is not free although nobody is seen to listen there, because only root may open
   * ports so low.
   *
   * @param user the number of this user
   */
  public boolean isForbidden(int port, long user) {
    return port < FIRST_FREE_TO_ALL && user != 0 && !isFree(port) && listening(port).isEmpty();
  }

  /** For people: {@code python3 (pid 4711)}, or what is known of it. */
  public String describe(int port) {
    List<Row> rows = listening(port);
    if (rows.isEmpty()) {
      return "nobody that can be seen any more";
    }
    return process(inodes(rows))
        .map(process -> nameOf(process) + " (pid " + process.getFileName() + ")")
        .orElse("a process of another user");
  }

  /**
   * Who listens on a port.
   *
   * @param program as the kernel calls it; empty when its owner keeps that from us
   */
  public record Holder(String program, long pid) {
    /** Whether it can be seen who it is. */
    public boolean known() {
      return !program.isEmpty();
    }

    @Override
    public String toString() {
      return known() ? program + " (pid " + pid + ")" : "a process of another user";
    }
  }

  /**
   * Who listens on a port at this address, or at all addresses; empty when nobody does.
   *
   * @param host an address of this machine, or a name of one
   */
  public Optional<Holder> holder(String host, int port) {
    Set<String> wanted = ListenAddress.matching(host);
    List<Row> rows =
        listening(port).stream().filter(row -> wanted.contains(row.address())).toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            process(inodes(rows))
                .map(
                    process ->
                        new Holder(
                            nameOf(process), Long.parseLong(process.getFileName().toString())))
                .orElse(new Holder("", 0)));
  }

  /** How the holder was started, on one line; empty when that cannot be seen. */
  public Optional<String> commandLine(int port) {
    return process(inodes(listening(port))).flatMap(PortHolders::commandLine);
  }

  private static Optional<String> commandLine(Path process) {
    try {
      String words = Files.readString(process.resolve("cmdline")).replace('\0', ' ').strip();
      return Optional.of(words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "...")
          .filter(line -> !line.isEmpty());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** The listening sockets as the kernel lists them, and the process, where it can be seen. */
  String evidence(int port) {
    var text = new StringBuilder("port " + port + ": " + describe(port) + "\n");
    listening(port).forEach(row -> text.append(row.text()).append('\n'));
    return text.toString();
  }

  private record Row(String text, String address, String inode) {}

  private List<Row> listening(int port) {
    String suffix = String.format(":%04X", port);
    var rows = new ArrayList<Row>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      try {
        for (String line : Files.readAllLines(proc.resolve(table))) {
          String[] columns = line.strip().split("\\s+", -1);
          if (columns.length > INODE
              && columns[1].endsWith(suffix)
              && columns[STATE].equals(LISTENING)) {
            String local = columns[1];
            rows.add(
                new Row(line.strip(), local.substring(0, local.lastIndexOf(':')), columns[INODE]));
          }
        }
      } catch (IOException unreadable) {
        // Not every kernel has IPv6; and without /proc the holder just stays unknown.
      }
    }
    return rows;
  }

  private static Set<String> inodes(List<Row> rows) {
    var inodes = new HashSet<String>();
    rows.forEach(row -> inodes.add("socket:[" + row.inode() + "]"));
    return inodes;
  }

  private Optional<Path> process(Set<String> sockets) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (owns(process, sockets)) {
          return Optional.of(process);
        }
      }
    } catch (IOException unreadable) {
      // Then nobody can be named.
    }
    return Optional.empty();
  }

  /** One that was closed while we looked hides no other. */
  private static boolean isOneOf(Path descriptor, Set<String> sockets) {
    try {
      return sockets.contains(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException closed) {
      return false;
    }
  }

  private static boolean owns(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (isOneOf(descriptor, sockets)) {
          return true;
        }
      }
    } catch (IOException
        | java.io.UncheckedIOException
        | java.nio.file.DirectoryIteratorException e) {
      // Of another user, or it ended while we looked.
    }
    return false;
  }

  private static String nameOf(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip();
    } catch (IOException e) {
      return "a process";
    }
  }

  private static boolean binds(int port, InetAddress address) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
