package io.nuwa.emergency.drill;

import io.nuwa.emergency.drill.fault.Trouble;
import io.nuwa.emergency.drill.scene.SoundStack;
import java.io.IOException;
import java.util.Optional;

/**
 * What is really so: the fault's own look, and the looks at the stack as a whole.
 *
 * @param trouble the fault that was brought about
 * @param stack the stack that it was brought about in
 */
record Oracle(Trouble trouble, SoundStack stack) {
  /**
   * What is broken; empty when nothing is.
   *
   * @throws IOException when it could not be looked at
   */
  Optional<String> harm() throws IOException, InterruptedException {
    Optional<String> own = trouble.harm();
    return own.isPresent() ? own : stack.harm();
  }
}
