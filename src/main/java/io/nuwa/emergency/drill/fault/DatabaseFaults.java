package io.nuwa.emergency.drill.fault;

import static io.nuwa.emergency.failure.FailureClass.AUTHENTICATION;
import static io.nuwa.emergency.failure.FailureClass.CONFIGURATION;
import static io.nuwa.emergency.failure.FailureClass.DATA_CONFLICT;
import static io.nuwa.emergency.failure.FailureClass.KILLED;
import static io.nuwa.emergency.failure.FailureClass.NOT_READY;
import static io.nuwa.emergency.failure.FailureClass.PERMISSION;
import static io.nuwa.emergency.failure.FailureClass.SCHEMA_MISMATCH;

import io.nuwa.emergency.drill.ground.ShippedStack;
import io.nuwa.emergency.drill.scene.Scene;
import io.nuwa.emergency.drill.scene.Shop;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Faults of the database as a whole. */
final class DatabaseFaults {
  private static final String DATA = "/var/lib/postgresql/data";
  private static final String OTHER = "a-strangers-password";
  private static final String KEPT = "text2sql_kept";
  private static final String HANG_UP =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
          + " WHERE pid <> pg_backend_pid() AND datname = 'text2sql'";

  private DatabaseFaults() {}

  static Fault volume() {
    return new Fault(
        "volume-permission",
        "the database may not read its own files after a restart",
        Expectation.givenUp(
            List.of("FrontEndBot", "MetricsWatcher"), PERMISSION, NOT_READY, KILLED),
        scene -> {
          String id = ContainerFaults.id(scene, ShippedStack.DATABASE);
          String image = scene.engine().ask("inspect", "--format", "{{.Image}}", id);
          return Trouble.brought(
              () -> {
                scene.engine().ask("exec", id, "chmod", "000", DATA);
                scene.engine().run(List.of("restart", "-t", "10", id));
              },
              Trouble.WHOLE_STACK,
              () -> openVolume(scene, image));
        });
  }

  private static void openVolume(Scene scene, String image)
      throws IOException, InterruptedException {
    scene
        .engine()
        .ask(
            "run",
            "--rm",
            "--user",
            "0",
            "--label",
            scene.ground().label(),
            "--entrypoint",
            "chmod",
            "-v",
            scene.ground().project() + "_postgres-data:/var/lib/postgresql",
            image,
            "0700",
            DATA);
  }

  /**
   * Ends the connections that others have. Docker gives a container that is connected again its old
   * address: they would go on over it.
   */
  static void hangUp(Scene scene) {
    try {
      scene.shop().change(HANG_UP);
    } catch (SQLException unreachable) {
      // Then they have ended as well.
    }
  }

  static Fault password() {
    return new Fault(
        "password-changed",
        "a stranger has changed the database's password; connections that are open live on",
        Expectation.givenUp(List.of("NuWa"), AUTHENTICATION),
        scene -> {
          var shop = scene.shop();
          shop.change("ALTER ROLE text2sql PASSWORD '" + OTHER + "'");
          return Trouble.of(
              () -> Optional.of(scene.shop().ask("SELECT ''")).filter(text -> !text.isEmpty()),
              () -> changeBack(scene));
        });
  }

  private static void changeBack(Scene scene) throws SQLException {
    try {
      new Shop(scene.port("postgres"), OTHER)
          .change("ALTER ROLE text2sql PASSWORD '" + scene.ground().password() + "'");
    } catch (SQLException e) {
      // Changed back already; a look tells whether that is so.
      scene.shop().ask("SELECT 1");
    }
  }

  static Fault closed() {
    return new Fault(
        "api-answers-503",
        "the database lets nobody in: the API runs and answers every question with 503",
        Expectation.givenUp(List.of("FrontEndBot"), NOT_READY),
        scene -> {
          Shop maintenance = scene.shop().database("postgres");
          return Trouble.brought(
              () -> maintenance.change("ALTER DATABASE text2sql ALLOW_CONNECTIONS false", HANG_UP),
              Trouble.WHOLE_STACK,
              () ->
                  scene
                      .shop()
                      .database("postgres")
                      .change("ALTER DATABASE text2sql ALLOW_CONNECTIONS true"));
        });
  }

  /** A copy has all rows, and is not the database that the tests ran against. */
  static Fault swapped() {
    return new Fault(
        "database-swapped",
        "under the database's name is a copy of it, made by somebody else",
        Expectation.givenUp(List.of("NuWa"), CONFIGURATION),
        scene -> {
          String ours = number(scene);
          return Trouble.brought(
              () ->
                  scene
                      .shop()
                      .database("postgres")
                      .change(
                          HANG_UP,
                          "ALTER DATABASE text2sql RENAME TO " + KEPT,
                          "CREATE DATABASE text2sql TEMPLATE " + KEPT),
              () ->
                  number(scene).equals(ours)
                      ? Optional.empty()
                      : Optional.of("the database is not the one that was filled"),
              () -> putBack(scene.shop().database("postgres")));
        });
  }

  private static String number(Scene scene) throws SQLException {
    return scene.shop().ask("SELECT oid FROM pg_database WHERE datname = 'text2sql'");
  }

  private static void putBack(Shop maintenance) throws SQLException {
    String kept = "SELECT count(*) FROM pg_database WHERE datname = '" + KEPT + "'";
    if (maintenance.ask(kept).equals("1")) {
      maintenance.change(
          HANG_UP,
          "DROP DATABASE IF EXISTS text2sql (FORCE)",
          "ALTER DATABASE " + KEPT + " RENAME TO text2sql");
    }
  }

  /**
   * Its rows are gone with it, so that both names are right; both lead to the schema and the rows.
   */
  static Fault table() {
    return new Fault(
        "table-dropped",
        "the table order_items is dropped",
        Expectation.repaired(SCHEMA_MISMATCH, DATA_CONFLICT),
        scene -> {
          scene.shop().change("DROP TABLE order_items");
          return ContainerFaults.wholeStack();
        });
  }

  static Fault column() {
    return new Fault(
        "column-dropped",
        "the column orders.total_amount is dropped, with all that was in it",
        Expectation.repaired(SCHEMA_MISMATCH),
        scene -> {
          scene.shop().change("ALTER TABLE orders DROP COLUMN total_amount");
          return Trouble.of(
              () ->
                  Optional.of(scene.shop().ask("SELECT count(total_amount) FROM orders"))
                      .filter("0"::equals),
              () -> afresh(scene));
        });
  }

  /** What was in the column is lost: the tables are made anew, and rows put in, by the product. */
  private static void afresh(Scene scene) throws SQLException {
    String there =
        scene
            .shop()
            .ask(
                "SELECT count(*) FROM information_schema.columns"
                    + " WHERE table_name = 'orders' AND column_name = 'total_amount'");
    if (there.equals("0")) {
      scene.shop().change("DROP TABLE order_items", "DROP TABLE orders");
    }
  }
}
