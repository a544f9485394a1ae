package dev.ddblocal.http;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.port.QueryCall;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** STS and IAM on the port of DynamoDB (spec: authentication, 2.4 and 7.1). */
class QueryProtocolTest {
  private static final String FORM =
      "Host: local|Authorization: AWS4 x|Content-Type: application/x-www-form-urlencoded";
  private static final String GET_CALLER_IDENTITY = "Action=GetCallerIdentity&Version=2011-06-15";
  private static final String AWS_FAULT = "http://webservices.amazon.com/AWSFault/2005-15-09";

  private FrontDoorFixture door;

  @BeforeEach
  void open() {
    door = new FrontDoorFixture();
  }

  @AfterEach
  void close() {
    door.close();
  }

  private RawConnection.Reply post(String headers, String body) {
    return door.exchange(FrontDoorFixture.post(headers.replace("|", "\r\n") + "\r\n", body));
  }

  private RawConnection.Reply call(String form) {
    return post(FORM, form);
  }

  @Test
  void answers_get_caller_identity_as_sts_does() {
    door.queries =
        call ->
            CompletableFuture.completedFuture(
                QueryReply.of(
                    new Text("Arn", "arn:aws:iam::123456789012:user/Alice"),
                    new Text("UserId", "AIDACKCEVSQ6C2EXAMPLE"),
                    new Text("Account", "123456789012")));
    RawConnection.Reply reply = call(GET_CALLER_IDENTITY);
    String requestId = reply.header("x-amzn-RequestId");
    assertAll(
        () -> assertEquals(200, reply.status()),
        () -> assertEquals("text/xml", reply.header("Content-Type")),
        () -> assertNull(reply.header("x-amz-crc32")),
        () -> assertEquals(requestId, UUID.fromString(requestId).toString()),
        () -> assertEquals(4, UUID.fromString(requestId).version()),
        () -> assertEquals(2, UUID.fromString(requestId).variant()),
        () ->
            assertEquals(
                """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <GetCallerIdentityResult>
                    <Arn>arn:aws:iam::123456789012:user/Alice</Arn>
                    <UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>
                    <Account>123456789012</Account>
                  </GetCallerIdentityResult>
                  <ResponseMetadata>
                    <RequestId>%s</RequestId>
                  </ResponseMetadata>
                </GetCallerIdentityResponse>
                """
                    .formatted(requestId),
                reply.text()));
  }

