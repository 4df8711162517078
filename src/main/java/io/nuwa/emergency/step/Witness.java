package io.nuwa.emergency.step;

import java.util.List;

/**
 * Tells a diagnosis what a feature can see of the system under repair, such as the logs of its
 * containers. Reads only, changes nothing, and may be asked at any time.
 */
public interface Witness {

  /** What it tells of, such as {@code containers}: the name of a section of the diagnosis. */
  String name();

  /**
   * Looks now. What cannot be seen is said in the text of an evidence, so that a diagnosis names it
   * and does not leave it out.
   *
   * @return texts as they were read, without secrets
   */
  List<Evidence> testify(StepInput input) throws InterruptedException;
}
