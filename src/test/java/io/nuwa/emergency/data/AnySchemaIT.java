package io.nuwa.emergency.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.RemedyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas that are not the shop's: PostgreSQL itself says whether the rows fit. */
class AnySchemaIT {
  private static final String CLINIC =
      """
      CREATE TYPE mood AS ENUM ('calm', 'tense');
      CREATE DOMAIN percentage AS integer CHECK (VALUE BETWEEN 0 AND 100);
      CREATE SCHEMA ward;
      CREATE TABLE ward."Doctor" (
        id serial PRIMARY KEY,
        "Full Name" varchar(3) NOT NULL,
        badge char(4) NOT NULL UNIQUE,
        boss integer REFERENCES ward."Doctor" (id),
        salary numeric(6, 1) NOT NULL CHECK (salary BETWEEN 3000 AND 3500.5),
        active boolean NOT NULL,
        started time NOT NULL,
        photo bytea);
      CREATE TABLE patients (
        id uuid PRIMARY KEY,
        doctor_id integer NOT NULL REFERENCES ward."Doctor" (id),
        email varchar(40) NOT NULL,
        birthday date NOT NULL,
        feeling mood NOT NULL,
        weight real,
        height double precision CHECK (height > 0.5),
        notes jsonb NOT NULL,
        plain json,
        admitted timestamp NOT NULL,
        discharged timestamptz,
        age smallint CHECK (age >= 18 AND age < 21),
        initials text NOT NULL CHECK (char_length(initials) = 2),
        gender varchar(10) CHECK (gender IN ('male', 'female')),
        shade text GENERATED ALWAYS AS (lower(email)) STORED,
        CHECK (discharged >= admitted));
      CREATE UNIQUE INDEX patients_email ON patients (lower(email));
      CREATE TABLE files (
        patient_id uuid PRIMARY KEY REFERENCES patients (id),
        pages bigint NOT NULL);
      CREATE TABLE drugs (code varchar(8) PRIMARY KEY, batch int NOT NULL UNIQUE);
      CREATE TABLE prescriptions (
        patient_id uuid REFERENCES patients (id),
        drug varchar(8) REFERENCES drugs (code),
        PRIMARY KEY (patient_id, drug));
      CREATE TABLE doses (
        patient_id uuid NOT NULL,
        drug varchar(8) NOT NULL,
        line smallint NOT NULL,
        share percentage,
        PRIMARY KEY (patient_id, drug, line),
        FOREIGN KEY (patient_id, drug) REFERENCES prescriptions (patient_id, drug));
      CREATE TABLE readings (id bigint GENERATED ALWAYS AS IDENTITY, taken_on date NOT NULL,
        value numeric NOT NULL, PRIMARY KEY (id, taken_on)) PARTITION BY RANGE (taken_on);
      CREATE TABLE readings_old PARTITION OF readings FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
      CREATE TABLE readings_new PARTITION OF readings FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
      CREATE TABLE rooms (id int PRIMARY KEY, kept_by int, CHECK (id > 0));
      CREATE TABLE keepers (id int PRIMARY KEY, room int NOT NULL REFERENCES rooms (id));
      ALTER TABLE rooms ADD FOREIGN KEY (kept_by) REFERENCES keepers (id);
      """;
  private static final String ROWS =
      """
      rows: {ward.Doctor: 60, patients: 300, files: 300, drugs: 40, prescriptions: 900,
        doses: 2000, readings: 500, rooms: 10, keepers: 10}
      """;

  private Databases.Database clinic;
  private Situation situation;

  @TempDir private Path home;

  @BeforeEach
  void a_clinic() throws Exception {
    clinic = Databases.fresh();
    situation = new Situation(home, clinic, ROWS);
  }

  @Test
  void fits_keys_checks_enumerations_domains_partitions_and_circles() throws Exception {
    clinic.execute(CLINIC);
    situation.done("schema");
    situation.done("inject");
    assertThat(situation.measured().value()).isEqualTo(60 + 300 + 300 + 40 + 900 + 2000 + 500 + 20);
    assertThat(clinic.count("SELECT count(DISTINCT boss) FROM ward.\"Doctor\"")).isPositive();
    assertThat(clinic.count("SELECT count(DISTINCT feeling) FROM patients")).isEqualTo(2);
    assertThat(clinic.count("SELECT count(DISTINCT initials) FROM patients")).isPositive();
    assertThat(clinic.count("SELECT count(*) FROM readings_old")).isPositive();
    assertThat(clinic.count("SELECT count(*) FROM readings_new")).isPositive();
  }

