package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.policy.MalformedPolicyException;
import dev.ddblocal.auth.policy.PolicyDocument;
import dev.ddblocal.auth.policy.PolicyType;
import dev.ddblocal.domain.port.QueryFault;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Policy documents on their way in and out. */
final class PolicyText {
  private static final int LONGEST = 131_072;
  private static final Pattern CHARACTERS = Pattern.compile("[\\t\\n\\r\\u0020-\\u00FF]+");
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
  private static final int BYTE = 0xFF;

  private PolicyText() {}

  /**
   * The policy in a parameter.
   *
   * @throws QueryFault a ValidationError or MalformedPolicyDocument
   */
  static String require(IamCall call, String member, PolicyType type) {
    return checked(
        call.parameters().require(member), member, text -> PolicyDocument.parse(text, type));
  }

  /**
   * The document of a managed policy in a parameter.
   *
   * @throws QueryFault a ValidationError or MalformedPolicyDocument
   */
  static String requireManaged(IamCall call, String member) {
    return checked(call.parameters().require(member), member, PolicyDocument::parseManaged);
  }

  /**
   * Checks a policy.
   *
   * @param parse reads it as what it is to be
   * @throws QueryFault a ValidationError or MalformedPolicyDocument
   */
  static String checked(String text, String member, Function<String, PolicyDocument> parse) {
    if (text.isEmpty()) {
      throw QueryParameters.violation(
          text, member, "Member must have length greater than or equal to 1");
    }
    if (text.length() > LONGEST) {
      throw QueryParameters.violation(
          text, member, "Member must have length less than or equal to " + LONGEST);
    }
    if (!CHARACTERS.matcher(text).matches()) {
      throw IamFaults.validationError(
          "The specified value for "
              + QueryParameters.lowerCamel(member)
              + " is invalid. It must contain only printable ASCII characters.");
    }
    try {
      parse.apply(text);
    } catch (MalformedPolicyException e) {
      throw PolicyFaults.malformed(e.getMessage());
    }
    return text;
  }

  /** The policy as answers hold it: percent-encoded as RFC 3986 says. */
  static String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length() * 2);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (b & BYTE);
      if (UNRESERVED.indexOf(character) >= 0) {
        encoded.append(character);
      } else {
        encoded.append(String.format("%%%02X", b & BYTE));
      }
    }
    return encoded.toString();
  }
}
