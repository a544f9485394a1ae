package dev.ddblocal.auth.sigv4;

import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.domain.identity.Region;
import java.util.Optional;

/** Holds a credential's scope against the service, its regions and the request's date. */
final class ScopeCheck {
  private final String service;
  private final ServedRegions regions;

  ScopeCheck(String service, ServedRegions regions) {
    this.service = service;
    this.regions = regions;
  }

  /**
   * Checks the scope.
   *
   * @throws dev.ddblocal.domain.error.DynamoDbException InvalidSignatureException that names every
   *     part that is wrong, in the order region, service, terminator, date
   */
  CredentialScope check(CredentialElements credential, RequestTimestamp timestamp) {
    Optional<Region> region = regions.find(credential.region());
    String date = timestamp.date();
    if (region.isPresent()
        && credential.service().equals(service)
        && credential.terminator().equals(CredentialScope.TERMINATOR)
        && credential.date().equals(date)) {
      return new CredentialScope(date, region.get(), service);
    }
    throw SignatureErrors.invalid(defects(credential, region.isPresent(), timestamp));
  }

  private String defects(
      CredentialElements credential, boolean regionServed, RequestTimestamp timestamp) {
    StringBuilder defects = new StringBuilder();
    if (!regionServed) {
      defects
          .append("Credential should be scoped to a valid region, not '")
          .append(SignatureErrors.echo(credential.region()))
          .append("'. ");
    }
    if (!credential.service().equals(service)) {
      defects
          .append("Credential should be scoped to correct service: '")
          .append(service)
          .append("'. ");
    }
    if (!credential.terminator().equals(CredentialScope.TERMINATOR)) {
      defects
          .append("Credential should be scoped with a valid terminator: '")
          .append(CredentialScope.TERMINATOR)
          .append("', not '")
          .append(SignatureErrors.echo(credential.terminator()))
          .append("'. ");
    }
    if (!credential.date().equals(timestamp.date())) {
      defects
          .append(
              "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                  + " HTTP: '")
          .append(SignatureErrors.echo(credential.date()))
          .append("' != '")
          .append(timestamp.date())
          .append("', from '")
          .append(timestamp.basic())
          .append("'.");
    }
    return defects.toString();
  }
}
