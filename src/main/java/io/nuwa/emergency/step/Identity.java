package io.nuwa.emergency.step;

import io.nuwa.emergency.failure.Failure;
import java.util.Map;

/** What a part of the system under repair was when it was asked. */
public sealed interface Identity {

  /**
   * It could be told.
   *
   * @param parts what each part is, by a name for people, such as {@code service text2sql}; the
   *     values are only compared, and hold no secret
   */
  record Known(Map<String, String> parts) implements Identity {
    public Known {
      parts = Map.copyOf(parts);
    }
  }

  /** It could not be asked, so nothing can be said to be what it was. */
  record Unknown(Failure why) implements Identity {}
}
