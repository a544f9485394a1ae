package dev.ddblocal.http;

import static dev.ddblocal.http.FrontDoorFixture.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.identity.RequestOrigin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of where a request came from, and whose word on it is believed. */
class RequestOriginTest {
  private static TrustedProxies proxies(String... ranges) {
    return new TrustedProxies(Stream.of(ranges).map(AddressRange::parse).toList());
  }

  private static RequestOrigin origin(TrustedProxies proxies, String headers) {
    try (FrontDoorFixture door =
        new FrontDoorFixture(settings -> settings.withTrustedProxies(proxies))) {
      String id = door.exchange(call(headers, "{}")).header("x-amzn-RequestId");
      RequestOrigin origin = door.authenticated.remove().origin();
      assertEquals(id, origin.requestId());
      return origin;
    }
  }

  @Test
  void tells_the_peer_and_what_the_client_says_of_itself() {
    RequestOrigin origin =
        origin(TrustedProxies.NONE, "User-Agent: a/1 b\r\nREFERER: http://r\r\n");
    assertEquals("127.0.0.1", origin.sourceAddress());
    assertEquals("a/1 b", origin.userAgent());
    assertEquals("http://r", origin.referer());
    assertFalse(origin.secureTransport());
  }

  @Test
  void a_client_may_say_nothing_of_itself() {
    RequestOrigin origin = origin(TrustedProxies.NONE, "");
    assertEquals("", origin.userAgent());
    assertEquals("", origin.referer());
  }

  @Test
  void nobody_else_can_say_where_a_request_came_from() {
    RequestOrigin origin =
        origin(proxies("10.0.0.0/8"), "X-Forwarded-For: 10.0.0.1\r\nX-Forwarded-Proto: https\r\n");
    assertEquals("127.0.0.1", origin.sourceAddress());
    assertFalse(origin.secureTransport());
  }

  @Test
  void a_trusted_proxy_says_where_a_request_came_from() {
    RequestOrigin origin =
        origin(
            proxies("127.0.0.0/8"),
            FrontDoorFixture.lines(
                "X-Forwarded-For: 9.9.9.9",
                "x-forwarded-for: 203.0.113.7",
                "X-Forwarded-Proto: https"));
    assertEquals("203.0.113.7", origin.sourceAddress());
    assertTrue(origin.secureTransport());
  }

  @Test
  void a_trusted_proxy_that_says_nothing_is_the_client() {
    RequestOrigin origin = origin(proxies("127.0.0.1"), "");
    assertEquals("127.0.0.1", origin.sourceAddress());
    assertFalse(origin.secureTransport());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "203.0.113.7!203.0.113.7",
        "spoofed, 203.0.113.7!203.0.113.7",
        "1.2.3.4, 203.0.113.7 , 10.0.0.2!203.0.113.7",
        "1.2.3.4,10.0.0.3,10.0.0.2!1.2.3.4",
        "10.0.0.3,10.0.0.2!10.0.0.3",
        "203.0.113.7:4711!203.0.113.7",
        "[2001:db8::1]:4711!2001:db8:0:0:0:0:0:1",
        "2001:db8::1!2001:db8:0:0:0:0:0:1",
        "::ffff:203.0.113.7!203.0.113.7",
        "::ffff:10.0.0.2!10.0.0.2",
        "localhost!10.0.0.1",
        "203.0.113.7, unknown!10.0.0.1",
        "203.0.113.7, unknown, 10.0.0.2!10.0.0.2",
        "''!10.0.0.1",
        ",!10.0.0.1",
        "203.0.113.7,!10.0.0.1",
        "999.1.1.1!10.0.0.1",
      })
  void the_client_is_the_last_address_that_is_no_proxy(String forwardedFor, String client) {
    TrustedProxies proxies = proxies("10.0.0.0/8");
    PeerAddress peer = PeerAddress.of(new InetSocketAddress("10.0.0.1", 1), proxies);
    assertTrue(peer.isTrustedProxy());
    assertEquals(client, proxies.client(peer, forwardedFor));
  }

  @ParameterizedTest
  @CsvSource({
    "https,false,true",
    "HTTPS,false,true",
    "http,true,false",
    "'http, https',false,true",
    "'https,http',true,false",
    "'',true,false",
    ",true,true",
    ",false,false"
  })
  void the_proxy_that_calls_says_whether_its_client_spoke_tls(
      String forwardedProto, boolean otherwise, boolean secure) {
    assertEquals(secure, TrustedProxies.isSecure(forwardedProto, otherwise));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3,10.1.2.3,true",
    "10.1.2.3,10.1.2.4,false",
    "10.0.0.0/8,10.255.0.1,true",
    "10.0.0.0/8,11.0.0.1,false",
    "192.168.4.0/22,192.168.7.255,true",
    "192.168.4.0/22,192.168.8.0,false",
    "128.0.0.0/1,255.1.1.1,true",
    "128.0.0.0/1,127.1.1.1,false",
    "0.0.0.0/0,1.2.3.4,true",
    "0.0.0.0/0,::1,false",
    "::/0,1.2.3.4,false",
    "::/0,2001:db8::1,true",
    "2001:db8::/33,2001:db8:7fff::1,true",
    "2001:db8::/33,2001:db8:8000::1,false",
    "::ffff:10.0.0.1,10.0.0.1,true",
    "10.0.0.1,::ffff:10.0.0.1,true"
  })
  void a_range_holds_the_addresses_that_begin_as_it_does(
      String range, String address, boolean contained) {
    assertEquals(contained, AddressRange.parse(range).contains(InetAddress.ofLiteral(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/x", "::/129"})
  void refuses_what_is_no_range(String text) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text));
    assertEquals(
        "'" + text + "' is no address and no range of addresses such as 10.0.0.0/8",
        refusal.getMessage());
  }

  @Test
  void ranges_are_equal_by_their_addresses() {
    assertEquals(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("10.0.0.0/8"));
    assertEquals(
        List.of(AddressRange.parse("::1")), List.of(AddressRange.parse("0:0:0:0:0:0:0:1")));
  }

  @Test
  void the_zone_of_an_address_is_left_out() throws Exception {
    byte[] linkLocal = InetAddress.ofLiteral("fe80::1").getAddress();
    InetAddress zoned = java.net.Inet6Address.getByAddress(null, linkLocal, 1);
    assertEquals("fe80:0:0:0:0:0:0:1", PeerAddress.textOf(zoned));
  }
}
