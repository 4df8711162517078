package io.nuwa.emergency.deploy.watch;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.process.ProcessEnds;
import io.nuwa.emergency.step.Sentinel;
import io.nuwa.emergency.step.SentinelInput;
import io.nuwa.emergency.step.Sighting;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Watches the first process of each container: the kernel tells of its end a hundred milliseconds
 * before the engine does. Has nothing to watch where containers run on another machine.
 */
record ContainerProcesses(Deployment deployment) implements Sentinel {
  /** Containers come and go by other hands too. */
  private static final Duration LIST_EVERY = Duration.ofMinutes(1);

  /** While one is missing, it may be back at any moment. */
  private static final Duration SOON = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "container-processes";
  }

  @Override
  public void watch(SentinelInput input, Consumer<Sighting> report) throws InterruptedException {
    var services = new AtomicReference<Map<Long, String>>(Map.of());
    Optional<ProcessEnds> ends =
        ProcessEnds.open(
            pid -> {
              String service = services.get().get(pid);
              if (service != null) {
                report.accept(ended(service, pid));
              }
            });
    if (ends.isEmpty()) {
      return;
    }
    try (ProcessEnds watching = ends.get()) {
      while (true) {
        Optional<Map<Long, String>> running = running(input);
        if (running.isPresent()) {
          services.set(running.get());
          watching.watchOnly(running.get().keySet());
        }
        boolean whole = running.isPresent() && nobodyIsMissing();
        input.rest().rest(whole ? LIST_EVERY : SOON);
      }
    }
  }

  /** One that ended well may have been there to do so. */
  private boolean nobodyIsMissing() {
    return deployment.stack().services().stream()
        .allMatch(
            service ->
                deployment.seen().containers().stream()
                    .filter(one -> one.service().equals(service))
                    .anyMatch(one -> one.running() || (one.ended() && one.exitCode() == 0)));
  }

  private static Sighting ended(String service, long pid) {
    return Sighting.of(
        DeploySentinels.subject(service),
        "its process " + pid + " has ended",
        DeploySentinels.CONCERNED);
  }

  /** The processes by the service that each belongs to; empty when nobody can say. */
  private Optional<Map<Long, String>> running(SentinelInput input) throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(input.values().get())) {
      case Detection.NotFound none -> Optional.empty();
      case Detection.Found found ->
          switch (new Containers(found.engine()).ofProject(deployment.stack().project())) {
            case Listing.Unknown unknown -> Optional.empty();
            case Listing.Known known -> {
              deployment.seen().saw(known.containers());
              yield Optional.of(processes(known));
            }
          };
    };
  }

  private Map<Long, String> processes(Listing.Known known) {
    var processes = new HashMap<Long, String>();
    for (Container container : known.containers()) {
      if (container.running()
          && container.pid() > 0
          && deployment.stack().services().contains(container.service())) {
        processes.put(container.pid(), container.service());
      }
    }
    return processes;
  }
}
