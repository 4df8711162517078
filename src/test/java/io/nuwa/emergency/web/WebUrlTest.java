package io.nuwa.emergency.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebUrlTest {
  private static List<HttpRequest> requests(String text) throws Exception {
    return WebUrl.of(text).orElseThrow().requests().stream()
        .map(HttpRequest.Builder::build)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          http://127.0.0.1:1/a b             | http://127.0.0.1:1/a%20b
          http://127.0.0.1:1/?q=up{j="x"}^y  | http://127.0.0.1:1/?q=up%7Bj=%22x%22%7D%5Ey
          http://127.0.0.1:1/测试             | http://127.0.0.1:1/%E6%B5%8B%E8%AF%95
          http://127.0.0.1:1/%41%zz          | http://127.0.0.1:1/%41%25zz
          http://127.0.0.1:1?a=1#part        | http://127.0.0.1:1/?a=1
          HTTP://127.0.0.1                   | http://127.0.0.1/
          http://[::1]:28181/                | http://[::1]:28181/
          https://example.org/x              | https://example.org/x
          """)
  void texts_are_encoded_as_browsers_do_it(String text, String expected) throws Exception {
    assertThat(requests(text)).extracting(one -> one.uri().toString()).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:1/, localhost:1",
    "http://my_service.localhost:1/, my_service.localhost:1",
    "http://测试.localhost:1/, xn--0zwm56d.localhost:1"
  })
  void every_address_of_a_host_is_asked_under_its_name(String text, String name) throws Exception {
    List<HttpRequest> requests = requests(text);
    assertThat(requests)
        .extracting(one -> one.uri().getHost())
        .containsExactly("127.0.0.1", "[0:0:0:0:0:0:0:1]");
    assertThat(requests)
        .allSatisfy(one -> assertThat(one.headers().map().get("Host")).contains(name));
  }

  @Test
  void a_user_is_sent_and_not_shown() throws Exception {
    WebUrl url = WebUrl.of("http://u:p%40ss@127.0.0.1:1/").orElseThrow();
    assertThat(url).hasToString("http://127.0.0.1:1/");
    // Base64 of u:p@ss.
    assertThat(url.requests().getFirst().build().headers().firstValue("Authorization"))
        .contains("Basic dTpwQHNz");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ftp://a/", "http://", "http:///x", "http://a b/", "http://a:99999/", "a.org"})
  void what_is_no_address_of_the_web_is_none(String text) {
    assertThat(WebUrl.of(text)).isEmpty();
  }
}