  @ParameterizedTest
  @CsvSource({
    "GetCallerIdentity,2011-06-15,sts",
    "CreateUser,2010-05-08,iam",
  })
  void the_version_says_which_service_a_call_and_its_signature_are_for(
      String action, String version, String service) {
    assertEquals(200, call("Action=" + action + "&Version=" + version).status());
    assertEquals(service, door.authenticatedFor.remove());
    assertEquals(action, door.queried.remove().action());
    assertEquals(0, door.executed.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=utf-8",
        "APPLICATION/X-WWW-FORM-URLENCODED ;x"
      })
  void takes_a_form_whatever_the_parameters_of_its_type(String contentType) {
    assertEquals(
        200,
        post("Host: local|Authorization: x|Content-Type: " + contentType, GET_CALLER_IDENTITY)
            .status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void takes_a_presigned_call_from_the_query_string(String method) {
    RawConnection.Reply reply =
        door.exchange(
            method
                + " /?"
                + GET_CALLER_IDENTITY
                + "&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00 HTTP/1.1\r\n"
                + "Host: local\r\nAuthorization: x\r\n\r\n");
    assertEquals(200, reply.status(), reply.text());
    QueryCall call = door.queried.remove();
    assertEquals(Map.of("Action", "GetCallerIdentity", "Version", "2011-06-15"), call.parameters());
    assertEquals(
        GET_CALLER_IDENTITY + "&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00",
        door.authenticated.remove().rawQuery());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?Action=GetCallerIdentity",
        "/?Version=2011-06-15",
        "/?action=GetCallerIdentity&version=2011-06-15",
        "/?xAction=GetCallerIdentity&Version=2011-06-15",
        "/?Actions=GetCallerIdentity&Version=2011-06-15",
        "/?a=Action&b=Version"
      })
  void a_get_that_names_no_call_gets_the_health_text(String target) {
    RawConnection.Reply reply = door.exchange("GET " + target + " HTTP/1.1\r\nHost: local\r\n\r\n");
    assertEquals("healthy: dynamodb.eu-west-2.amazonaws.com ", reply.text());
  }

  @ParameterizedTest
  @CsvSource({
    "Action=%zz&Version=2011-06-15,MalformedInput",
    "Action=GetCallerIdentity&Action=GetCallerIdentity&Version=2011-06-15,MalformedInput",
    "Version&Action,MissingAction",
    "x=Action&Action=GetCallerIdentity&Version,InvalidAction",
  })
  void refuses_a_get_that_names_a_call_and_makes_none(String query, String code) {
    RawConnection.Reply reply =
        door.exchange("GET /?" + query + " HTTP/1.1\r\nHost: local\r\n\r\n");
    assertEquals(400, reply.status());
    assertTrue(reply.text().contains("<Code>" + code + "</Code>"), reply.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "POST /x!",
        "PUT /!",
        "GET /x?Action=GetCallerIdentity&Version=2011-06-15!",
        "POST /!X-Amz-Target: DynamoDB_20120810.ListTables",
        "POST /!Content-Type: application/x-www-form-urlencoded",
      })
  void what_is_no_query_call_is_answered_as_dynamodb_does(String requestLine, String header) {
    RawConnection.Reply reply =
        door.exchange(
            requestLine
                + " HTTP/1.1\r\nHost: local\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + (header == null ? "" : header + "\r\n")
                + "Content-Length: 1\r\n\r\nx");
    assertEquals(404, reply.status());
    assertEquals("<UnknownOperationException/>\n", reply.text());
    assertEquals(52, reply.header("x-amzn-RequestId").length());
  }

  @Test
  void parameters_of_the_body_win_over_those_of_the_query_string() {
    RawConnection.Reply reply =
        door.exchange(
            FrontDoorFixture.post(FORM.replace("|", "\r\n") + "\r\n", "Path=&Name=x")
                .replace(
                    "POST /", "POST /?Action=CreateUser&Path=/a&P=b%2Bc+d&Version=2010-05-08"));
    assertEquals(200, reply.status());
    assertEquals(
        Map.of(
            "Action", "CreateUser", "Path", "", "P", "b+c d", "Version", "2010-05-08", "Name", "x"),
        door.queried.remove().parameters());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "''!MissingAction!The request is missing an action or a required parameter.",
        "{}!MissingAction!The request is missing an action or a required parameter.",
        "Version=2011-06-15!MissingAction"
            + "!The request is missing an action or a required parameter.",
        "Action=&Version=2011-06-15!MissingAction"
            + "!The request is missing an action or a required parameter.",
        "Action=GetCallerIdentity!InvalidAction"
            + "!Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED",
        "Action=GetCallerIdentity&Version=!InvalidAction"
            + "!Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED",
        "Action=GetCallerIdentity&Version=2011-06-16!InvalidAction"
            + "!Could not find operation GetCallerIdentity for version 2011-06-16",
        "Action=GetCallerIdentity&Version=2010-05-08!InvalidAction"
            + "!Could not find operation GetCallerIdentity for version 2010-05-08",
        "Action=getCallerIdentity&Version=2011-06-15!InvalidAction"
            + "!Could not find operation getCallerIdentity for version 2011-06-15",
        "Action=%3Cx%3E&Version=2011-06-15!InvalidAction"
            + "!Could not find operation &lt;x&gt; for version 2011-06-15",
        "Action=GetCallerIdentity&Action=GetCallerIdentity&Version=2011-06-15!MalformedInput"
            + "!A parameter must not be given more than once",
        "Action=GetCallerIdentity&Version=2011-06-15&x=%FF!MalformedInput"
            + "!A parameter is not percent-encoded UTF-8",
      })
  void refuses_what_is_no_call_before_it_looks_at_the_signature(
      String form, String code, String message) {
    RawConnection.Reply reply =
        post("Host: local|Content-Type: application/x-www-form-urlencoded", form);
    QueryFaultTest.assertFault(reply, 400, AWS_FAULT, code, message);
    assertEquals(0, door.authenticated.size());
  }

