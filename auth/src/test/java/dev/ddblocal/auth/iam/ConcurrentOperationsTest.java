package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.domain.port.QueryFault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrentOperationsTest {
  private static final String OWN = "arn:aws:iam::444455556666:policy/own";

  private final LocalIam iam = new LocalIam();

  @Test
  void no_membership_is_lost() throws InterruptedException {
    iam.call("CreateUser", "UserName", "Bob");
    List<Callable<IamReply>> calls = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String group = "g" + i;
      iam.call("CreateGroup", "GroupName", group);
      calls.add(() -> iam.call("AddUserToGroup", "GroupName", group, "UserName", "Bob"));
    }

    assertEquals(List.of(), faults(calls));
    assertEquals(
        10,
        iam.call("ListGroupsForUser", "UserName", "Bob")
            .texts("Groups", "member", "GroupName")
            .size());
  }

  @Test
  void a_policy_never_has_more_than_five_versions() throws InterruptedException {
    iam.call("CreatePolicy", "PolicyName", "own", "PolicyDocument", Policies.allow("a:B"));
    List<Callable<IamReply>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(() ->
          iam.call(
              "CreatePolicyVersion",
              "PolicyArn",
              OWN,
              "PolicyDocument",
              Policies.allow("a:B")));
    }

    List<String> faults = faults(calls);

    assertEquals(List.of("LimitExceeded"), faults.stream().distinct().toList());
    assertEquals(4, faults.size());
    assertEquals(
        List.of("v5", "v4", "v3", "v2", "v1"),
        iam.call("ListPolicyVersions", "PolicyArn", OWN)
            .texts("Versions", "member", "VersionId"));
  }

  @Test
  void a_policy_is_attached_or_deleted_and_never_both() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      Subject role = new Subject(iam, EntityType.ROLE, "Role" + round);
      role.create();
      iam.call("CreatePolicy", "PolicyName", "own", "PolicyDocument", Policies.allow("a:B"));

      List<String> faults =
          faults(
              List.of(
                  () -> role.call("AttachRolePolicy", "PolicyArn", OWN),
                  () -> iam.call("DeletePolicy", "PolicyArn", OWN)));

      List<String> attached =
          role.call("ListAttachedRolePolicies")
              .texts("AttachedPolicies", "member", "PolicyArn");
      assertEquals(
          attached.isEmpty() ? List.of("NoSuchEntity") : List.of("DeleteConflict"), faults);
      if (!attached.isEmpty()) {
        role.call("DetachRolePolicy", "PolicyArn", OWN);
        iam.call("DeletePolicy", "PolicyArn", OWN);
      }
    }
  }

  @Test
  void one_of_two_policies_of_a_name_is_made() throws InterruptedException {
    List<Callable<IamReply>> calls = new ArrayList<>();
    for (String path : List.of("/a/", "/b/", "/c/")) {
      calls.add(() ->
          iam.call(
              "CreatePolicy",
              "PolicyName",
              "own",
              "Path",
              path,
              "PolicyDocument",
              Policies.allow("a:B")));
    }

    assertEquals(List.of("EntityAlreadyExists", "EntityAlreadyExists"), faults(calls));
    assertEquals(
        1,
        iam.call("ListPolicies", "Scope", "Local").texts("Policies", "member", "Arn").size());
  }

  /** Runs calls at the same time; answers the codes of the faults. */
  private static List<String> faults(List<Callable<IamReply>> calls)
      throws InterruptedException {
    List<String> faults = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<IamReply> call : executor.invokeAll(calls)) {
        try {
          assertTrue(call.get().reply() != null);
        } catch (ExecutionException e) {
          faults.add(((QueryFault) e.getCause()).code());
        }
      }
    }
    return faults;
  }
}
