package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** What an ordinary user needs before containers run without root. */
public final class RootlessPrerequisites {
  private final Machine machine;
  private final Path root;

  public RootlessPrerequisites(Machine machine) {
    this(machine, Path.of("/"));
  }

  /** With another root of the file system, for tests. */
  RootlessPrerequisites(Machine machine, Path root) {
    this.machine = machine;
    this.root = root;
  }

  /** What is missing, each with what to do; empty when nothing is. */
  public List<String> missing() {
    var missing = new ArrayList<String>();
    if (!machine.has("podman")) {
      missing.add("podman is not installed: run ./scripts/setup.sh as root");
    }
    if (!machine.has("newuidmap")) {
      missing.add("newuidmap is not installed: apt-get install uidmap");
    }
    for (String file : List.of("etc/subuid", "etc/subgid")) {
      if (!grantsIds(root.resolve(file))) {
        missing.add(
            "/"
                + file
                + " grants this user no ids: usermod --add-subuids 100000-165535"
                + " --add-subgids 100000-165535 "
                + user());
      }
    }
    Path device = root.resolve("dev/net/tun");
    if (!Files.isReadable(device) || !Files.isWritable(device)) {
      missing.add("/dev/net/tun may not be opened: chmod 0666 /dev/net/tun");
    }
    if (machine.variable("HOME").isEmpty()) {
      missing.add("HOME is not set: Podman keeps its images below it");
    }
    runtimeFolder(missing);
    return missing;
  }

  private void runtimeFolder(List<String> missing) {
    Path folder = new Engine(EngineKind.PODMAN, "", machine).runtimeFolder();
    try {
      if (!Files.exists(folder)) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          || ((Number) owner).longValue() != machine.userId()) {
        missing.add(folder + " belongs to somebody else: set XDG_RUNTIME_DIR to a folder of yours");
      }
    } catch (IOException e) {
      missing.add("the folder " + folder + " cannot be made: set XDG_RUNTIME_DIR");
    }
  }

  private boolean grantsIds(Path file) {
    try {
      String id = Long.toString(machine.userId());
      return Files.readAllLines(file).stream()
          .map(line -> line.split(":", -1)[0])
          .anyMatch(name -> name.equals(user()) || name.equals(id));
    } catch (IOException e) {
      return false;
    }
  }

  private String user() {
    return machine.variable("USER").orElse(System.getProperty("user.name", ""));
  }
}
