package io.nuwa.emergency.deploy.engine;

/** Inspections as Podman 4.3.1 prints them, cut to the fields that are read and a password. */
public final class Inspections {
  private Inspections() {}

  /** A container of a compose project. */
  public static String of(String project, String service, String status, int exitCode, int port) {
    return """
    {"Id": "id-%2$s", "Name": "%1$s-%2$s-1",
     "State": {"Status": "%3$s", "ExitCode": %4$d, "OOMKilled": false},
     "Config": {"Env": ["POSTGRES_PASSWORD=hunter2hunter2"],
       "CreateCommand": ["podman", "run", "-e", "P=hunter2hunter2"],
       "Labels": {"com.docker.compose.project": "%1$s", "com.docker.compose.service": "%2$s",
         "com.docker.compose.config-hash": "c0", "com.docker.compose.oneoff": "False"},
       "Healthcheck": {"Test": ["CMD-SHELL", "true"]}},
     "HostConfig": {"RestartPolicy": {"Name": ""},
       "PortBindings": {"%5$d/tcp": [{"HostIp": "127.0.0.1", "HostPort": "%5$d"}]}}}\
    """
        .formatted(project, service, status, exitCode, port);
  }

  /** A container that somebody started by hand. */
  public static String byHand(String name, int port) {
    return """
    {"Id": "id-%1$s", "Name": "%1$s", "State": {"Status": "running", "ExitCode": 0},
     "Config": {"Labels": null},
     "HostConfig": {"PortBindings": {"80/tcp": [{"HostIp": "", "HostPort": "%2$d"}]}}}\
    """
        .formatted(name, port);
  }

  /** Makes a machine's Podman list these. */
  public static FakeMachine on(FakeMachine machine, String... inspections) {
    var ids = new StringBuilder();
    for (int i = 0; i < inspections.length; i++) {
      ids.append("id").append(i).append('\n');
    }
    return machine
        .answers("podman ps", ids.toString())
        .answers("podman container inspect", "[" + String.join(",", inspections) + "]");
  }
}
