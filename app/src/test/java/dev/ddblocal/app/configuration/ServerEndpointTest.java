package dev.ddblocal.app.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerEndpointTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:80, http://127.0.0.1:80, true",
    "127.8.9.1, http://127.8.9.1:80, http://127.8.9.1:80, true",
    "localhost, http://localhost:80, http://localhost:80, true",
    "0.0.0.0, http://0.0.0.0:80, http://127.0.0.1:80, false",
    "::, http://[::]:80, http://[::1]:80, false",
    "::1, http://[::1]:80, http://[::1]:80, true",
    "192.0.2.1, http://192.0.2.1:80, http://192.0.2.1:80, false",
    "no.such.host.invalid, http://no.such.host.invalid:80, http://no.such.host.invalid:80, false"
  })
  void knows_its_url_and_whether_it_is_loopback(
      String host, String url, String clientUrl, boolean loopback) {
    ServerEndpoint address = new ServerEndpoint(host, 80);

    assertEquals(url, address.url());
    assertEquals(clientUrl, address.clientUrl());
    assertEquals(loopback, address.isLoopback());
  }
}
