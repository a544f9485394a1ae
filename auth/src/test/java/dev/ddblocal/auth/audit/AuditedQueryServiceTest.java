package dev.ddblocal.auth.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.AuditEvent;
import dev.ddblocal.domain.port.AuditLog;
import dev.ddblocal.domain.port.QueryCall;
import dev.ddblocal.domain.port.QueryFault;
import dev.ddblocal.domain.port.QueryReply;
import dev.ddblocal.domain.port.QueryService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** One line for each call of STS and IAM (spec: authentication, audit log). */
class AuditedQueryServiceTest {
  private static final CallerIdentity ROOT =
      new CallerIdentity(
          new Principal.Root(new AccountId("111122223333")), "AKID", new Region("us-east-1"));

  private final List<AuditEvent> events = new ArrayList<>();
  private final QueryService service = mock(QueryService.class);
  private final AuditedQueryService audited =
      new AuditedQueryService(
          service,
          new AuditTrail(
              new AuditLog() {
                @Override
                public boolean isEnabled() {
                  return true;
                }

                @Override
                public void record(AuditEvent event) {
                  events.add(event);
                }
              },
              InstantSource.fixed(Instant.EPOCH)));

  private void call(CompletionStage<QueryReply> answer) {
    when(service.signingName()).thenReturn("iam");
    when(service.call(any(), any())).thenReturn(answer);
    audited
        .call(ROOT, new QueryCall("CreateUser", Map.of("UserName", "alice")))
        .toCompletableFuture()
        .join();
  }

  private String told() {
    AuditEvent event = events.getFirst();
    assertEquals(1, events.size());
    return event.principalArn()
        + " "
        + event.action()
        + " "
        + event.decision()
        + " "
        + event.reason();
  }

  @Test
  void an_answer_was_allowed() {
    call(CompletableFuture.completedFuture(QueryReply.NOTHING));

    assertEquals("arn:aws:iam::111122223333:root iam:CreateUser ALLOWED ", told());
  }

  @Test
  void an_access_denied_was_not() {
    QueryFault denied = new QueryFault(403, "AccessDenied", "no");

    assertThrows(CompletionException.class, () -> call(CompletableFuture.failedFuture(denied)));

    assertEquals(
        "arn:aws:iam::111122223333:root iam:CreateUser IMPLICIT_DENY AccessDenied", told());
  }

  @Test
  void another_error_says_what_became_of_what_was_allowed() {
    QueryFault conflict = new QueryFault(409, "EntityAlreadyExists", "there");

    assertThrows(CompletionException.class, () -> call(CompletableFuture.failedFuture(conflict)));

    assertEquals(
        "arn:aws:iam::111122223333:root iam:CreateUser ALLOWED EntityAlreadyExists", told());
  }
}
