package io.nuwa.emergency.cli;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.metrics.MetricsServer;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.plan.Values;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks the engine under which address the containers of the stack see this machine.
 *
 * @param machine where the engine runs
 * @param stack of the plan; empty: there is no gateway
 * @param facts of the run, which name the engine
 */
record StackGateways(Machine machine, Optional<Stack> stack, Supplier<Map<String, String>> facts)
    implements MetricsServer.Gateways {

  @Override
  public Optional<InetAddress> of(String service) throws IOException, InterruptedException {
    if (stack.isEmpty()) {
      return Optional.empty();
    }
    var values = new Values(facts.get(), Map.of());
    return switch (new EngineDetection(machine).current(values)) {
      case Detection.NotFound none -> throw new IOException(none.failure().summary());
      case Detection.Found found ->
          switch (new Containers(found.engine()).ofProject(stack.get().project())) {
            case Listing.Unknown unknown -> throw new IOException(unknown.failure().summary());
            case Listing.Known known ->
                known.containers().stream()
                    .filter(container -> container.service().equals(service))
                    .filter(Container::running)
                    .flatMap(container -> container.attachment().gateway().stream())
                    .findFirst()
                    // Never looked up: an engine that says a name says nothing.
                    .map(InetAddress::ofLiteral);
          };
    };
  }
}
