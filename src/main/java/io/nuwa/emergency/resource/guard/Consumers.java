package io.nuwa.emergency.resource.guard;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The processes that hold most memory, and the containers that they are in. */
final class Consumers {
  private static final int SHOWN = 5;
  private static final int MOST_ANCESTORS = 20;
  private static final Pattern CONTAINER =
      Pattern.compile("(?:libpod-|docker-|docker/|crio-|cri-containerd-)([0-9a-f]{12})[0-9a-f]*");

  private final Path proc;

  Consumers(Path proc) {
    this.proc = proc;
  }

  private record Consumer(String pid, long bytes) {}

  /** Such as {@code java (pid 12, container week2-text2sql-1) 1.2 GiB}, the biggest first. */
  String text() {
    var all = new ArrayList<Consumer>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        String pid = process.getFileName().toString();
        field(pid, "VmRSS:").ifPresent(kib -> all.add(new Consumer(pid, kib << 10)));
      }
    } catch (IOException | DirectoryIteratorException e) {
      return "the processes cannot be listed";
    }
    return all.stream()
        .sorted(Comparator.comparingLong(Consumer::bytes).reversed())
        .limit(SHOWN)
        .map(this::text)
        .collect(Collectors.joining(", "));
  }

  private String text(Consumer consumer) {
    String container = container(consumer.pid()).map(name -> ", container " + name).orElse("");
    return "%s (pid %s%s) %s"
        .formatted(name(consumer.pid()), consumer.pid(), container, Bytes.text(consumer.bytes()));
  }

  private String name(String pid) {
    return read(pid, "comm").map(String::strip).orElse("?");
  }

  /** Podman's monitor of a container is its ancestor and knows its name; else there is an id. */
  private Optional<String> container(String pid) {
    String ancestor = pid;
    for (int i = 0; i < MOST_ANCESTORS; i++) {
      Optional<Long> parent = field(ancestor, "PPid:");
      if (parent.isEmpty() || parent.get() <= 1) {
        break;
      }
      ancestor = parent.get().toString();
      if (name(ancestor).equals("conmon")) {
        List<String> words = List.of(read(ancestor, "cmdline").orElse("").split("\0", -1));
        int option = words.indexOf("-n");
        if (option >= 0 && option + 1 < words.size()) {
          return Optional.of(words.get(option + 1));
        }
      }
    }
    return read(pid, "cgroup").map(CONTAINER::matcher).filter(Matcher::find).map(m -> m.group(1));
  }

  private Optional<Long> field(String pid, String name) {
    return read(pid, "status").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(name))
        .map(line -> Long.parseLong(line.substring(name.length()).replace("kB", "").strip()))
        .findFirst();
  }

  private Optional<String> read(String pid, String file) {
    try {
      return Optional.of(Files.readString(proc.resolve(pid).resolve(file)));
    } catch (IOException e) {
      // It has ended.
      return Optional.empty();
    }
  }
}
