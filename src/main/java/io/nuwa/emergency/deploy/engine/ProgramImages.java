package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.process.Completion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What names of images stand for, as an engine's program tells it. It fails when a name stands for
 * nothing, and for many other reasons: only its own words tell which.
 */
final class ProgramImages {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Podman's words, and Docker's. */
  private static final Pattern NO_SUCH =
      Pattern.compile("image not known|no such image", Pattern.CASE_INSENSITIVE);

  private final Engine engine;

  ProgramImages(Engine engine) {
    this.engine = engine;
  }

  Images of(Collection<String> names) throws InterruptedException {
    var ids = new TreeMap<String, String>();
    if (names.isEmpty()) {
      return new Images.Known(ids);
    }
    List<String> wanted = List.copyOf(names);
    List<String> told = told(inspect(wanted));
    if (told.size() == wanted.size()) {
      for (int i = 0; i < told.size(); i++) {
        ids.put(wanted.get(i), told.get(i));
      }
      return new Images.Known(ids);
    }
    // One unknown name makes the command fail for all of them.
    for (String name : wanted) {
      Completion inspected = inspect(List.of(name));
      List<String> id = told(inspected);
      if (id.size() == 1) {
        ids.put(name, id.getFirst());
      } else if (!saysNoSuch(inspected.stderr())) {
        return new Images.Unknown(
            EngineSignatures.classify(engine + " could not inspect image " + name, inspected));
      }
    }
    return new Images.Known(ids);
  }

  /** Whether these are an engine's words for a name that stands for nothing. */
  static boolean saysNoSuch(String words) {
    return NO_SUCH.matcher(words).find();
  }

  private Completion inspect(List<String> names) throws InterruptedException {
    var words = new ArrayList<>(List.of("image", "inspect", "--format", "{{.Id}}"));
    words.addAll(names);
    return engine.run(PATIENCE, words);
  }

  /** In the order of the names; none when it failed. */
  private static List<String> told(Completion inspected) {
    return Optional.of(inspected).filter(Completion::succeeded).stream()
        .flatMap(one -> one.stdout().lines())
        .map(String::strip)
        .filter(id -> !id.isEmpty())
        .map(Container::plainId)
        .toList();
  }
}
