package dev.ddblocal.auth.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceEndpointTest {
  @ParameterizedTest
  @CsvSource({
    "https://control.example.org, https://control.example.org/",
    "https://control.example.org:8443/, https://control.example.org:8443/",
    "HTTPS://Control.Example.org, https://control.example.org/",
    "http://localhost:8001, http://localhost:8001/",
    "http://127.0.0.1:8001, http://127.0.0.1:8001/",
    "http://127.9.9.9, http://127.9.9.9/",
    "http://[::1]:8001, http://[::1]:8001/",
  })
  void reads_an_endpoint(String text, String expected) {
    assertEquals(expected, ServiceEndpoint.parse("X", text).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "http://control.example.org, must be an https URL unless its host is loopback",
    "http://192.0.2.1:80, must be an https URL unless its host is loopback",
    "http://localhost.example.org, must be an https URL unless its host is loopback",
    "http://127.0.0.1.example.org, must be an https URL unless its host is loopback",
    "http://0.0.0.0, must be an https URL unless its host is loopback",
    "ftp://localhost, must begin with https:// or http://",
    "localhost:8000, must begin with https:// or http://",
    "'', must begin with https:// or http://",
    "https://, is not a URL",
    "https://a b, is not a URL",
    "https://user:word@control.example.org, 'must have a scheme, a host and a port, and nothing"
        + " else'",
    "https://control.example.org/path, 'must have a scheme, a host and a port, and nothing else'",
    "https://control.example.org/?q, 'must have a scheme, a host and a port, and nothing else'",
    "https://control.example.org/#f, 'must have a scheme, a host and a port, and nothing else'",
  })
  void refuses_what_is_none(String text, String rule) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> ServiceEndpoint.parse("IAM_SERVICE_ENDPOINT", text));
    assertEquals("IAM_SERVICE_ENDPOINT " + rule, error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example, https://a.example:443, true",
    "http://localhost, http://localhost:80, true",
    "https://a.example, https://b.example, false",
    "https://a.example, https://a.example:8443, false",
    "http://localhost:443, https://localhost, false",
  })
  void knows_the_same_origin(String one, String other, boolean same) {
    assertEquals(
        same, ServiceEndpoint.parse("X", one).isSameOrigin(ServiceEndpoint.parse("X", other)));
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8000, 127.0.0.1, 8000, true",
    "http://127.0.0.1:8000, 0.0.0.0, 8000, true",
    "http://[::1]:8000, ::, 8000, true",
    "https://db.example:8000, db.example, 8000, true",
    "http://localhost:8001, 127.0.0.1, 8000, false",
    "https://control.example:8000, 0.0.0.0, 8000, false",
  })
  void knows_a_listener_of_its_own(String endpoint, String host, int port, boolean own) {
    ServiceEndpoint parsed = ServiceEndpoint.parse("X", endpoint);
    assertEquals(own, parsed.isListener(host, port));
    ControlPlaneEndpoints endpoints = new ControlPlaneEndpoints(parsed, parsed);
    if (own) {
      assertThrows(IllegalArgumentException.class, () -> endpoints.requireElsewhere(host, port));
    } else {
      endpoints.requireElsewhere(host, port);
    }
  }

  @Test
  void both_endpoints_are_set_or_neither() {
    Optional<String> url = Optional.of("http://localhost:8001");
    assertTrue(ControlPlaneEndpoints.parse(Optional.empty(), Optional.empty()).isEmpty());
    assertTrue(ControlPlaneEndpoints.parse(url, url).orElseThrow().isOneOrigin());
    assertFalse(
        ControlPlaneEndpoints.parse(url, Optional.of("http://localhost:8002"))
            .orElseThrow()
            .isOneOrigin());
    assertEquals(
        "STS_SERVICE_ENDPOINT is set and IAM_SERVICE_ENDPOINT is not: set both for a remote"
            + " control plane, or neither",
        assertThrows(
                IllegalArgumentException.class,
                () -> ControlPlaneEndpoints.parse(url, Optional.empty()))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> ControlPlaneEndpoints.parse(Optional.empty(), url));
  }
}
