package io.nuwa.emergency.deploy.port;

/**
 * A port to connect to.
 *
 * @param name as the plan calls it; empty when the plan gives a number
 * @param host where; a name or an address
 */
public record TcpPort(String name, String host, int number) {

  /** Such as {@code 127.0.0.1:8000}. */
  public String address() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + number;
  }

  /** Such as {@code 8000 (text2sql)}. */
  @Override
  public String toString() {
    return name.isEmpty() ? Integer.toString(number) : number + " (" + name + ")";
  }
}
