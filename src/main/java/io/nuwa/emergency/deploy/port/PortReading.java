package io.nuwa.emergency.deploy.port;

import io.nuwa.emergency.failure.FailureClass;
import java.util.Optional;

/**
 * What was seen of one port.
 *
 * @param asked where
 * @param service whose container must answer; empty when that is nobody's in particular
 * @param state what it comes to
 * @param text what is to be said of it; empty when nothing is
 * @param kind of its trouble, when it has one
 */
public record PortReading(
    TcpPort asked, Optional<String> service, State state, String text, FailureClass kind) {

  /** What it comes to. */
  public enum State {
    /** The one who must answer does. */
    OPEN,
    /** That one does not. */
    CLOSED,
    /** It is not known. */
    UNKNOWN
  }

  static PortReading open(TcpPort asked, Optional<String> service, String text) {
    return new PortReading(asked, service, State.OPEN, text, FailureClass.UNKNOWN);
  }

  static PortReading closed(
      TcpPort asked, Optional<String> service, FailureClass kind, String text) {
    return new PortReading(asked, service, State.CLOSED, text, kind);
  }

  static PortReading unknown(
      TcpPort asked, Optional<String> service, FailureClass kind, String text) {
    return new PortReading(asked, service, State.UNKNOWN, text, kind);
  }

  /** For the evidence: one line. */
  @Override
  public String toString() {
    return asked.address()
        + " "
        + switch (state) {
          case OPEN -> "open";
          case CLOSED -> "closed";
          case UNKNOWN -> "not known";
        }
        + service.map(one -> " (" + one + ")").orElse("")
        + (text.isEmpty() ? "" : ": " + text);
  }
}
