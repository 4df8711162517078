package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.Outcome;

/** The exit codes of every command. */
enum ExitCode {
  /** Done, or GO. */
  DONE(0),
  /** Not resolved, or NO-GO before the time box ended. */
  NOT_RESOLVED(1),
  /** The command line is wrong. */
  USAGE(2),
  /** A plan or state file is not what it should be. */
  INVALID_FILE(3),
  /** The machine lacks something: an engine, a permission, disk space. */
  ENVIRONMENT(4),
  /** Another run holds the lock. */
  LOCKED(5),
  /** The time box is over. */
  LATE(6),
  /** A fault of the program itself. */
  CRASH(70),
  /** Stopped by Ctrl-C, where the JVM does not say so itself. */
  INTERRUPTED(130);

  final int code;

  ExitCode(int code) {
    this.code = code;
  }

  static ExitCode of(Outcome outcome) {
    return switch (outcome) {
      case DONE -> DONE;
      case NOT_RESOLVED -> NOT_RESOLVED;
      case ENVIRONMENT -> ENVIRONMENT;
      case CONFIGURATION -> INVALID_FILE;
      case LATE -> LATE;
    };
  }
}
