package io.nuwa.emergency.deploy.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.nuwa.emergency.process.Completion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Containers as an engine's program lists and inspects them. An inspection that fails says nothing
 * of those that it does not print: one that was removed meanwhile is left out of the next listing,
 * and whatever else Podman stumbles over in one container makes it print none at all.
 */
final class ProgramListing {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Containers come and go, but not in the moment between two programs ten times running. */
  private static final int TRIES = 10;

  /** Some 15 kB each: of a program's output the last megabyte is kept. */
  private static final int AT_ONCE = 20;

  private final Engine engine;

  ProgramListing(Engine engine) {
    this.engine = engine;
  }

  /**
   * Those that a filter lets through, whatever their state.
   *
   * @param filter further words of {@code ps}
   */
  Listing of(List<String> filter) throws InterruptedException {
    var words = new ArrayList<>(List.of("ps", "--all", "--quiet", "--no-trunc"));
    words.addAll(filter);
    for (int tries = 1; ; tries++) {
      Completion ids = engine.run(PATIENCE, words);
      if (!ids.succeeded()) {
        return unknown("list", ids);
      }
      ArrayNode inspected = JSON.createArrayNode();
      Optional<Completion> failed =
          inspect(ids.stdout().lines().filter(id -> !id.isBlank()).toList(), inspected);
      if (failed.isEmpty()) {
        return Listing.Known.of(inspected);
      }
      if (tries == TRIES || failed.get().timedOut()) {
        return unknown("inspect", failed.get());
      }
    }
  }

  /** Empty when it told of each; otherwise the inspection that did not. */
  private Optional<Completion> inspect(List<String> ids, ArrayNode inspected)
      throws InterruptedException {
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<String> some = ids.subList(from, Math.min(from + AT_ONCE, ids.size()));
      var words = new ArrayList<>(List.of("container", "inspect"));
      words.addAll(some);
      Completion told = engine.run(PATIENCE, words);
      if (!told.succeeded()) {
        return Optional.of(told);
      }
      Optional<JsonNode> each = read(told.stdout());
      if (each.filter(all -> all.isArray() && all.size() == some.size()).isEmpty()) {
        return Optional.of(told);
      }
      each.get().forEach(inspected::add);
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> read(String json) {
    try {
      return Optional.ofNullable(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Without what it printed elsewhere, where environments stand and with them secrets. */
  private Listing unknown(String what, Completion failed) {
    var explained =
        new Completion(failed.exitCode(), "", failed.stderr(), failed.took(), failed.timedOut());
    return new Listing.Unknown(
        EngineSignatures.classify(engine + " could not " + what + " containers", explained));
  }
}
