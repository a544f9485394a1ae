package dev.ddblocal.auth.control;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer of the control plane that is no failure of its. */
sealed interface ControlPlaneReply {
  /** What it was asked for. */
  record Ok(String body) implements ControlPlaneReply {
    /** Leaves the body out: a signing key may be in it. */
    @Override
    public String toString() {
      return "Ok[hidden]";
    }
  }

  /** It does not accept who asks. */
  record Refused(int status, String code) implements ControlPlaneReply {
    String describe() {
      return status + " " + code;
    }
  }

  /** It does not accept what was asked. */
  record Rejected(int status, String code) implements ControlPlaneReply {
    String describe() {
      return status + " " + code;
    }
  }

  /** Error codes that tell of credentials, with and without the suffix that JSON services use. */
  Set<String> AUTHENTICATION_ERRORS =
      Set.of(
          "AccessDenied",
          "ExpiredToken",
          "IncompleteSignature",
          "InvalidClientTokenId",
          "InvalidSignature",
          "MissingAuthenticationToken",
          "SignatureDoesNotMatch",
          "UnrecognizedClient");

  /** The error code in the JSON or XML of an answer; at most 64 letters, as it goes into logs. */
  Pattern CODE =
      Pattern.compile("\"__type\"\\s*:\\s*\"(?:[^\"#]*#)?(\\w{1,64})\"|<Code>(\\w{1,64})</Code>");

  /** Reads an answer of a status below 500. */
  static ControlPlaneReply of(int status, String body) {
    if (status == 200) {
      return new Ok(body);
    }
    Matcher matcher = CODE.matcher(body);
    String code = "";
    if (matcher.find()) {
      code = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
    boolean refused =
        status == 401
            || status == 403
            || AUTHENTICATION_ERRORS.contains(code.replaceFirst("Exception$", ""));
    return refused ? new Refused(status, code) : new Rejected(status, code);
  }
}
