package io.nuwa.emergency.cli;

/** Which names of files this JVM can open: that depends on the locale it was started in. */
final class NamesOfFiles {
  private NamesOfFiles() {}

  /** The next step where names beyond ASCII cannot be opened; empty where they can. */
  static String hint() {
    boolean all = System.getProperty("sun.jnu.encoding", "UTF-8").equalsIgnoreCase("UTF-8");
    return all ? "" : "; names beyond ASCII need a UTF-8 locale here: set LC_ALL=C.UTF-8";
  }
}
