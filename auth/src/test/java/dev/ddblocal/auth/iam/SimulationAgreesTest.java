package dev.ddblocal.auth.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityTransactions;
import dev.ddblocal.auth.identity.LocalIdentities;
import dev.ddblocal.auth.policy.CallerContext;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.Decision;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.policy.PolicyRequest;
import dev.ddblocal.domain.identity.CallerIdentity;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the simulation says of a user is what the authorizer's evaluator says of the same user. */
class SimulationAgreesTest {
  private static final List<String> ACTIONS =
      List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "iam:GetUser");
  private static final List<String> PATTERNS =
      List.of("*", "dynamodb:*", "dynamodb:Get*", "dynamodb:PutItem", "iam:*", "dynamodb:Que?y");
  private static final String TABLE = "arn:aws:dynamodb:us-east-1:444455556666:table/t";

  private final Random random = new Random(5);

  @Test
  void of_random_policies() {
    int allowed = 0;
    for (int round = 0; round < 60; round++) {
      LocalIam iam = new LocalIam();
      Subject user = new Subject(iam, EntityType.USER, "Bob");
      Subject group = new Subject(iam, EntityType.GROUP, "Readers");
      user.create();
      group.create();
      group.call("AddUserToGroup", "UserName", "Bob");
      user.call("PutUserPolicy", "PolicyName", "p", "PolicyDocument", policy());
      group.call("PutGroupPolicy", "PolicyName", "p", "PolicyDocument", policy());
      if (random.nextBoolean()) {
        iam.call("CreatePolicy", "PolicyName", "limit", "PolicyDocument", policy());
        user.call(
            "PutUserPermissionsBoundary",
            "PermissionsBoundary",
            "arn:aws:iam::444455556666:policy/limit");
      }
      for (String action : ACTIONS) {
        String decision = evaluated(iam, action);
        assertEquals(decision, simulated(iam, action), action + " in round " + round);
        allowed += decision.equals("allowed") ? 1 : 0;
      }
    }
    assertTrue(allowed > 20, "the policies must not all deny");
  }

  private String policy() {
    String pattern = PATTERNS.get(random.nextInt(PATTERNS.size()));
    return random.nextInt(4) == 0 ? Policies.deny(pattern) : Policies.allow(pattern);
  }

  private static String simulated(LocalIam iam, String action) {
    return iam.call(
            "SimulatePrincipalPolicy",
            "PolicySourceArn",
            "arn:aws:iam::444455556666:user/Bob",
            "ActionNames.member.1",
            action,
            "ResourceArns.member.1",
            TABLE)
        .text("EvaluationResults", "member", "EvalDecision");
  }

  private static String evaluated(LocalIam iam, String action) {
    CallerIdentity caller = iam.user("Bob");
    StoredPolicies stored =
        new StoredPolicies(
            new IdentityTransactions(iam.identities().store()), iam.identities().revision());
    EffectivePolicies policies = LocalIdentities.await(stored.policiesOf(caller));
    Decision decision =
        new PolicyEvaluator(CrossAccount.OFF, Optional.empty())
            .evaluate(
                policies,
                Optional.empty(),
                new PolicyRequest(
                    caller,
                    LocalIdentities.ACCOUNT,
                    action,
                    TABLE,
                    CallerContext.of(caller, iam.environment().clock().instant())));
    return SimulationResult.name(decision);
  }
}
