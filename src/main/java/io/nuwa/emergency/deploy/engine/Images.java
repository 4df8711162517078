package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.failure.Failure;
import java.util.List;
import java.util.Map;

/** What came of asking an engine what names of images stand for. */
public sealed interface Images {

  /**
   * It answered.
   *
   * @param ids by name; a name that stands for nothing is left out
   */
  record Known(Map<String, String> ids) implements Images {
    public Known {
      ids = Map.copyOf(ids);
    }

    /** Which of these names stand for nothing on this machine. */
    public List<String> missing(List<String> names) {
      return names.stream().filter(name -> !ids.containsKey(name)).toList();
    }
  }

  /** It did not say it of each. */
  record Unknown(Failure failure) implements Images {}
}
