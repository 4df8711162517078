package io.nuwa.emergency.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A user of this machine without any rights, made for a test; only root can make one. */
final class OrdinaryUser {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final Path home;
  private final Path scratch;

  private OrdinaryUser(String name, Path scratch) {
    this.name = name;
    this.home = Path.of("/home", name);
    this.scratch = scratch;
  }

  /**
   * Makes one, with ids for containers and a folder for sockets.
   *
   * @param scratch a folder of root for output
   */
  static OrdinaryUser make(Path scratch) throws InterruptedException {
    var user = new OrdinaryUser("e2e" + UUID.randomUUID().toString().substring(0, 8), scratch);
    user.asRoot("useradd", "--create-home", "--shell", "/bin/bash", user.name);
    user.asRoot("install", "-d", "-m", "0700", "-o", user.name, user.runtimeFolder().toString());
    return user;
  }

  Path home() {
    return home;
  }

  private Path runtimeFolder() {
    return home.resolve("run");
  }

  /** A folder below the home, the user's own. */
  Path folder(String path) throws InterruptedException {
    Path folder = home.resolve(path);
    asRoot("install", "-d", "-o", name, folder.toString());
    return folder;
  }

  /** Gives the user a copy that everyone may read. */
  void give(Path source, Path target) throws InterruptedException {
    asRoot("install", "-d", target.getParent().toString());
    asRoot("cp", "-r", source.toString(), target.toString());
  }

  void own(Path path) throws InterruptedException {
    asRoot("chown", "-R", name, path.toString());
  }

  /** The words before a command that run it as this user, with this environment and no other. */
  List<String> words(Map<String, String> more) {
    var environment = new TreeMap<String, String>();
    environment.put("HOME", home.toString());
    environment.put("USER", name);
    environment.put("PATH", System.getenv("PATH"));
    environment.put("XDG_RUNTIME_DIR", runtimeFolder().toString());
    environment.putAll(more);
    var words = new ArrayList<>(List.of("runuser", "-u", name, "--", "env", "-i"));
    environment.forEach((variable, value) -> words.add(variable + "=" + value));
    return words;
  }

  /** Whether this user may run a program; false too when its folder is closed to others. */
  boolean mayRun(Path program) throws InterruptedException {
    var words = new ArrayList<>(words(Map.of()));
    words.addAll(List.of("test", "-x", program.toString()));
    return Program.start(words, Map.of(), scratch, scratch).ended(PATIENCE).code() == 0;
  }

  /** Removes containers, processes, files and at last the user. */
  void remove() throws InterruptedException, IOException {
    EngineWitness.podmanBy(words(Map.of()), scratch).run("rm", "-af", "-t", "0");
    for (int round = 0; round < 5; round++) {
      List<ProcessHandle> left =
          ProcessHandle.allProcesses().filter(process -> isOurs(process.pid())).toList();
      left.forEach(ProcessHandle::destroyForcibly);
      left.forEach(process -> process.onExit().completeOnTimeout(process, 5, SECONDS).join());
    }
    asRoot("userdel", "--force", name);
    // The second is what a killed Java leaves behind.
    asRoot("rm", "-rf", "--one-file-system", home.toString(), "/tmp/hsperfdata_" + name);
  }

  /** Processes in the user's containers run under the ids that were granted to the user. */
  private boolean isOurs(long process) {
    try {
      Object owner = Files.getAttribute(Path.of("/proc", Long.toString(process)), "unix:uid");
      long id = ((Number) owner).longValue();
      for (String line : Files.readAllLines(Path.of("/etc/subuid"))) {
        String[] grant = line.split(":", -1);
        long first = Long.parseLong(grant[1]);
        if (grant[0].equals(name) && id >= first && id < first + Long.parseLong(grant[2])) {
          return true;
        }
      }
      return id == ((Number) Files.getAttribute(home, "unix:uid")).longValue();
    } catch (IOException e) {
      return false;
    }
  }

  private void asRoot(String... words) throws InterruptedException {
    Program.Ended ended = Program.start(List.of(words), Map.of(), scratch, scratch).ended(PATIENCE);
    assertThat(ended.code()).as(ended.story()).isZero();
  }
}
