package dev.ddblocal.http.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.port.QueryFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How forms and query strings are read. */
class RequestParametersTest {
  private static Map<String, String> read(String form) {
    return FormDecoder.decode(form.getBytes(StandardCharsets.UTF_8), 5);
  }

  @ParameterizedTest
  @CsvSource({
    "a=b,b",
    "a=,''",
    "a,''",
    "a=b=c,b=c",
    "a=x+y,x y",
    "a=%2B%26%3d,+&=",
    "a=%c3%A4,ä",
    "a=ä,ä",
    "a=%F0%9F%98%80,😀",
    "%61=b,b",
    "&&a=b&,b"
  })
  void reads_a_parameter(String form, String value) {
    assertEquals(Map.of("a", value), read(form));
  }

  @Test
  void keeps_the_order_of_arrival() {
    assertEquals(List.of("b", "a", "c"), List.copyOf(read("b=1&a=2&c=3").keySet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%1",
        "a=%1&b=2",
        "a=%zz",
        "a=%-1",
        "a=%+1",
        "a=%C3",
        "a=%FF",
        "a=%C0%80",
        "a=%ED%A0%80",
        "%FF=a",
        "a=1&a=1",
        "a&%61",
        "a&b&c&d&e&f"
      })
  void refuses_what_is_no_form(String form) {
    QueryFault fault = assertThrows(QueryFault.class, () -> read(form));
    assertEquals("MalformedInput", fault.code());
    assertEquals(400, fault.status());
  }

  @Test
  void takes_as_many_parameters_as_there_may_be() {
    assertEquals(5, read("a&b&c&d&e").size());
  }

  @Test
  void what_a_call_consists_of_is_not_told_by_its_text() {
    RequestParameters parameters =
        RequestParameters.read("", "Action=A&Secret=hidden".getBytes(StandardCharsets.UTF_8));
    assertEquals("QueryCall[action=A, parameters=[Action, Secret]]", parameters.call().toString());
  }
}
