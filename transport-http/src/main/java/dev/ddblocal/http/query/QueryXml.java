package dev.ddblocal.http.query;

import dev.ddblocal.domain.port.QueryFault;
import dev.ddblocal.domain.port.QueryReply;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the answers of the query protocol as XML (spec: authentication, 7.1), in UTF-8. */
public final class QueryXml {
  /** The namespace of errors that no service has worded. */
  public static final String FAULT_NAMESPACE = "http://webservices.amazon.com/AWSFault/2005-15-09";

  private static final String REQUEST_ID = "RequestId";

  private QueryXml() {}

  /**
   * The answer to a call that succeeded.
   *
   * @param action the action, by which the outer elements are named
   * @param namespace the service's namespace
   * @param requestId the id that the answer's header carries too
   */
  public static byte[] response(
      String action, String namespace, QueryReply reply, String requestId) {
    XmlText xml = new XmlText();
    xml.open(action + "Response", namespace);
    reply
        .result()
        .ifPresent(elements -> write(new QueryReply.Group(action + "Result", elements), xml));
    xml.open("ResponseMetadata");
    xml.element(REQUEST_ID, requestId);
    xml.close("ResponseMetadata");
    xml.close(action + "Response");
    return bytes(xml);
  }

  private static void write(QueryReply.Element element, XmlText xml) {
    switch (element) {
      case QueryReply.Text text -> xml.element(text.name(), text.value());
      case QueryReply.Group group -> {
        List<QueryReply.Element> children = group.children();
        if (children.isEmpty()) {
          xml.element(group.name(), "");
        } else {
          xml.open(group.name());
          children.forEach(child -> write(child, xml));
          xml.close(group.name());
        }
      }
    }
  }

  /**
   * The answer to a call that failed.
   *
   * @param namespace the service's namespace, or {@link #FAULT_NAMESPACE} if no service has the
   *     call
   * @param requestId the id that the answer's header carries too
   */
  public static byte[] error(QueryFault fault, String namespace, String requestId) {
    XmlText xml = new XmlText();
    xml.open("ErrorResponse", namespace);
    xml.open("Error");
    xml.element("Type", fault.isSenders() ? "Sender" : "Receiver");
    xml.element("Code", fault.code());
    if (fault.getMessage() != null) {
      xml.element("Message", fault.getMessage());
    }
    xml.close("Error");
    xml.element(REQUEST_ID, requestId);
    xml.close("ErrorResponse");
    return bytes(xml);
  }

  private static byte[] bytes(XmlText xml) {
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }
}
