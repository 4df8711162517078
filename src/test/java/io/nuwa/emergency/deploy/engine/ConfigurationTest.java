package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  private static final String PLAIN =
      """
      {"Id": "a1", "Name": "/p-web-1", "Created": "2026-01-01T00:00:00Z",
       "Config": {"Hostname": "a1", "Env": ["B=2", "A=1", "HOSTNAME=a1", "PASSWORD=hunter2hunter2"],
         "Cmd": ["serve"], "Entrypoint": "run", "User": "", "WorkingDir": "/",
         "Labels": {"com.docker.compose.config-hash": "h1", "team": "blue"}},
       "HostConfig": {"PortBindings": {"80/tcp": [{"HostIp": "", "HostPort": "8000"}]}},
       "Mounts": [{"Type": "volume", "Name": "p_data", "Destination": "/data", "RW": true}]}\
      """;

  @Test
  void what_is_new_each_time_is_no_other_configuration() throws Exception {
    assertThat(
            digest(
                PLAIN
                    .replace("a1", "b2")
                    .replace("h1", "h2")
                    .replace("8000", "18000")
                    .replace("2026-01-01", "2026-02-02")
                    .replace("\"B=2\", \"A=1\"", "\"A=1\", \"B=2\"")))
        .isEqualTo(digest(PLAIN));
  }

  @Test
  void each_thing_that_makes_another_system_of_it_is_another_one() throws Exception {
    assertThat(digest(PLAIN.replace("A=1", "A=3"))).isNotEqualTo(digest(PLAIN));
    assertThat(digest(PLAIN.replace("serve", "other"))).isNotEqualTo(digest(PLAIN));
    assertThat(digest(PLAIN.replace("\"run\"", "\"ran\""))).isNotEqualTo(digest(PLAIN));
    assertThat(digest(PLAIN.replace("blue", "red"))).isNotEqualTo(digest(PLAIN));
    assertThat(digest(PLAIN.replace("p_data", "p_other"))).isNotEqualTo(digest(PLAIN));
    assertThat(digest(PLAIN.replace("\"RW\": true", "\"RW\": false"))).isNotEqualTo(digest(PLAIN));
  }

  @Test
  void nothing_of_it_can_be_read() throws Exception {
    assertThat(of(PLAIN).toString()).doesNotContain("hunter2");
    assertThat(digest(PLAIN)).matches("[0-9a-f]{16}");
  }

  @Test
  void a_database_that_keeps_its_data_in_itself_is_known() throws Exception {
    String database =
        PLAIN.replace(
            "\"Config\": {", "\"Config\": {\"Image\": \"docker.io/library/postgres:16\", ");

    assertThat(container(database).holdsDataItself()).isFalse();
    assertThat(container(database.replace("\"Mounts\"", "\"None\"")).holdsDataItself()).isTrue();
    assertThat(container(PLAIN.replace("\"Mounts\"", "\"None\"")).holdsDataItself()).isFalse();
  }

  @Test
  void a_volume_without_a_name_is_lost_with_its_container() throws Exception {
    String nameless = PLAIN.replace("p_data", "8bc6be0cd2cd76b29d24280be1f8ffdf".repeat(2));

    assertThat(of(PLAIN).volumes()).isEmpty();
    assertThat(of(nameless).volumes()).containsExactly("/data");
    assertThat(digest(nameless))
        .isEqualTo(digest(PLAIN.replace("p_data", "00c6be0cd2cd76b29d24280be1f8ffdf".repeat(2))));
  }

  private static String digest(String inspection) throws Exception {
    return of(inspection).digest(UnaryOperator.identity());
  }

  private static Configuration of(String inspection) throws Exception {
    return Configuration.of(new ObjectMapper().readTree(inspection));
  }

  private static Container container(String inspection) throws Exception {
    return Container.of(new ObjectMapper().readTree(inspection));
  }
}