  @Test
  void cleans_all_of_it_and_injects_it_again() throws Exception {
    clinic.execute(CLINIC);
    situation.done("inject");
    clinic.execute("DELETE FROM doses WHERE line % 7 = 0");
    situation.done("inject");
    assertThat(clinic.count("SELECT count(*) FROM doses")).isEqualTo(2000);
    situation.remedy(Failure.of(FailureClass.DATA_CONFLICT, "again", ""));
    for (String table : new String[] {"patients", "files", "drugs", "readings", "rooms"}) {
      assertThat(clinic.count("SELECT count(*) FROM " + table)).as(table).isZero();
    }
  }

  @Test
  void unique_values_that_others_hold_are_avoided_once_they_were_in_the_way() throws Exception {
    clinic.execute(CLINIC);
    situation.done("inject");
    clinic.execute(
        "CREATE TABLE others AS SELECT * FROM drugs ORDER BY code LIMIT 20",
        "TRUNCATE drugs CASCADE",
        "INSERT INTO drugs SELECT * FROM others");
    Failure conflict = situation.failed("inject");
    assertThat(conflict.kind()).isEqualTo(FailureClass.DATA_CONFLICT);
    situation.remedy(conflict);
    situation.done("inject");
    assertThat(clinic.count("SELECT count(*) FROM drugs")).isEqualTo(60);
  }

  @Test
  void refers_to_rows_that_are_there_when_only_lines_are_wanted() throws Exception {
    clinic.execute(
        "CREATE TABLE regions (code text PRIMARY KEY)",
        "CREATE TABLE visits (id bigserial PRIMARY KEY, region text NOT NULL REFERENCES regions)");
    var visits = new Situation(home, clinic, "rows: {visits: 100}");
    assertThat(visits.failed("inject").summary()).contains("add 'regions' to rows:");
    clinic.execute("INSERT INTO regions VALUES ('north'), ('south')");
    visits.done("inject");
    assertThat(clinic.count("SELECT count(DISTINCT region) FROM visits")).isEqualTo(2);
  }

  @Test
  void days_keep_to_their_checks_and_their_order() throws Exception {
    clinic.execute(
        "CREATE TABLE stays (id serial PRIMARY KEY, born date NOT NULL CHECK (born < '2015-01-01'),"
            + " came date NOT NULL CHECK (came BETWEEN '2019-02-01' AND '2020-01-31'),"
            + " left_on date NOT NULL CHECK (left_on >= came), due timestamptz NOT NULL"
            + " CHECK (due > '2031-01-01'))");
    var stays = new Situation(home, clinic, "rows: {stays: 500}");
    stays.done("inject");
    assertThat(stays.measured().value()).isEqualTo(500);
    clinic.execute("DELETE FROM stays", "ALTER TABLE stays ADD CHECK (came > '2020-03-01')");
    assertThat(stays.failed("inject").summary())
        .contains("the checks on stays.came leave no day to generate");
  }

  @Test
  void checks_that_compare_columns_are_kept() throws Exception {
    clinic.execute(
        """
        CREATE TABLE teams (id serial PRIMARY KEY, name text NOT NULL);
        CREATE TABLE matches (
          id serial PRIMARY KEY,
          home int NOT NULL REFERENCES teams (id),
          away int NOT NULL REFERENCES teams (id) CHECK (away <> home),
          starts_at timestamptz NOT NULL,
          ends_at timestamptz NOT NULL,
          opens time NOT NULL,
          closes time NOT NULL,
          low int NOT NULL,
          high int NOT NULL CHECK (high <= 50),
          cost numeric(8, 2) NOT NULL CHECK (cost > 0),
          price numeric(8, 2) NOT NULL,
          seats int NOT NULL CHECK (seats BETWEEN 1 AND 9),
          total numeric(12, 2) NOT NULL CHECK (total = seats * price),
          booked date NOT NULL,
          paid date CHECK (paid IS NULL OR paid >= booked),
          due date NOT NULL,
          mail text,
          phone text,
          state text NOT NULL CHECK (state IN ('open', 'done')),
          done_at timestamp,
          CHECK (ends_at > starts_at),
          CHECK (ends_at <= starts_at + interval '3 hours'),
          CHECK (closes > opens),
          CHECK (low < high),
          CHECK (price >= cost),
          CHECK (due > booked AND due - booked <= 14),
          CHECK (num_nonnulls(mail, phone) = 1),
          CHECK (state <> 'done' OR done_at IS NOT NULL))
        """);
    keeps("rows: {teams: 12, matches: 400}", 412);
    assertThat(clinic.count("SELECT count(DISTINCT ends_at - starts_at) FROM matches"))
        .isGreaterThan(50);
    assertThat(clinic.count("SELECT count(DISTINCT price - cost) FROM matches")).isGreaterThan(50);
    assertThat(clinic.count("SELECT count(DISTINCT state) FROM matches")).isEqualTo(2);
  }

