package io.nuwa.emergency.deploy.engine;

import static io.nuwa.emergency.failure.FailureClass.AUTHENTICATION;
import static io.nuwa.emergency.failure.FailureClass.CONFIGURATION;
import static io.nuwa.emergency.failure.FailureClass.ENGINE_MISSING;
import static io.nuwa.emergency.failure.FailureClass.IMAGE_MISSING;
import static io.nuwa.emergency.failure.FailureClass.KILLED;
import static io.nuwa.emergency.failure.FailureClass.NAME_RESOLUTION;
import static io.nuwa.emergency.failure.FailureClass.NETWORK_MISSING;
import static io.nuwa.emergency.failure.FailureClass.NO_SPACE;
import static io.nuwa.emergency.failure.FailureClass.PERMISSION;
import static io.nuwa.emergency.failure.FailureClass.PORT_IN_USE;
import static io.nuwa.emergency.failure.FailureClass.TIMEOUT;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.Signature;
import io.nuwa.emergency.failure.Signatures;
import io.nuwa.emergency.process.Completion;
import java.util.List;

/** How Podman, Docker and their compose providers say what is wrong. */
public final class EngineSignatures {
  private static final String PODMAN = "Podman 4.3.1";
  private static final String NEWER_PODMAN = "Podman 5 with pasta";
  private static final String DOCKER = "Docker 20 to 28";
  private static final String COMPOSE = "docker-compose 2.26";

  private static final Signatures ALL =
      new Signatures(
          List.of(
              Signature.of(
                  PORT_IN_USE,
                  "listen (?:tcp|udp)[46]? \\S*:(?<port>\\d+): bind: address already in use",
                  PODMAN),
              Signature.of(
                  PORT_IN_USE,
                  "failed to bind (?:host )?port (?:for )?(?:\\S*?:)?(?<port>\\d+)\\b.*address"
                      + " already in use",
                  NEWER_PODMAN + "; " + DOCKER),
              Signature.of(
                  PORT_IN_USE,
                  "bind for \\S*:(?<port>\\d+) failed: port is already allocated",
                  DOCKER),
              Signature.of(
                  PORT_IN_USE, "exposing port \\S+ \\S*:(?<port>\\d+) ->.*already", DOCKER),
              Signature.of(
                  PERMISSION, "cannot expose privileged port (?<port>\\d+)", PODMAN + " rootless"),
              Signature.of(
                  PERMISSION,
                  "listen (?:tcp|udp)[46]? \\S*:(?<port>\\d+): bind: permission denied",
                  PODMAN + " rootless"),
              Signature.of(
                  PERMISSION, "dial unix (?<socket>\\S+): connect: permission denied", PODMAN),
              Signature.of(
                  PERMISSION,
                  "permission denied while trying to connect to the Docker (?:daemon socket|API)",
                  DOCKER),
              Signature.of(
                  PERMISSION,
                  "(?<device>/dev/net/tun)\\W*: permission denied",
                  PODMAN + " rootless"),
              Signature.of(
                  PERMISSION,
                  "newuidmap|newgidmap|insufficient UIDs or GIDs|no subuid ranges found",
                  PODMAN + " rootless"),
              Signature.of(
                  NETWORK_MISSING,
                  "unable to find network with name or ID (?<network>[^\\s:]+): network not found",
                  PODMAN),
              Signature.of(
                  NETWORK_MISSING,
                  "network (?<network>\\S+) declared as external, but could not be found",
                  COMPOSE),
              Signature.of(NETWORK_MISSING, "network (?<network>\\S+) not found", DOCKER),
              Signature.of(NETWORK_MISSING, "network not found", PODMAN),
              Signature.of(NO_SPACE, "no space left on device|disk quota exceeded", PODMAN),
              Signature.of(IMAGE_MISSING, "No such image: (?<image>\\S+)", DOCKER),
              Signature.of(IMAGE_MISSING, "(?<image>\\S+): image not known", PODMAN),
              Signature.of(IMAGE_MISSING, "initializing source docker://(?<image>\\S+?): ", PODMAN),
              Signature.of(IMAGE_MISSING, "pull access denied for (?<image>[^\\s,]+)", DOCKER),
              Signature.of(IMAGE_MISSING, "manifest (?:for \\S+ )?(?:unknown|not found)", DOCKER),
              Signature.of(IMAGE_MISSING, "pinging container registry (?<registry>\\S+):", PODMAN),
              Signature.of(
                  NAME_RESOLUTION, "lookup (?<host>[^\\s:]+)(?: on \\S+)?: no such host", PODMAN),
              Signature.of(
                  NAME_RESOLUTION, "temporary failure in name resolution", "Debian 12 (glibc)"),
              Signature.of(AUTHENTICATION, "unauthorized|authentication required", DOCKER),
              Signature.of(ENGINE_MISSING, "cannot connect to the Docker daemon", DOCKER),
              Signature.of(
                  ENGINE_MISSING,
                  "dial unix (?<socket>\\S+): connect: (?:no such file|connection refused)",
                  PODMAN),
              Signature.of(ENGINE_MISSING, "unable to connect to Podman", PODMAN),
              Signature.of(TIMEOUT, "context deadline exceeded|i/o timeout", DOCKER),
              Signature.of(KILLED, "signal: killed|out of memory", COMPOSE),
              Signature.of(
                  CONFIGURATION,
                  "^\\s*yaml: |additional property|no configuration file provided|couldn't find env"
                      + " file|invalid (?:compose )?project|no such service|required variable"
                      + "|undefined (?:volume|network)",
                  COMPOSE)));

  private EngineSignatures() {}

  /**
   * Classifies the failure of a command.
   *
   * @param summary what was tried, for the reader
   */
  public static Failure classify(String summary, Completion completion) {
    if (completion.timedOut()) {
      return Failure.of(
          TIMEOUT, summary + " within " + completion.took().toSeconds() + " s", completion.text());
    }
    return ALL.classify(summary, completion.text());
  }
}
