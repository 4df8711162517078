package io.nuwa.emergency.run;

import java.time.Instant;
import java.util.Optional;

/**
 * A risk that was seen and has not been measured to be gone since: what cannot be measured any
 * longer is not over.
 *
 * @param seen the judgement by which it was seen last
 * @param since when it was seen first
 * @param blindSince since when it cannot be measured; empty while it can
 * @param why it cannot be measured; empty while it can
 */
public record RiskSighting(
    Event.RiskJudged seen, Instant since, Optional<Instant> blindSince, String why) {

  static RiskSighting of(Event.RiskJudged seen, Instant since) {
    return new RiskSighting(seen, since, Optional.empty(), "");
  }

  RiskSighting blind(String reason, Instant at) {
    return new RiskSighting(seen, since, Optional.of(blindSince.orElse(at)), reason);
  }
}
