package dev.ddblocal.app;

import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.domain.DynamoDb;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.ControlService;
import dev.ddblocal.domain.port.QueryService;
import dev.ddblocal.domain.port.RequestAuthenticator;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;

/**
 * Where a server knows identities from: from its access keys file alone, from a control plane
 * within the process, or from one in another process.
 */
interface Identities extends AutoCloseable {
  /** The IAM account, if there is a control plane. */
  Optional<AccountId> iamAccount();

  /** Knows access keys. */
  CredentialResolver credentials();

  /** Knows the encryption keys of accounts. */
  AccountKeys accountKeys();

  /** Knows the policies of callers. */
  PolicyRepository policies();

  /**
   * Takes the API into use; called once, before anybody calls.
   *
   * @return the API as callers are to have it
   */
  DynamoDb attach(DynamoDb dynamoDb);

  /** STS and IAM, or what there is of them; to be asked once the API is attached. */
  List<QueryService> services();

  /** The internal API for data planes; to be asked once the API is attached. */
  Optional<ControlService> control();

  /**
   * An authenticator that also takes note of what is authenticated.
   *
   * @param service the signing name of the service that is called
   */
  RequestAuthenticator observed(RequestAuthenticator authenticator, String service);

  /**
   * Begins to work.
   *
   * @throws dev.ddblocal.app.configuration.ConfigurationException if it never could
   */
  void start();

  /** Tells the metrics how it goes, where there is something to tell. */
  default void meter(MeterRegistry registry) {}

  /** Reads anew what may have been changed by the operator. */
  void reload();

  @Override
  void close();
}
