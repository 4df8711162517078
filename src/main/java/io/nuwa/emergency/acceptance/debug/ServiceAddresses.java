package io.nuwa.emergency.acceptance.debug;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.plan.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which service of the stack stands behind a port or a host name. A failing case knows addresses;
 * the remedies know services.
 *
 * @param services of the stack
 * @param behind the service, by the number of the port where it is reached now
 */
public record ServiceAddresses(List<String> services, Map<String, String> behind) {
  public ServiceAddresses {
    services = List.copyOf(services);
    behind = Map.copyOf(behind);
  }

  /** As the plan says, at the ports that hold now. */
  public static ServiceAddresses of(Plan plan, Values values) {
    if (plan.stack().isEmpty()) {
      return new ServiceAddresses(List.of(), Map.of());
    }
    Stack stack = plan.stack().get();
    var behind = new TreeMap<String, String>();
    for (var port : plan.ports().entrySet()) {
      String now =
          values.fact(Values.PORT + port.getKey()).orElse(Integer.toString(port.getValue()));
      stack.serviceAt(port.getKey()).ifPresent(service -> behind.put(now, service));
    }
    return new ServiceAddresses(stack.services(), behind);
  }

  /** The failure with the detail {@code service}, where its port or host tells which it is. */
  public Failure named(Failure failure) {
    Optional<String> service =
        Optional.ofNullable(failure.details().get("port"))
            .map(behind::get)
            .or(
                () ->
                    Optional.ofNullable(failure.details().get("host")).filter(services::contains));
    if (service.isEmpty()) {
      return failure;
    }
    var details = new TreeMap<>(failure.details());
    details.put("service", service.get());
    return new Failure(failure.kind(), failure.summary(), failure.evidence(), details);
  }
}
