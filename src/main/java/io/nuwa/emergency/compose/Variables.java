package io.nuwa.emergency.compose;

import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.files.WholeFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What variables stand for: what is given wins over environment files.
 *
 * @param given from outside
 * @param read from environment files
 */
record Variables(Function<String, Optional<String>> given, Map<String, String> read)
    implements Function<String, Optional<String>> {

  @Override
  public Optional<String> apply(String name) {
    return given.apply(name).or(() -> Optional.ofNullable(read.get(name)));
  }

  /** These, and below them what stands in further files; a later one wins over an earlier one. */
  Variables below(List<Path> files, Function<Path, String> display, Problems problems) {
    var values = new HashMap<String, String>();
    for (Path file : files) {
      try {
        values.putAll(
            EnvironmentFile.read(
                WholeFile.text(file),
                name -> apply(name).or(() -> Optional.ofNullable(values.get(name)))));
      } catch (NoSuchFileException e) {
        // A provider that is given it says so itself; a plan may be read before it is written.
      } catch (IOException e) {
        problems.add(
            new Position(display.apply(file), 1, 1), "the environment file cannot be read: " + e);
      } catch (EnvironmentFile.BrokenException e) {
        problems.add(new Position(display.apply(file), e.line(), 1), e.getMessage());
      }
    }
    var all = new HashMap<>(values);
    all.putAll(read);
    return new Variables(given, all);
  }

  /** These, and this one above all. */
  Variables with(String name, String value) {
    return new Variables(
        asked -> asked.equals(name) ? Optional.of(value) : given.apply(asked), read);
  }
}
