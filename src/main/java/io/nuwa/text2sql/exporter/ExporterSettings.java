package io.nuwa.text2sql.exporter;

import io.nuwa.text2sql.database.DatabaseSettings;
import io.nuwa.text2sql.settings.Environment;
import java.net.URI;

/**
 * What the exporter watches.
 *
 * @param port where it listens, 0 for any free port
 * @param api the address of the text-to-SQL API
 * @param database the database behind it
 */
public record ExporterSettings(int port, URI api, DatabaseSettings database) {
  private static final int DEFAULT_PORT = 9101;

  /** Reads {@code PORT}, {@code TEXT2SQL_URL} and the database's variables. */
  public static ExporterSettings from(Environment environment) {
    int port = environment.port("PORT", DEFAULT_PORT);
    String api = environment.optional("TEXT2SQL_URL", "http://localhost:8000");
    DatabaseSettings database = DatabaseSettings.from(environment);
    environment.verify();
    return new ExporterSettings(port, URI.create(api.replaceAll("/+$", "")), database);
  }
}