  @Test
  void refuses_a_form_of_100_000_parameters() {
    StringBuilder form = new StringBuilder(GET_CALLER_IDENTITY);
    for (int i = 0; i < 100_000; i++) {
      form.append("&p").append(i).append('=');
    }
    QueryFaultTest.assertFault(
        call(form.toString()),
        400,
        AWS_FAULT,
        "MalformedInput",
        "There must not be more than 10000 parameters");
  }

  @Test
  void refuses_a_compressed_form() {
    QueryFaultTest.assertFault(
        post(FORM + "|Content-Encoding: gzip", GET_CALLER_IDENTITY),
        400,
        AWS_FAULT,
        "MalformedInput",
        "Content-Encoding is not supported");
  }

  @Test
  void echoes_no_more_than_the_beginning_of_an_action() {
    RawConnection.Reply reply = call("Action=" + "x".repeat(1_000_000) + "&Version=1");
    QueryFaultTest.assertFault(
        reply,
        400,
        AWS_FAULT,
        "InvalidAction",
        "Could not find operation " + "x".repeat(1_024) + " for version 1");
  }

  @Test
  void large_forms_reach_the_service_unchanged() {
    String document = "x".repeat(1_000_000);
    assertEquals(200, call("Action=CreateUser&Version=2010-05-08&D=" + document).status());
    assertEquals(document, door.queried.remove().parameters().get("D"));
  }

  @Test
  void every_origin_may_read_every_answer() {
    RawConnection.Reply reply = post(FORM + "|Origin: http://o", GET_CALLER_IDENTITY);
    assertEquals("*", reply.header("Access-Control-Allow-Origin"));
    RawConnection.Reply refused = post(FORM + "|Origin: http://o", "");
    assertEquals("*", refused.header("Access-Control-Allow-Origin"));
  }

  @Test
  void calls_are_logged_and_counted_by_service_and_action() {
    call(GET_CALLER_IDENTITY);
    RequestLog.Entry entry = door.logged.remove();
    assertEquals("sts:GetCallerIdentity", entry.operation());
    assertEquals(200, entry.status());
    assertEquals("", entry.errorCode());
    assertEquals("ACCESS", entry.accessKeyId());
    call("Action=Brew&Version=2011-06-15");
    RequestLog.Entry refused = door.logged.remove();
    assertEquals("", refused.operation());
    assertEquals("InvalidAction", refused.errorCode());

    assertEquals(1, count("sts:GetCallerIdentity", "success"));
    assertEquals(1, count("none", "client_error"));
    assertTrue(
        door.registry.getMeters().stream()
            .noneMatch(meter -> "sts:Brew".equals(meter.getId().getTag("operation"))));
  }

  private long count(String operation, String outcome) {
    return door.registry
        .get("ddb_local.requests")
        .tag("operation", operation)
        .tag("outcome", outcome)
        .timer()
        .count();
  }

  @Test
  void calls_of_both_protocols_share_a_connection() {
    try (RawConnection connection = door.connect()) {
      for (String request :
          List.of(
              FrontDoorFixture.call("", "{}"),
              FrontDoorFixture.post(FORM.replace("|", "\r\n") + "\r\n", GET_CALLER_IDENTITY),
              FrontDoorFixture.call("", "{}"))) {
        assertEquals(200, connection.send(request).read().status());
      }
    }
    assertEquals(List.of("dynamodb", "sts", "dynamodb"), List.copyOf(door.authenticatedFor));
  }
}
