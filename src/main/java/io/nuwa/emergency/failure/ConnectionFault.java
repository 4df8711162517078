package io.nuwa.emergency.failure;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * What it means that a peer could not be asked over the network: the one place that decides so for
 * every probe, task and message. Goes by the types of a fault and its causes, never by their words;
 * the JDK wraps the fault that matters up to three times.
 */
public final class ConnectionFault {
  private ConnectionFault() {}

  /** Its class: a name that is not known, a time that is up, else a peer that is not ready. */
  public static FailureClass kind(Throwable fault) {
    if (unknownName(fault)) {
      return FailureClass.NAME_RESOLUTION;
    }
    return timedOut(fault) ? FailureClass.TIMEOUT : FailureClass.NOT_READY;
  }

  /** The same in a few words, which hold no address. */
  public static String words(Throwable fault) {
    if (unknownName(fault)) {
      return "no such host name";
    }
    if (timedOut(fault)) {
      return "no answer in time";
    }
    if (any(fault, ConnectException.class::isInstance)) {
      return "connection refused";
    }
    return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
  }

  private static boolean unknownName(Throwable fault) {
    return any(
        fault,
        one -> one instanceof UnresolvedAddressException || one instanceof UnknownHostException);
  }

  private static boolean timedOut(Throwable fault) {
    return any(
        fault,
        one ->
            one instanceof HttpTimeoutException
                || one instanceof SocketTimeoutException
                || one instanceof TimeoutException);
  }

  private static boolean any(Throwable fault, Predicate<Throwable> wanted) {
    for (Throwable one = fault; one != null; one = one.getCause()) {
      if (wanted.test(one)) {
        return true;
      }
    }
    return false;
  }
}
