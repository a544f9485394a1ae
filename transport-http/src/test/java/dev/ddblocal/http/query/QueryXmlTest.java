package dev.ddblocal.http.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.port.QueryFault;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryReply.Group;
import dev.ddblocal.domain.port.QueryReply.Text;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** The XML of answers. */
class QueryXmlTest {
  private static String text(byte[] xml) {
    return new String(xml, StandardCharsets.UTF_8);
  }

  private static Document parsed(byte[] xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
  }

  private static byte[] reply(String value) {
    return QueryXml.response("A", "urn:x", QueryReply.of(new Text("V", value)), "id");
  }

  @Test
  void an_action_without_an_answer_has_no_result() {
    assertEquals(
        """
        <DeleteUserResponse xmlns="urn:x">
          <ResponseMetadata>
            <RequestId>id</RequestId>
          </ResponseMetadata>
        </DeleteUserResponse>
        """,
        text(QueryXml.response("DeleteUser", "urn:x", QueryReply.NOTHING, "id")));
  }

  @Test
  void lists_and_structures_nest_and_may_be_empty() {
    assertEquals(
        """
        <ListUsersResponse xmlns="urn:x">
          <ListUsersResult>
            <IsTruncated>false</IsTruncated>
            <Users>
              <member>
                <Path>/</Path>
                <Tags/>
              </member>
            </Users>
            <Marker/>
          </ListUsersResult>
          <ResponseMetadata>
            <RequestId>id</RequestId>
          </ResponseMetadata>
        </ListUsersResponse>
        """,
        text(
            QueryXml.response(
                "ListUsers",
                "urn:x",
                QueryReply.of(
                    new Text("IsTruncated", "false"),
                    Group.of("Users", Group.of("member", new Text("Path", "/"), Group.of("Tags"))),
                    new Text("Marker", "")),
                "id")));
  }

  @Test
  void a_result_of_nothing_is_an_empty_element() {
    assertEquals(
        """
        <AResponse xmlns="urn:x">
          <AResult/>
          <ResponseMetadata>
            <RequestId>id</RequestId>
          </ResponseMetadata>
        </AResponse>
        """,
        text(QueryXml.response("A", "urn:x", QueryReply.of(), "id")));
  }

  @Test
  void an_error_says_whose_fault_it_is() {
    assertEquals(
        """
        <ErrorResponse xmlns="urn:x">
          <Error>
            <Type>Receiver</Type>
            <Code>InternalFailure</Code>
            <Message>The request processing has failed because of an unknown error, exception or \
        failure.</Message>
          </Error>
          <RequestId>id</RequestId>
        </ErrorResponse>
        """,
        text(QueryXml.error(QueryFault.internalFailure(), "urn:x", "id")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a<b>&c\"d'e]]>f",
        "{\"Version\":\"2012-10-17\",\n\t\"Statement\":[]}\r\n",
        " blanks  kept ",
        "<!--x--><![CDATA[y]]>&amp;",
        "ä\u00A0\u2028\uFFFD\u0085😀"
      })
  void text_is_read_back_as_it_was(String value) throws Exception {
    Document document = parsed(reply(value));
    assertEquals(value, document.getElementsByTagNameNS("urn:x", "V").item(0).getTextContent());
  }

  @ParameterizedTest
  @CsvSource({
    "a\u0000b,a\uFFFDb",
    "a\u0001\u0008\u000B\u000C\u000E\u001Fb,a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDb",
    "\uFFFE\uFFFF,\uFFFD\uFFFD",
    "\uD800x,\uFFFDx",
    "x\uDC00,x\uFFFD",
    "\uDC00\uD800,\uFFFD\uFFFD",
    "x\uD83D,x\uFFFD"
  })
  void what_xml_cannot_hold_is_replaced(String value, String expected) throws Exception {
    Document document = parsed(reply(value));
    assertEquals(expected, document.getElementsByTagNameNS("urn:x", "V").item(0).getTextContent());
  }
}