  @Test
  void checks_that_hang_on_today_are_kept() throws Exception {
    clinic.execute(
        """
        CREATE TABLE guests (
          id serial PRIMARY KEY,
          born date CHECK (born >= DATE '1900-01-01' AND born <= CURRENT_DATE),
          adult_on date NOT NULL CHECK (age(adult_on) >= interval '18 years'),
          seen timestamptz NOT NULL CHECK (seen <= now()),
          expires timestamptz NOT NULL CHECK (expires > now() + interval '30 days'),
          built int NOT NULL CHECK (built BETWEEN 1900 AND 2100),
          made date CHECK (extract(year FROM made) >= 2000))
        """);
    Situation guests = new Situation(home, clinic, "rows: {guests: 300}");
    guests.done("inject");
    assertThat(guests.measured().value()).isEqualTo(300);
  }

  @Test
  void checks_of_a_form_are_kept_also_where_values_must_differ() throws Exception {
    clinic.execute(
        """
        CREATE TABLE parts (
          id serial PRIMARY KEY,
          code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z]{2}-\\d{4}$'),
          plate varchar(9) NOT NULL CHECK (plate ~* '^([a-z]{1,3})[- ]?(\\d+|[x-z]+)$'),
          email text NOT NULL UNIQUE CHECK (email ~* '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+[.][A-Za-z]+$'),
          contact text NOT NULL CHECK (contact LIKE '%_@_%'),
          slug text NOT NULL CHECK (slug = lower(slug)),
          iban char(6) NOT NULL CHECK (upper(iban) = iban AND char_length(iban) = 6),
          zip text NOT NULL CHECK (zip ~ '^[[:digit:]]{5}(-[[:digit:]]{4})?$'),
          sku text NOT NULL CHECK (sku LIKE 'SKU-%' AND length(sku) BETWEEN 8 AND 12),
          note text NOT NULL CHECK (length(trim(note)) > 0))
        """);
    keeps("rows: {parts: 500}", 500);
    assertThat(clinic.count("SELECT count(DISTINCT plate) FROM parts")).isGreaterThan(50);
    assertThat(clinic.count("SELECT count(*) FROM parts WHERE email LIKE '%@example.com'"))
        .isEqualTo(500);
  }

  @Test
  void a_check_that_is_not_understood_is_named() throws Exception {
    clinic.execute(
        "CREATE TABLE sums (id serial PRIMARY KEY, a int NOT NULL, b int NOT NULL,"
            + " CONSTRAINT sums_agree CHECK (a * a = b * 7 + 1))");
    assertThat(new Situation(home, clinic, "rows: {sums: 5}").failed("inject").summary())
        .contains("sums_agree")
        .contains("leave the table out of rows:");
  }

  private void keeps(String rows, double count) throws Exception {
    Situation situation = new Situation(home, clinic, rows);
    situation.done("inject");
    assertThat(situation.measured().value()).isEqualTo(count);
  }

  @Test
  void names_what_cannot_be_generated() throws Exception {
    clinic.execute("CREATE TABLE maps (id int PRIMARY KEY, area polygon NOT NULL)");
    Failure failure = new Situation(home, clinic, "rows: {maps: 5}").failed("inject");
    assertThat(failure.kind()).isEqualTo(FailureClass.SCHEMA_MISMATCH);
    assertThat(failure.summary()).contains("maps.area").contains("polygon").contains("default");
  }

  @Test
  void says_when_more_rows_are_wanted_than_can_differ() throws Exception {
    clinic.execute("CREATE TABLE flags (yes boolean UNIQUE NOT NULL)");
    Failure failure = new Situation(home, clinic, "rows: {flags: 3}").failed("inject");
    assertThat(failure.summary()).contains("only 2 rows of flags can differ in yes");
  }

