package dev.ddblocal.auth.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.auth.policy.Decision.Allowed;
import dev.ddblocal.auth.policy.Decision.ExplicitDeny;
import dev.ddblocal.auth.policy.Decision.ImplicitDeny;
import dev.ddblocal.auth.policy.Decision.StatementId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessDeniedTest {
  private static final String ARN = "arn:aws:iam::111122223333:user/alice";
  private static final String HEAD =
      "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: dynamodb:GetItem"
          + " on resource: arn:aws:dynamodb:us-east-1:111122223333:table/Music";

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, because no identity-based policy allows the dynamodb:GetItem action",
    "BOUNDARY, because no permissions boundary allows the dynamodb:GetItem action",
    "SESSION,  because no session policy allows the dynamodb:GetItem action",
    "RESOURCE, because no resource-based policy allows the dynamodb:GetItem action",
  })
  void names_the_layer_that_does_not_allow(PolicyLayer layer, String tail) {
    assertEquals(
        HEAD + " " + tail,
        AccessDenied.message(ARN, Requests.GET_ITEM, Requests.TABLE, new ImplicitDeny(layer)));
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, with an explicit deny in an identity-based policy",
    "BOUNDARY, with an explicit deny in a permissions boundary",
    "SESSION,  with an explicit deny in a session policy",
    "RESOURCE, with an explicit deny in a resource-based policy",
  })
  void names_the_layer_that_denies(PolicyLayer layer, String tail) {
    assertEquals(
        HEAD + " " + tail,
        AccessDenied.message(
            ARN,
            Requests.GET_ITEM,
            Requests.TABLE,
            new ExplicitDeny(layer, new StatementId("p", "s"))));
  }

  @Test
  void can_leave_the_reason_out() {
    assertEquals(HEAD, AccessDenied.withoutReason(ARN, Requests.GET_ITEM, Requests.TABLE));
  }

  @Test
  void has_no_message_for_what_is_allowed() {
    Decision allowed = new Allowed(StatementId.NONE);

    assertThrows(
        IllegalArgumentException.class,
        () -> AccessDenied.message(ARN, Requests.GET_ITEM, Requests.TABLE, allowed));
  }
}
