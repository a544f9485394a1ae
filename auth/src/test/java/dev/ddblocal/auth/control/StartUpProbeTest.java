package dev.ddblocal.auth.control;

import static dev.ddblocal.auth.control.ControlOperation.DESCRIBE_CONTROL_PLANE;
import static dev.ddblocal.auth.control.DataPlane.CONTROL_KEY;
import static dev.ddblocal.auth.control.DataPlane.IAM_ACCOUNT;
import static dev.ddblocal.auth.control.DataPlane.await;
import static dev.ddblocal.auth.control.FakeControlPlane.jsonError;
import static dev.ddblocal.auth.control.FakeControlPlane.ok;
import static dev.ddblocal.auth.control.FakeControlPlane.xml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.control.FakeControlPlane.Answer;
import org.junit.jupiter.api.Test;

class StartUpProbeTest {
  private static Answer describes(String instance, String account) {
    return ok(ControlJson.object().put("instanceId", instance).put("accountId", account));
  }

  private static ProbeOutcome probe(Answer describe, Answer identity) {
    try (FakeControlPlane plane =
            new FakeControlPlane()
                .on(DESCRIBE_CONTROL_PLANE, describe)
                .on("GetCallerIdentity", identity);
        DataPlane data = new DataPlane(plane)) {
      return await(data.remote.probe());
    }
  }

  private static void assertUnusable(String part, ProbeOutcome outcome) {
    String reason = assertInstanceOf(ProbeOutcome.Unusable.class, outcome).reason();
    assertTrue(reason.contains(part), reason);
  }

  @Test
  void a_control_plane_of_the_same_iam_account_is_usable() {
    assertEquals(
        new ProbeOutcome.Usable(),
        probe(describes("other", IAM_ACCOUNT.value()), xml("Account", IAM_ACCOUNT.value())));
  }

  @Test
  void a_server_is_not_its_own_control_plane() {
    assertUnusable(
        "is this server itself",
        probe(describes("data-plane", IAM_ACCOUNT.value()), xml("Account", IAM_ACCOUNT.value())));
  }

  @Test
  void a_control_plane_of_another_iam_account_is_not_usable() {
    assertUnusable(
        "has the IAM account 111122223333",
        probe(describes("other", "111122223333"), xml("Account", IAM_ACCOUNT.value())));
    assertUnusable(
        "takes this server for account 111122223333",
        probe(describes("other", IAM_ACCOUNT.value()), xml("Account", "111122223333")));
  }

  @Test
  void real_aws_has_no_internal_api() {
    for (Answer answer :
        new Answer[] {
          jsonError(400, "UnknownOperationException"),
          new Answer.Reply(404, "<UnknownOperationException/>\n"),
          new Answer.Reply(302, ""),
          new Answer.Reply(200, "<html/>")
        }) {
      assertUnusable(
          "are no control plane of DDB Local", probe(answer, xml("Account", IAM_ACCOUNT.value())));
    }
    assertUnusable(
        "refuses the IAM account's credentials",
        probe(
            FakeControlPlane.xmlError(403, "InvalidClientTokenId"),
            xml("Account", IAM_ACCOUNT.value())));
  }

  @Test
  void sts_has_to_be_there_too() {
    assertUnusable(
        "are no control plane of DDB Local",
        probe(describes("other", IAM_ACCOUNT.value()), new Answer.Reply(404, "")));
  }

  @Test
  void a_control_plane_that_does_not_answer_may_come_later() {
    assertInstanceOf(
        ProbeOutcome.Unreachable.class,
        probe(new Answer.Silence(), xml("Account", IAM_ACCOUNT.value())));
    try (FakeControlPlane plane = new FakeControlPlane();
        DataPlane data = new DataPlane(plane, plane, ControlPlaneCredentials.of(CONTROL_KEY))) {
      plane.stop();
      assertInstanceOf(ProbeOutcome.Unreachable.class, await(data.remote.probe()));
    }
  }
}