  @Test
  void a_missing_column_is_found_although_the_schema_file_ran() throws Exception {
    clinic.execute("CREATE TABLE goods (id int PRIMARY KEY, price text)");
    Files.writeString(
        home.resolve("schema.sql"),
        "CREATE TABLE IF NOT EXISTS goods (id int PRIMARY KEY, name text, price numeric(8,2));");
    var goods = new Situation(home, clinic, "schema: schema.sql", "rows: {goods: 5, parts: 1}");
    Failure failure = goods.failed("schema");
    assertThat(failure.kind()).isEqualTo(FailureClass.SCHEMA_MISMATCH);
    assertThat(failure.summary())
        .contains(
            "goods.name is missing; ALTER TABLE \"public\".\"goods\" ADD COLUMN \"name\" text")
        .contains("goods.price is text, not numeric(8,2)")
        .contains("table parts is missing");
    assertThat(clinic.count("SELECT count(*) FROM pg_namespace WHERE nspname ~ '^emergency'"))
        .isZero();
  }

  @Test
  void columns_are_said_to_be_uncompared_where_the_schema_file_cannot_be_tried_out()
      throws Exception {
    clinic.execute("CREATE TYPE mood AS ENUM ('calm', 'tense')", "CREATE TABLE moods (id int)");
    Situation moods = file("CREATE TABLE IF NOT EXISTS moods (id int, feeling mood);", "moods");
    assertThat(moods.done("schema").summary())
        .isEqualTo(
            "applied schema.sql, all 1 tables are there; the columns of moods were not compared"
                + " with the file: it cannot be tried out in a schema of its own: ERROR: type"
                + " \"mood\" does not exist");
    assertThat(unknown(moods)).contains("cannot be tried out").contains("type \"mood\"");
  }

  @Test
  void columns_are_said_to_be_uncompared_where_the_schema_file_names_its_own_schema()
      throws Exception {
    clinic.execute("CREATE TABLE goods (id int)");
    Situation goods = file("CREATE TABLE IF NOT EXISTS public.goods (id int, name text);", "goods");
    assertThat(goods.done("schema").summary())
        .contains("all 1 tables are there; the columns of goods were not compared")
        .contains("does it name the schema of its tables itself?");
    assertThat(unknown(goods)).contains("does it name the schema of its tables itself?");
  }

  @Test
  void tables_that_only_some_of_the_schema_file_shows_are_told_apart() throws Exception {
    Situation both =
        file(
            "CREATE TABLE IF NOT EXISTS goods (id int);"
                + " CREATE TABLE IF NOT EXISTS public.parts (id int);",
            "goods",
            "parts");
    assertThat(both.done("schema").summary())
        .contains("all 2 tables are there; the columns of parts were not compared");
  }

  @Test
  void nothing_is_said_of_columns_where_there_is_no_schema_file() throws Exception {
    clinic.execute("CREATE TABLE goods (id int)");
    assertThat(new Situation(home, clinic, "rows: {goods: 1}").done("schema").summary())
        .isEqualTo("all 1 tables are there");
  }

  private Situation file(String sql, String... tables) throws Exception {
    Files.writeString(home.resolve("schema.sql"), sql);
    String rows = String.join(": 1, ", tables) + ": 1";
    return new Situation(home, clinic, "schema: schema.sql", "rows: {" + rows + "}");
  }

  private static String unknown(Situation situation) throws Exception {
    Failure failure = Failure.of(FailureClass.SCHEMA_MISMATCH, "tests failed", "");
    var not = (RemedyResult.NotApplicable) situation.remedy("restore-schema", failure);
    assertThat(not.reason()).startsWith("what the database lacks of the schema file is not known");
    return not.reason();
  }

  @Test
  void a_schema_file_that_is_not_there_or_is_wrong_is_named() throws Exception {
    var missing = new Situation(home, clinic, "schema: nowhere.sql", "rows: {a: 1}");
    assertThat(missing.failed("schema").kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(missing.failed("schema").summary()).contains("nowhere.sql");
    Files.writeString(home.resolve("broken.sql"), "CREATE TABEL a ();");
    var broken = new Situation(home, clinic, "schema: broken.sql", "rows: {a: 1}");
    assertThat(broken.failed("schema").kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(broken.failed("schema").summary()).contains("TABEL");
  }
}
