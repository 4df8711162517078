package io.nuwa.emergency.process;

import java.io.IOException;

/** A way to start a program and to wait for its end. */
interface Launcher {

  /**
   * Runs a program to its end.
   *
   * @throws IOException when it could not be started
   * @throws InterruptedException when this thread is interrupted; the program has been ended then
   */
  Completion run(Invocation invocation) throws IOException, InterruptedException;
}
