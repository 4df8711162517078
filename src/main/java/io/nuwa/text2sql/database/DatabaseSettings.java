package io.nuwa.text2sql.database;

import io.nuwa.text2sql.settings.Environment;
import java.util.Properties;

/**
 * Where the database is and who asks.
 *
 * @param url a JDBC address, {@code jdbc:postgresql://host:port/name}
 * @param user the role to log in as
 * @param password its password, may be empty
 */
public record DatabaseSettings(String url, String user, String password) {

  /** Reads {@code DATABASE_URL}, {@code DATABASE_USER} and {@code DATABASE_PASSWORD}. */
  public static DatabaseSettings from(Environment environment) {
    return new DatabaseSettings(
        environment.required("DATABASE_URL"),
        environment.required("DATABASE_USER"),
        environment.optional("DATABASE_PASSWORD", ""));
  }

  /**
   * Driver properties. Server-side prepared plans stay off because the schema may change; Kerberos
   * is not looked for.
   */
  Properties toProperties() {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "text2sql");
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "15");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("prepareThreshold", "0");
    properties.setProperty("gssEncMode", "disable");
    return properties;
  }

  /** Leaves the password out, so that a log line may carry the settings. */
  @Override
  public String toString() {
    return user + "@" + url;
  }
}
